package org.hybridface.vision.embed;

import org.hybridface.vision.Embedding;
import org.hybridface.vision.FaceEmbedder;
import org.hybridface.vision.Landmarks;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;

/**
 * The default net: face-api's recognition model, 128 numbers, scaled to length one. The net's own lengths differ between photos of one
 * person: without them 74 of 100 pairs of one person lie nearer than all but 3 of 100,000 pairs of two people, with them 67 (docs/accuracy.md).
 *
 * @see <a href="https://github.com/vladmandic/face-api">face-api</a>
 */
public final class FaceApiEmbedder implements FaceEmbedder {

    /** Also tells how faces are cut and scaled for it: another alignment gives other embeddings, so it would get another id. */
    public static final String MODEL_ID = "face-api-1.7.15-128-unit";

    /** Where as few pairs of one person are refused as pairs of two are accepted; 0.606 before scaling, the authors' own line. */
    private static final double SAME_FACE_DISTANCE = 0.42;

    private static final int SIDE_PX = 150;

    /** Mean red, green and blue of the photos it was trained on. */
    private static final Scalar MEAN_RGB = new Scalar(122.782, 117.001, 104.298);
    private static final Scalar MEAN_BGR = new Scalar(104.298, 117.001, 122.782);

    private final EmbeddingNet net;

    /** @param onnx the content of the model's file */
    public FaceApiEmbedder(byte[] onnx) {
        net = new EmbeddingNet(onnx, 1 / 255.0, MEAN_RGB);
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
        Mat aligned = Alignment.of(face, SIDE_PX).cut(bgr, SIDE_PX, MEAN_BGR);
        try {
            return new Embedding(MODEL_ID, EmbeddingNet.normalised(net.run(aligned)));
        } finally {
            aligned.release();
        }
    }

    @Override
    public void close() {
        // Nothing to let go of by hand: see EmbeddingNet.
    }
}
