// SPDX-License-Identifier: Apache-2.0
package org.hybridface.chaos.process;

import java.util.List;

/**
 * The straight line that fits best through measurements (ordinary least squares).
 *
 * @param perMinute the slope
 * @param noise     the slope's standard error: a slope within two of them is none
 * @param first     the line's value at the first measurement
 * @param last      the line's value at the last
 */
record Trend(double perMinute, double noise, double first, double last) {

    /** How many standard errors a slope may lie from zero by chance, 19 times in 20. */
    private static final double CHANCE = 2;

    /** @param minute since the start */
    record Point(double minute, double value) {
    }

    /** @throws IllegalArgumentException with fewer than three points, which have no noise */
    static Trend of(List<Point> points) {
        int n = points.size();
        if (n < 3) {
            throw new IllegalArgumentException(n + " measurements have no trend: measure for longer");
        }
        double x = points.stream().mapToDouble(Point::minute).average().orElseThrow();
        double y = points.stream().mapToDouble(Point::value).average().orElseThrow();
        double xx = points.stream().mapToDouble(point -> (point.minute() - x) * (point.minute() - x)).sum();
        double xy = points.stream().mapToDouble(point -> (point.minute() - x) * (point.value() - y)).sum();
        double slope = xx == 0 ? 0 : xy / xx;
        double rest = points.stream().mapToDouble(point -> point.value() - y - slope * (point.minute() - x)).map(r -> r * r).sum();
        return new Trend(slope, xx == 0 ? 0 : Math.sqrt(rest / (n - 2) / xx), y + slope * (points.get(0).minute() - x),
                y + slope * (points.get(n - 1).minute() - x));
    }

    boolean isFlat() {
        return Math.abs(perMinute) <= CHANCE * noise;
    }
}
