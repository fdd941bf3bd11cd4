// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.rekognition;

import java.util.Optional;
import org.hybridface.vision.Box;

/**
 * What a collection keeps of a face beside its embedding; no picture.
 *
 * @param faceId          a random UUID
 * @param imageId         a UUID that follows from the picture's bytes: one for all faces of a picture, each time it comes
 * @param externalImageId the caller's own id
 * @param box             fractions of the photo's size
 * @param confidence      of the detection, 0 to 100
 */
record StoredFace(String faceId, String imageId, Optional<String> externalImageId, Box box, double confidence) {

    /** Boxes that overlap so much (intersection over union) hold one face: two faces of a picture hardly overlap. */
    private static final double ONE_FACE_OVERLAP = 0.5;

    /**
     * Whether IndexFaces saves nothing for the other because this one is there: "If you provide the same image, specify the
     * same collection, and use the same external ID in the IndexFaces operation, Amazon Rekognition doesn't save duplicate face
     * metadata." Without an external id every call adds its faces.
     *
     * @see <a href="https://docs.aws.amazon.com/rekognition/latest/APIReference/API_IndexFaces.html">IndexFaces</a>
     */
    boolean isDuplicatedBy(StoredFace other) {
        return externalImageId.isPresent() && externalImageId.equals(other.externalImageId) && imageId.equals(other.imageId)
                && box.overlap(other.box) > ONE_FACE_OVERLAP;
    }
}
