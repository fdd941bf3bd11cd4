package org.hybridface.edge.recognise;

import java.util.Optional;
import org.hybridface.edge.frame.SeenFace;
import org.hybridface.vision.Detection;
import org.hybridface.vision.Quality;

/**
 * A recognised face with what the outbox needs to take its photo.
 *
 * @param quality measured only when the cloud may have to be asked for this face
 */
public record Sighting(SeenFace face, Detection detection, Optional<Quality> quality) {

    public String key() {
        return face.key();
    }
}
