package org.hybridface.local.rekognition;

import java.util.ArrayList;
import java.util.List;
import org.hybridface.vision.Embedding;
import org.hybridface.vision.FaceEmbedder;
import org.hybridface.vision.Landmarks;
import org.hybridface.vision.ModelLines;
import org.hybridface.vision.Point;
import org.opencv.core.Core;
import org.opencv.core.Mat;

/**
 * Embeds a face six times, as it is and mirrored, each a little smaller and larger, and takes the mean at length one. On the
 * default net this misses 18 of 100 pairs of one person instead of 26 when 1 of 10,000 pairs of different people may pass; more
 * than half of the gain comes from the length (docs/similarity.md). It takes six times as long, which an edge device cannot spend
 * on each track and a server can on each question. Used by one thread at a time, like the embedder behind it.
 */
final class SteadyEmbedder implements FaceEmbedder {

    /** Sizes of the face in the aligned square, as factors. */
    private static final double[] ZOOMS = {1, 0.93, 1.07};

    private final FaceEmbedder embedder;

    /** Takes the embedder over: it is closed with this one. */
    SteadyEmbedder(FaceEmbedder embedder) {
        this.embedder = embedder;
    }

    @Override
    public String modelId() {
        return embedder.modelId() + "-mean6";
    }

    @Override
    public ModelLines lines() {
        return embedder.lines();
    }

    @Override
    public Embedding embed(Mat bgr, Landmarks face) {
        Mat mirrored = new Mat();
        try {
            Core.flip(bgr, mirrored, 1);
            List<float[]> views = new ArrayList<>();
            for (double zoom : ZOOMS) {
                Landmarks zoomed = zoomed(face, zoom);
                views.add(embedder.embed(bgr, zoomed).values());
                views.add(embedder.embed(mirrored, mirrored(zoomed, bgr.cols())).values());
            }
            return new Embedding(modelId(), meanOfUnitLength(views));
        } finally {
            mirrored.release();
        }
    }

    @Override
    public void close() {
        embedder.close();
    }

    /** Farther or nearer landmarks make alignment take in more or less of the picture. */
    private static Landmarks zoomed(Landmarks face, double factor) {
        Point centre = face.rightEye().middle(face.leftEye()).middle(face.mouth());
        return new Landmarks(from(centre, face.rightEye(), factor), from(centre, face.leftEye(), factor),
                from(centre, face.nose(), factor), from(centre, face.mouth(), factor));
    }

    private static Point from(Point centre, Point point, double factor) {
        return new Point(centre.x() + (point.x() - centre.x()) * factor, centre.y() + (point.y() - centre.y()) * factor);
    }

    /** The person's right eye becomes the left one. */
    private static Landmarks mirrored(Landmarks face, int width) {
        return new Landmarks(mirrored(face.leftEye(), width), mirrored(face.rightEye(), width),
                mirrored(face.nose(), width), mirrored(face.mouth(), width));
    }

    private static Point mirrored(Point point, int width) {
        return new Point(width - 1 - point.x(), point.y());
    }

    private static float[] meanOfUnitLength(List<float[]> vectors) {
        double[] sum = new double[vectors.get(0).length];
        for (float[] vector : vectors) {
            double length = length(vector);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += vector[i] / length;
            }
        }
        float[] mean = new float[sum.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (float) (sum[i] / vectors.size());
        }
        double length = length(mean);
        for (int i = 0; i < mean.length; i++) {
            mean[i] /= (float) length;
        }
        return mean;
    }

    private static double length(float[] vector) {
        double squares = 0;
        for (float value : vector) {
            squares += (double) value * value;
        }
        return Math.sqrt(squares);
    }
}
