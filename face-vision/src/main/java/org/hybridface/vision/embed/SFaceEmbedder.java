package org.hybridface.vision.embed;

import org.hybridface.vision.Embedding;
import org.hybridface.vision.FaceEmbedder;
import org.hybridface.vision.Landmarks;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * SFace from OpenCV Zoo, 128 numbers of length one. Aligned to the template of OpenCV's {@code FaceRecognizerSF}, with the middle
 * of the mouth in place of its two corners, since not every detector reports corners.
 *
 * @see <a href="https://github.com/opencv/opencv_zoo/tree/main/models/face_recognition_sface">SFace in OpenCV Zoo</a>
 */
public final class SFaceEmbedder implements FaceEmbedder {

    public static final String MODEL_ID = "sface-2021dec";

    /** OpenCV's threshold for this model ({@code FR_NORM_L2}). */
    private static final double SAME_FACE_DISTANCE = 1.128;

    private static final int SIDE_PX = 112;

    /** The template's eyes, nose and middle of the mouth, from OpenCV's face_recognize.cpp. */
    private static final double[][] TEMPLATE = {
        {38.2946, 51.6963}, {73.5318, 51.5014}, {56.0252, 71.7366}, {(41.5493 + 70.7299) / 2, (92.3655 + 92.2041) / 2}};

    private final EmbeddingNet net;

    /** @param onnx the content of the model's file */
    public SFaceEmbedder(byte[] onnx) {
        net = new EmbeddingNet(onnx, 1, new Scalar(0, 0, 0));
    }

    @Override
    public String modelId() {
        return MODEL_ID;
    }

    @Override
    public double sameFaceDistance() {
        return SAME_FACE_DISTANCE;
    }

    @Override
    public Embedding embed(Mat bgr, Landmarks face) {
        Mat matrix = new Mat(2, 3, CvType.CV_64F);
        Mat aligned = new Mat();
        try {
            matrix.put(0, 0, SimilarityFit.of(face, TEMPLATE));
            Imgproc.warpAffine(bgr, aligned, matrix, new Size(SIDE_PX, SIDE_PX), Imgproc.INTER_LINEAR);
            return new Embedding(MODEL_ID, EmbeddingNet.normalised(net.run(aligned)));
        } finally {
            matrix.release();
            aligned.release();
        }
    }

    @Override
    public void close() {
        // Nothing to let go of by hand: see EmbeddingNet.
    }
}
