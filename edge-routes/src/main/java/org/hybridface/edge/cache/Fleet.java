// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.cache;

import java.util.List;
import org.hybridface.messages.Answer;
import org.hybridface.messages.Known;
import org.hybridface.vision.Embedding;

/** The other devices, as the face cache sees them: what they know, and what they may be told of what is learnt here. Must not block; thread safe. */
public interface Fleet {

    /** There are no others. */
    Fleet NONE = new Fleet() {
        @Override
        public List<KnownMatch> near(Embedding look, double reach) {
            return List.of();
        }

        @Override
        public List<Known> everybody() {
            return List.of();
        }

        @Override
        public void told(FaceEntry face, Answer answer) {
            // Nobody to tell.
        }

        @Override
        public void looked(FaceEntry face) {
            // Nobody to tell.
        }
    };

    /**
     * Somebody whom another device has learnt.
     *
     * @param distance Euclidean distance to the nearest look
     */
    record KnownMatch(Known known, double distance) {
    }

    /** Everybody known elsewhere with a look of the same model nearer than that. */
    List<KnownMatch> near(Embedding look, double reach);

    /** Everybody known elsewhere. */
    List<Known> everybody();

    /** The cloud has said this of a face, and it is on the disk. */
    void told(FaceEntry face, Answer answer);

    /** A remembered face has one more view, its last. */
    void looked(FaceEntry face);
}
