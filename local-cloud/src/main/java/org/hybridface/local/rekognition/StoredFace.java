package org.hybridface.local.rekognition;

import java.util.Optional;
import org.hybridface.vision.Box;

/**
 * What a collection keeps of a face beside its embedding; no picture.
 *
 * @param faceId          a random UUID
 * @param imageId         one random UUID for all faces of one IndexFaces call
 * @param externalImageId the caller's own id
 * @param box             fractions of the photo's size
 * @param confidence      of the detection, 0 to 100
 */
record StoredFace(String faceId, String imageId, Optional<String> externalImageId, Box box, double confidence) {
}
