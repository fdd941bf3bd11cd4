/** A picture with an owner, and a face in it as the device knows it. */
package org.hybridface.edge.frame;
