package org.hybridface.cloud.event;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * A photo on its way through the routes, the same for a device's unknown face and for a labelled photo.
 *
 * @param id       event id, a UUID; what makes a second delivery recognisable
 * @param personId the id the person gets if the face is enrolled; Rekognition keeps it as ExternalImageId
 * @param photo    JPEG bytes; empty when the sender's were none
 * @param photoUri {@code s3://bucket/key} where the photo lies or is going to lie
 * @param sighting the device and key that asked; empty for a labelled photo
 * @param name     the label; empty for a device's face
 * @param received when this run began with it
 */
public record FaceEvent(String id, String personId, byte[] photo, URI photoUri, Optional<Sighting> sighting,
                        Optional<String> name, Instant received) {

    /** The key inside the bucket: the URI's path without its slash. */
    public String photoKey() {
        return photoUri.getPath().substring(1);
    }

    /** Names and photos never reach a log. */
    @Override
    public String toString() {
        return "event=" + id + sighting.map(seen -> " thing=" + seen.thing() + " key=" + seen.key()).orElse("");
    }
}
