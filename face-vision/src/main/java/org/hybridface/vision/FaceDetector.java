// SPDX-License-Identifier: Apache-2.0
package org.hybridface.vision;

import java.util.List;
import org.opencv.core.Mat;

/**
 * Finds faces. An instance owns native memory and is used by one thread at a time.
 */
public interface FaceDetector extends AutoCloseable {

    /** Which model looks, for example {@code yunet-2023mar-int8bq}. */
    String modelId();

    /**
     * Looks at one picture that has nothing to do with any other.
     *
     * @param bgr a picture, BGR, 8 bits a channel; not changed, not kept
     * @return every face, most confident first; positions in pixels of that picture
     */
    List<Detection> detect(Mat bgr);

    /**
     * For the pictures of one camera, which may be searched in parts over successive pictures. Each camera gets its own; all of them
     * belong to this detector's thread and are closed with it.
     */
    default CameraSearch forCamera() {
        return (bgr, capturedAt) -> detect(bgr);
    }

    /**
     * The landmarks of one face as exactly as they can be had, for an embedder to align it by: worth more looks than finding it.
     *
     * @param bgr  the picture the face was found in; not changed, not kept
     * @param face as it was found there
     * @return in pixels of that picture
     */
    default Landmarks landmarks(Mat bgr, Detection face) {
        return face.landmarks();
    }

    @Override
    void close();
}
