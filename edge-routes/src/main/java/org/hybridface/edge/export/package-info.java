/** All that is held of one person as one zip: this device's part, and the cloud's when an operator got it; nothing is changed. */
package org.hybridface.edge.export;
