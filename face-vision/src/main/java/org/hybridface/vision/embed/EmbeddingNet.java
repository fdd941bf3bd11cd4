// SPDX-License-Identifier: Apache-2.0
package org.hybridface.vision.embed;

import org.hybridface.vision.Accelerator;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.dnn.Dnn;
import org.opencv.dnn.Net;

/** A net that makes numbers of one square picture, red, green and blue from 0 to 255. Used by one thread at a time. */
final class EmbeddingNet {

    private static final Scalar NO_MEAN = new Scalar(0, 0, 0);

    /** OpenCV's Java class has no release of its own; its memory goes when it is collected. */
    private final Net net;

    /** @param onnx the content of the model's file */
    EmbeddingNet(byte[] onnx, Accelerator accelerator) {
        MatOfByte bytes = new MatOfByte(onnx);
        try {
            net = Dnn.readNetFromONNX(bytes);
        } finally {
            bytes.release();
        }
        net.setPreferableBackend(accelerator.backend());
        net.setPreferableTarget(accelerator.target());
    }

    /** @param bgr square, of the net's size */
    float[] run(Mat bgr) {
        Mat blob = Dnn.blobFromImage(bgr, 1, new Size(bgr.cols(), bgr.rows()), NO_MEAN, true, false);
        try {
            net.setInput(blob);
            Mat result = net.forward();
            float[] values = new float[(int) result.total()];
            result.get(0, 0, values);
            result.release();
            return values;
        } finally {
            blob.release();
        }
    }
}
