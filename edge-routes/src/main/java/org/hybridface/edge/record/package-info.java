/** What was on screen, frame by frame, as lines of a file. */
package org.hybridface.edge.record;
