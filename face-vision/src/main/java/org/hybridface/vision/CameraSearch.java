// SPDX-License-Identifier: Apache-2.0
package org.hybridface.vision;

import java.time.Instant;
import java.util.List;
import org.opencv.core.Mat;

/**
 * Finds faces in the pictures of one camera, one after the other, and remembers between them where it looked and whom it saw. Used by the
 * thread that uses the {@link FaceDetector} it came from, and closed with that.
 */
public interface CameraSearch {

    /**
     * @param bgr        the camera's next picture, BGR, 8 bits a channel; not changed, not kept
     * @param capturedAt when it was taken; not before the picture of the last call
     * @return every face, most confident first; positions in pixels of that picture
     */
    List<Detection> next(Mat bgr, Instant capturedAt);
}
