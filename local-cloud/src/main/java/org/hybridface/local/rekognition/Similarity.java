package org.hybridface.local.rekognition;

/**
 * The mapping of a distance between embeddings to a similarity of 0 to 100: straight lines between anchors that were measured.
 * Immutable, thread safe.
 */
public final class Similarity {

    /** Anchors as parts of the model's same-face distance. */
    private static final double[] DISTANCES = {0, 0.668, 0.743, 0.809, 0.883, 0.979, 1.3};
    private static final double[] SIMILARITIES = {100, 99, 95, 90, 80, 50, 0};

    private final double sameFaceDistance;

    private Similarity(double sameFaceDistance) {
        this.sameFaceDistance = sameFaceDistance;
    }

    /** @param sameFaceDistance the embedder's own */
    public static Similarity forModel(double sameFaceDistance) {
        return new Similarity(sameFaceDistance);
    }

    /** @return 100 for the very same embedding, falling with the distance, 0 from 1.3 times the same-face distance on */
    public double of(double distance) {
        return interpolate(distance / sameFaceDistance, DISTANCES, SIMILARITIES);
    }

    /** The largest distance with at least that similarity. */
    public double distance(double similarity) {
        if (similarity <= 0) {
            return Double.MAX_VALUE;
        }
        double[] rising = SIMILARITIES.clone();
        double[] falling = DISTANCES.clone();
        reverse(rising);
        reverse(falling);
        return sameFaceDistance * interpolate(similarity, rising, falling);
    }

    private static double interpolate(double x, double[] xs, double[] ys) {
        if (x <= xs[0]) {
            return ys[0];
        }
        for (int i = 1; i < xs.length; i++) {
            if (x <= xs[i]) {
                return ys[i - 1] + (ys[i] - ys[i - 1]) * (x - xs[i - 1]) / (xs[i] - xs[i - 1]);
            }
        }
        return ys[ys.length - 1];
    }

    private static void reverse(double[] values) {
        for (int i = 0, j = values.length - 1; i < j; i++, j--) {
            double value = values[i];
            values[i] = values[j];
            values[j] = value;
        }
    }
}
