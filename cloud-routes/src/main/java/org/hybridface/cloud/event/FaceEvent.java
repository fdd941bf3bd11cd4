// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.event;

import java.net.URI;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A photo on its way through the routes, the same for a device's unknown face and for a labelled photo.
 *
 * @param id       event id, a UUID; what makes a second delivery recognisable
 * @param personId the id the person gets if the face is enrolled; Rekognition keeps it as ExternalImageId
 * @param photo    JPEG bytes; empty when the sender's were none
 * @param photoUri {@code s3://bucket/key} where the photo lies or is going to lie
 * @param storedHere whether this run put it there
 * @param sighting the device and key that asked; empty for a labelled photo
 * @param name     the label; empty for a device's face
 * @param notThese ids of persons and faces that somebody said it does not show
 * @param received when this run began with it
 */
public record FaceEvent(String id, String personId, byte[] photo, URI photoUri, boolean storedHere, Optional<Sighting> sighting,
                        Optional<String> name, Set<String> notThese, Instant received) {

    public FaceEvent {
        notThese = Set.copyOf(notThese);
    }

    /** An event of which nobody said yet whom it does not show. */
    public FaceEvent(String id, String personId, byte[] photo, URI photoUri, boolean storedHere, Optional<Sighting> sighting,
                     Optional<String> name, Instant received) {
        this(id, personId, photo, photoUri, storedHere, sighting, name, Set.of(), received);
    }

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** Whether a text may be the id of an event: the table is edited by hand, too. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** The event whose photo this run has stored. */
    public FaceEvent storedAt(URI uri) {
        return new FaceEvent(id, personId, photo, uri, true, sighting, name, notThese, received);
    }

    /** The event of somebody who is none of these persons and faces. */
    public FaceEvent butNot(Collection<String> ids) {
        return new FaceEvent(id, personId, photo, photoUri, storedHere, sighting, name, Set.copyOf(ids), received);
    }

    /** The device that asked; empty for a labelled photo. */
    public String thing() {
        return sighting.map(Sighting::thing).orElse("");
    }

    /** The key inside the bucket: the URI's path without its slash. */
    public String photoKey() {
        return photoUri.getPath().substring(1);
    }

    /** Of the id alone: Camel asks for it whenever a route reads a part of an event, and the generated one takes all parts. */
    @Override
    public int hashCode() {
        return id.hashCode();
    }

    /** Names and photos never reach a log. */
    @Override
    public String toString() {
        return "event=" + id + sighting.map(seen -> " thing=" + seen.thing() + " key=" + seen.key()).orElse("");
    }
}
