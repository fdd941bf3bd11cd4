/**
 * From a frame to the people in it: detect, follow, embed only whom the tracker is not sure of, and give each face the key of the
 * remembered face it is.
 */
package org.hybridface.edge.recognise;
