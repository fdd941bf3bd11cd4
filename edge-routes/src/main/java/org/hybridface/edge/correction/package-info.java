/** Corrections made at this device until the cloud has them. */
package org.hybridface.edge.correction;
