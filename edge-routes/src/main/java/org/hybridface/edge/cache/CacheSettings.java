// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.cache;

import java.time.Duration;

/**
 * @param capacity         most faces remembered; far above the people in view
 * @param sameFaceDistance Euclidean distance below which two embeddings are one person
 * @param margin           by how much the second person must be farther away before the first one's name is certain
 * @param nameTtl          how long an answer is believed before the cloud is asked again
 * @param asksPerHour      most questions to the cloud in any 60 minutes
 */
public record CacheSettings(int capacity, double sameFaceDistance, double margin, Duration nameTtl, int asksPerHour) {

    /** Part of the same-face distance above which a view is worth remembering beside those that are. */
    public static final double NEW_VIEW = 0.6;

    public CacheSettings {
        if (capacity < 1) {
            throw new IllegalArgumentException("face.cache.capacity is " + capacity + ": give 1 or more");
        }
        if (!(sameFaceDistance > 0)) {
            throw new IllegalArgumentException("face.cache.distance is " + sameFaceDistance + ": give a number above 0");
        }
        if (!(margin >= 0)) {
            throw new IllegalArgumentException("face.cache.margin is " + margin + ": give 0 or more");
        }
        if (nameTtl.isNegative() || nameTtl.isZero()) {
            throw new IllegalArgumentException("face.cache.ttl is " + nameTtl + ": give a time above 0, for example 24h");
        }
        if (asksPerHour < 0) {
            throw new IllegalArgumentException("cloud.budget.per-hour is " + asksPerHour + ": give 0 or more");
        }
    }

    NameRule rule() {
        return new NameRule(sameFaceDistance, margin);
    }

    AskPolicy policy() {
        return new AskPolicy(nameTtl);
    }
}
