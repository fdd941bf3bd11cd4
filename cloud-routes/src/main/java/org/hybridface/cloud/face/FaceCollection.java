// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.face;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The pool of known faces. The one interface to implement to use another recogniser than Amazon Rekognition.
 *
 * <p>Failures that may pass (throttling, time-outs) are thrown as they are; implementations are thread safe.
 */
public interface FaceCollection {

    /** Reason why a labelled photo is refused: it shows several people, and none of them stands out. */
    String SEVERAL_FACES = "several-faces";

    /**
     * The pool's face most like the largest face in a photo.
     *
     * @param photo         {@code s3://bucket/key}
     * @param minSimilarity 0 to 100; less alike faces are no match
     * @param quality       NONE, AUTO, LOW, MEDIUM or HIGH: how good the face in the photo must be
     * @throws UnusablePhotoException when there is no face, or none good enough
     */
    Optional<Match> search(URI photo, double minSimilarity, String quality);

    /**
     * Puts the main face of a photo into the pool; another's is never taken in its place. The same photo under the same person id again is the same face, not a
     * second one: that is how a run that takes over goes on with the face of the one that died.
     *
     * @param personId kept with the face
     * @throws UnusablePhotoException when there is no face, or none good enough
     */
    EnrolledFace enrol(URI photo, String personId, String quality);

    /**
     * As {@link #enrol}, but for a photo that stands for one person: smaller faces may stand behind or at the edge.
     *
     * @throws UnusablePhotoException also when the photo shows several people and none of them stands out
     */
    EnrolledFace enrolOnlyFace(URI photo, String personId, String quality);

    /**
     * The faces of the pool like one of its faces, of other person ids, most similar first. Every face that was put into the
     * pool before this call began must be found, or two devices that meet one stranger at once make two persons of one.
     */
    List<Match> twins(EnrolledFace face, String personId, double minSimilarity);

    /** Takes a face out of the pool, also out of a person's vector; nothing happens when it is not in it. */
    void forget(String faceId);

    /** Vectors of whole persons; empty for a recogniser that knows faces only. */
    default Optional<PersonVectors> persons() {
        return Optional.empty();
    }
}
