// SPDX-License-Identifier: Apache-2.0
package org.hybridface.scene;

/** The few numeric helpers every renderer has. */
final class Numbers {

    private Numbers() {}

    static double mix(double a, double b, double share) {
        return a + (b - a) * share;
    }

    static double clamp(double value, double low, double high) {
        return value < low ? low : Math.min(value, high);
    }

    /** 0 up to {@code from}, 1 from {@code to} on, smooth between; {@code from} may be the larger one. */
    static double smoothStep(double from, double to, double value) {
        double t = clamp((value - from) / (to - from), 0, 1);
        return t * t * (3 - 2 * t);
    }

    /** Repeatable noise in space: 0 to 1, smooth, one feature a unit. */
    static double noise(double x, double y, double z) {
        int xi = (int) Math.floor(x);
        int yi = (int) Math.floor(y);
        int zi = (int) Math.floor(z);
        double u = fade(x - xi);
        double v = fade(y - yi);
        double w = fade(z - zi);
        double low = mix(
                mix(hash(xi, yi, zi), hash(xi + 1, yi, zi), u), mix(hash(xi, yi + 1, zi), hash(xi + 1, yi + 1, zi), u), v);
        double high = mix(
                mix(hash(xi, yi, zi + 1), hash(xi + 1, yi, zi + 1), u),
                mix(hash(xi, yi + 1, zi + 1), hash(xi + 1, yi + 1, zi + 1), u),
                v);
        return mix(low, high, w);
    }

    private static double fade(double t) {
        return t * t * (3 - 2 * t);
    }

    private static double hash(int x, int y, int z) {
        int h = x * 374761393 + y * 668265263 + z * 1274126177;
        h = (h ^ (h >>> 13)) * 1103515245;
        return ((h ^ (h >>> 16)) & 0xFFFF) / 65535.0;
    }
}
