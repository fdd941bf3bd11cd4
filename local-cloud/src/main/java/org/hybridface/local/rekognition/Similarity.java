package org.hybridface.local.rekognition;

/**
 * The mapping of a distance between embeddings to a similarity of 0 to 100: straight lines between anchors. The anchors are what
 * the default embedder does to pairs of photos of different people, measured in docs/similarity.md:
 * <ul>
 * <li>80: 1 of 1,000 such pairs is at least so similar; good enough to propose a name to somebody who looks at both photos;
 * <li>90: 3 of 100,000; good enough to show a name, and the recommended threshold;
 * <li>95: a few of a million;
 * <li>99: too seldom to be measured, for what must not go wrong.
 * </ul>
 * Immutable, thread safe.
 */
public final class Similarity {

    /** As parts of the distance that 1 of 100 pairs of different people is below. */
    private static final double[] DISTANCES = {0, 0.700, 0.750, 0.800, 0.9075, 1, 1.5};
    private static final double[] SIMILARITIES = {100, 99, 95, 90, 80, 50, 0};

    private final double sameFaceDistance;

    private Similarity(double sameFaceDistance) {
        this.sameFaceDistance = sameFaceDistance;
    }

    /**
     * @param sameFaceDistance the embedder's own; the anchors are measured for the default embedder and assumed for others in
     *                         proportion to this
     */
    public static Similarity forModel(double sameFaceDistance) {
        return new Similarity(sameFaceDistance);
    }

    /** @return 100 for the very same embedding, falling with the distance, 0 from 1.5 times the same-face distance on */
    public double of(double distance) {
        return interpolate(distance / sameFaceDistance, DISTANCES, SIMILARITIES);
    }

    /** The largest distance with at least that similarity; unlimited for 0. */
    public double distance(double similarity) {
        return similarity <= 0 ? Double.MAX_VALUE : sameFaceDistance * interpolate(-similarity, negated(SIMILARITIES), DISTANCES);
    }

    /** @param xs rising */
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

    private static double[] negated(double[] values) {
        double[] negated = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            negated[i] = -values[i];
        }
        return negated;
    }
}
