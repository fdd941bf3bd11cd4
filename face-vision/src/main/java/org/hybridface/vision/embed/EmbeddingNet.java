package org.hybridface.vision.embed;

import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.dnn.Dnn;
import org.opencv.dnn.Net;

/** A net that makes numbers of one square picture. Used by one thread at a time. */
final class EmbeddingNet {

    /** OpenCV's Java class has no release of its own; its memory goes when it is collected. */
    private final Net net;
    private final double scale;
    private final Scalar meanRgb;

    /**
     * @param onnx    the content of the model's file
     * @param scale   of the values, after the mean was taken off
     * @param meanRgb taken off red, green and blue
     */
    EmbeddingNet(byte[] onnx, double scale, Scalar meanRgb) {
        MatOfByte bytes = new MatOfByte(onnx);
        try {
            net = Dnn.readNetFromONNX(bytes);
        } finally {
            bytes.release();
        }
        this.scale = scale;
        this.meanRgb = meanRgb;
    }

    /** @param bgr square, of the net's size */
    float[] run(Mat bgr) {
        Mat blob = Dnn.blobFromImage(bgr, scale, new Size(bgr.cols(), bgr.rows()), meanRgb, true, false);
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

    /** Scaled to length one. */
    static float[] normalised(float[] values) {
        double length = 0;
        for (float value : values) {
            length += (double) value * value;
        }
        float[] result = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = (float) (values[i] / Math.sqrt(length));
        }
        return result;
    }
}
