package org.hybridface.cloud.face;

import java.net.URI;
import java.util.Optional;

/**
 * The pool of known faces. The one interface to implement to use another recogniser than Amazon Rekognition.
 *
 * <p>Failures that may pass (throttling, time-outs) are thrown as they are; implementations are thread safe.
 */
public interface FaceCollection {

    /** Reason why a labelled photo is refused: it does not show one person alone. */
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
     * Puts the largest face of a photo into the pool.
     *
     * @param personId kept with the face
     * @throws UnusablePhotoException when there is no face, or none good enough
     */
    EnrolledFace enrol(URI photo, String personId, String quality);

    /**
     * As {@link #enrol}, but for a photo that stands for one person: a second face of about the same size is refused.
     *
     * @throws UnusablePhotoException also when the photo shows several people
     */
    EnrolledFace enrolOnlyFace(URI photo, String personId, String quality);

    /** The other face of the pool most like one of its faces, of another person id. */
    Optional<Match> twin(EnrolledFace face, String personId, double minSimilarity);

    /** Takes a face out of the pool; nothing happens when it is not in it. */
    void forget(String faceId);
}
