// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.cache;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.hybridface.vision.Embedding;

/**
 * Finds the remembered faces that are near to an embedding. Pure.
 *
 * @param sameFaceDistance two embeddings nearer than this are one person
 */
record FaceMatcher(double sameFaceDistance) {

    /** Every remembered face that may be this one, nearest first. */
    List<Match> near(Embedding embedding, Collection<FaceEntry> faces) {
        List<Match> matches = new ArrayList<>();
        for (FaceEntry face : faces) {
            double distance = distance(embedding, face);
            if (distance < sameFaceDistance) {
                matches.add(new Match(face.key(), distance));
            }
        }
        matches.sort(Comparator.comparingDouble(Match::distance).thenComparing(Match::key));
        return matches;
    }

    /** As {@link #near(Embedding, Collection)}, but up to another distance. */
    static List<Match> near(Embedding embedding, Collection<FaceEntry> faces, double reach) {
        return new FaceMatcher(reach).near(embedding, faces);
    }

    /** To the nearest view of that face; infinite when there is none of the same model. */
    static double distance(Embedding embedding, FaceEntry face) {
        double nearest = Double.POSITIVE_INFINITY;
        for (Embedding view : face.embeddings()) {
            // Vectors of two models have nothing to do with each other; after a change of model old faces just never match.
            if (view.isComparableWith(embedding)) {
                nearest = Math.min(nearest, view.distance(embedding));
            }
        }
        return nearest;
    }
}
