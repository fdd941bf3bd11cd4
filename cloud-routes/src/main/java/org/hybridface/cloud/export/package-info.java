/** All that the cloud holds of one person, for whoever has a right to it: read, never changed, and nothing of anybody else. */
package org.hybridface.cloud.export;
