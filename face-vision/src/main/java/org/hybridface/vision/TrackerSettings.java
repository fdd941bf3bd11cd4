// SPDX-License-Identifier: Apache-2.0
package org.hybridface.vision;

import java.time.Duration;

/**
 * How a {@link FaceTracker} decides.
 *
 * @param minOverlap  of a face with the place where a track is expected (intersection over union) to be taken for it
 * @param keepLost    how long a face may be out of sight before its track ends
 * @param shortGap    out of sight for no longer, a face that is where it is expected is still the same one: a detector that looks at
 *                    a large picture in parts comes by only now and then
 * @param reverify    how long one embedding is trusted
 */
public record TrackerSettings(double minOverlap, Duration keepLost, Duration shortGap, Duration reverify) {

    /** A quarter of overlap is a face moved by two thirds of its width between two pictures. */
    public static final TrackerSettings DEFAULT =
            new TrackerSettings(0.25, Duration.ofMillis(1200), Duration.ofMillis(600), Duration.ofSeconds(5));

    public TrackerSettings {
        if (!(minOverlap > 0 && minOverlap < 1)) {
            throw new IllegalArgumentException("minOverlap is " + minOverlap + "; it must lie between 0 and 1");
        }
        if (keepLost.isNegative() || shortGap.isNegative() || reverify.isNegative()) {
            throw new IllegalArgumentException(
                    "keepLost " + keepLost + ", shortGap " + shortGap + " and reverify " + reverify + " must not be negative");
        }
    }

    public TrackerSettings withReverify(Duration other) {
        return new TrackerSettings(minOverlap, keepLost, shortGap, other);
    }
}
