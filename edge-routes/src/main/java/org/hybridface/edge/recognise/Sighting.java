// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.recognise;

import java.util.Optional;
import org.hybridface.edge.frame.SeenFace;
import org.hybridface.vision.Quality;

/**
 * A recognised face with what the outbox needs.
 *
 * @param purpose what the photo is for
 * @param photo   the best one of this face so far; there is one only when the cloud may have to be asked now, or is to be asked with a
 *                better one
 */
public record Sighting(SeenFace face, Purpose purpose, Optional<FacePhoto> photo) {

    /** What the photo of a sighting is for. */
    public enum Purpose {

        /** For a question, when the cache finds that it is time for one. */
        ASK,

        /** To take the place of the photo that waits in the outbox. */
        IMPROVE
    }

    public String key() {
        return face.key();
    }

    /** Of the photo. */
    public Optional<Quality> quality() {
        return photo.map(FacePhoto::quality);
    }

    /** For the route. */
    public boolean improves() {
        return purpose == Purpose.IMPROVE && photo.isPresent();
    }
}
