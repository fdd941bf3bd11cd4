// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.rekognition;

import org.hybridface.vision.Box;
import org.hybridface.vision.Detection;
import org.hybridface.vision.Pose;

/**
 * A face found in a photo.
 *
 * @param detection  where, in pixels of the photo
 * @param width      of the photo, in pixels
 * @param height     of the photo, in pixels
 * @param brightness of the face, 0 (black) to 100 (white)
 * @param sharpness  of the face, 0 (blurred) to 100
 */
record Face(Detection detection, int width, int height, Pose pose, double brightness, double sharpness) {

    /** The face's box as fractions of the photo's size, which is how Rekognition counts. */
    Box relativeBox() {
        Box box = detection.box();
        return new Box(box.x() / width, box.y() / height, box.width() / width, box.height() / height);
    }

    /** 0 to 100. */
    double confidence() {
        return 100 * detection.confidence();
    }

    double area() {
        return detection.box().area();
    }
}
