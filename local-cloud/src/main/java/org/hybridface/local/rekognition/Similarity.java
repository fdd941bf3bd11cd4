// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.rekognition;

import org.hybridface.vision.ModelLines;

/**
 * The mapping of a distance between embeddings to a similarity of 0 to 100: straight lines between anchors. The anchors are the model's
 * own, {@link ModelLines}: what it does to pairs of photos of different people, measured in docs/similarity.md:
 * <ul>
 * <li>80: 1 of 1,000 such pairs is at least so similar; good enough to propose a name to somebody who looks at both photos;
 * <li>90: 1 of 100,000; good enough to show a name, and the recommended threshold;
 * <li>95: a few of a million;
 * <li>99: too seldom to be measured, for what must not go wrong.
 * </ul>
 * Immutable, thread safe.
 */
public final class Similarity {

    private static final double[] SIMILARITIES = {100, 99, 95, 90, 80, 50, 0};

    /** Below 80 nothing is decided; it only falls: about 1 of 100 pairs of different people is nearer than this part of the line of 80. */
    private static final double HALF = 1.06;
    /** Unit vectors that have nothing in common are about so far apart, as a part of the line of 80. */
    private static final double NOTHING = 1.25;

    private final double[] distances;

    private Similarity(double[] distances) {
        this.distances = distances;
    }

    static Similarity forModel(ModelLines lines) {
        double line80 = lines.similarity80();
        return new Similarity(new double[] {0, lines.similarity99(), lines.similarity95(), lines.similarity90(), line80,
                HALF * line80, NOTHING * line80});
    }

    /** @return 100 for the very same embedding, falling with the distance to 0 */
    public double of(double distance) {
        return interpolate(distance, distances, SIMILARITIES);
    }

    /** The largest distance with at least that similarity; unlimited for 0. */
    public double distance(double similarity) {
        return similarity <= 0 ? Double.MAX_VALUE : interpolate(-similarity, negated(SIMILARITIES), distances);
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
