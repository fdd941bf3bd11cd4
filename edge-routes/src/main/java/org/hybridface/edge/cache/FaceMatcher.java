package org.hybridface.edge.cache;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.hybridface.vision.Embedding;

/**
 * Finds the remembered face that is nearest to an embedding. Pure.
 *
 * @param sameFaceDistance two embeddings nearer than this are one person
 */
record FaceMatcher(double sameFaceDistance) {

    /** @param except keys that somebody else in the same frame has already: one identity at most once per frame */
    Optional<Match> nearest(Embedding embedding, Collection<FaceEntry> faces, Set<String> except) {
        Match best = null;
        for (FaceEntry face : faces) {
            if (except.contains(face.key())) {
                continue;
            }
            for (Embedding view : face.embeddings()) {
                // Vectors of two models have nothing to do with each other; after a change of model old faces just never match.
                if (!view.modelId().equals(embedding.modelId())) {
                    continue;
                }
                double distance = view.distance(embedding);
                if (distance < sameFaceDistance && (best == null || distance < best.distance())) {
                    best = new Match(face.key(), distance);
                }
            }
        }
        return Optional.ofNullable(best);
    }
}
