/**
 * The life of each face, for the person who asks why: what happened is told as {@link org.hybridface.edge.explain.FaceEvent}s, kept
 * in a small journal in the data directory, and printed by {@code bin/edge explain}. The journal holds ids and numbers: no photo,
 * no embedding, and no name, since names are personal data and ids are enough to follow a face.
 */
package org.hybridface.edge.explain;
