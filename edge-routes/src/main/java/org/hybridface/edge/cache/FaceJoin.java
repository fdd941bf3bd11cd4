// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.cache;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hybridface.messages.FaceKey;
import org.hybridface.vision.Embedding;

/**
 * Which other key the cloud's answer shows to be the same face: one face id, and nothing the device sees speaks against it. So a face
 * that was learned with another model, whose vectors say nothing any more, keeps its key and name. Pure.
 *
 * @param alike two vectors of one model nearer than this may be one person
 */
record FaceJoin(double alike) {

    /** The other key of this face; of several the oldest. */
    Optional<FaceEntry> other(FaceEntry face, Collection<FaceEntry> all) {
        return face.faceId().flatMap(id -> all.stream()
                .filter(other -> !other.key().equals(face.key()) && other.faceId().filter(id::equals).isPresent())
                .filter(other -> mayBeOne(face, other))
                .min(Comparator.comparingInt(other -> FaceKey.number(other.key()))));
    }

    private boolean mayBeOne(FaceEntry face, FaceEntry other) {
        double nearest = Double.POSITIVE_INFINITY;
        boolean comparable = false;
        for (Embedding view : face.embeddings()) {
            double distance = FaceMatcher.distance(view, other);
            comparable |= Double.isFinite(distance);
            nearest = Math.min(nearest, distance);
        }
        return !comparable || nearest < alike;
    }

    /** The two as one, under the key of the older, with the vectors of the model that the younger was learned with: the other's are of no more use. */
    static FaceEntry joined(FaceEntry one, FaceEntry other) {
        // By number and not by clock, which may have jumped: keys only ever count up.
        boolean otherOlder = FaceKey.number(other.key()) < FaceKey.number(one.key());
        FaceEntry older = otherOlder ? other : one;
        FaceEntry younger = otherOlder ? one : other;
        String model = younger.embeddings().get(younger.embeddings().size() - 1).modelId();
        List<Embedding> views = Stream.concat(older.embeddings().stream(), younger.embeddings().stream())
                .filter(view -> view.modelId().equals(model)).limit(FaceEntry.MAX_EMBEDDINGS).toList();
        return older.takingOver(younger, views);
    }
}
