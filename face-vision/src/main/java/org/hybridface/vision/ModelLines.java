// SPDX-License-Identifier: Apache-2.0
package org.hybridface.vision;

/**
 * The lines that belong to one embedding model and to no other: what a distance between two of its vectors, and the length of one,
 * mean. They are measured (docs/accuracy.md, docs/similarity.md) and live with the model. Distances are Euclidean, between vectors of
 * length one.
 *
 * @param cacheDistance below it a device that remembers many people takes two views for one person
 * @param similarity80  the distance at which 1 of 1,000 pairs of different people passes: enough to propose a name
 * @param similarity90  1 of 100,000 passes: enough to show a name
 * @param similarity95  a few of a million pass
 * @param similarity99  too few pass to be measured
 * @param poorStrength  a vector of the net shorter than this, before it is scaled to length one, comes from a poor look; 0 when the
 *                      length of the model's vectors says nothing
 */
public record ModelLines(double cacheDistance, double similarity80, double similarity90, double similarity95, double similarity99,
        double poorStrength) {

    /**
     * By how much the second person must be farther away, as a part of the cache distance: with SFace on the 342 people of dev, 0.37 % of the
     * photos are in between then, and of their nearest people one in ten is the wrong one (docs/accuracy.md).
     */
    private static final double MARGIN = 0.04;

    public ModelLines {
        if (!(cacheDistance > 0)) {
            throw new IllegalArgumentException("the cache distance is " + cacheDistance + "; it must be above 0");
        }
        if (!(similarity99 > 0 && similarity99 <= similarity95 && similarity95 <= similarity90 && similarity90 <= similarity80)) {
            throw new IllegalArgumentException("the distances of similarity 99, 95, 90 and 80 are %s, %s, %s and %s; they must be above 0 and rise"
                    .formatted(similarity99, similarity95, similarity90, similarity80));
        }
        if (!(poorStrength >= 0)) {
            throw new IllegalArgumentException("the poor strength is " + poorStrength + "; it must not be negative");
        }
    }

    /** By how much the second person must be farther away before a device is certain of the first. */
    public double margin() {
        return MARGIN * cacheDistance;
    }
}
