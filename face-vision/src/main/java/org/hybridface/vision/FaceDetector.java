package org.hybridface.vision;

import java.util.List;
import org.opencv.core.Mat;

/**
 * Finds faces. An instance owns native memory and is used by one thread at a time.
 */
public interface FaceDetector extends AutoCloseable {

    /** Which model looks, for example {@code yunet-2023mar}. */
    String modelId();

    /**
     * @param bgr a picture, BGR, 8 bits a channel; not changed, not kept
     * @return every face, most confident first; positions in pixels of that picture
     */
    List<Detection> detect(Mat bgr);

    @Override
    void close();
}
