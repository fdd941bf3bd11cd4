// SPDX-License-Identifier: Apache-2.0
package org.hybridface.benchmarks.accuracy;

import java.util.ArrayList;
import java.util.List;
import org.hybridface.benchmarks.accuracy.EmbeddedPhotos.EmbeddedPhoto;

/**
 * Are two photos of one person? Over all pairs of a set.
 */
public final class Verification {

    private final double[] same;
    private final double[] different;

    private Verification(List<Double> same, List<Double> different) {
        this.same = same.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        this.different = different.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    public static Verification of(List<EmbeddedPhoto> photos) {
        List<Double> same = new ArrayList<>();
        List<Double> different = new ArrayList<>();
        for (int i = 0; i < photos.size(); i++) {
            for (int j = i + 1; j < photos.size(); j++) {
                boolean one = photos.get(i).person() == photos.get(j).person();
                (one ? same : different).add(photos.get(i).embedding().distance(photos.get(j).embedding()));
            }
        }
        return new Verification(same, different);
    }

    public int samePairs() {
        return same.length;
    }

    public int differentPairs() {
        return different.length;
    }

    /** The part of the pairs of one person that lie below a distance. */
    public double trueAccepts(double distance) {
        return below(same, distance);
    }

    /** The part of the pairs of two people that lie below a distance. */
    public double falseAccepts(double distance) {
        return below(different, distance);
    }

    /** The largest distance at which no more than that part of the pairs of two people passes. */
    public double distanceAt(double falseAccepts) {
        return different[(int) Math.floor(falseAccepts * different.length)];
    }

    /** The mean of the parts rightly accepted and rightly refused: 0.5 is a coin. */
    public double balancedAccuracy(double distance) {
        return (trueAccepts(distance) + 1 - falseAccepts(distance)) / 2;
    }

    private static double below(double[] sorted, double distance) {
        int at = java.util.Arrays.binarySearch(sorted, distance);
        return (double) (at < 0 ? -at - 1 : at) / sorted.length;
    }
}
