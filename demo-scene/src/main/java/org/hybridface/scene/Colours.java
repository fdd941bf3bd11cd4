// SPDX-License-Identifier: Apache-2.0
package org.hybridface.scene;

import java.awt.Color;

/** sRGB colours as {@code 0xRRGGBB}. */
final class Colours {

    private Colours() {}

    static int mix(int from, int to, double share) {
        int r = (int) Math.round(Numbers.mix(from >> 16 & 255, to >> 16 & 255, share));
        int g = (int) Math.round(Numbers.mix(from >> 8 & 255, to >> 8 & 255, share));
        int b = (int) Math.round(Numbers.mix(from & 255, to & 255, share));
        return r << 16 | g << 8 | b;
    }

    /** Brighter above 1, darker below. */
    static int times(int colour, double factor) {
        int r = (int) Numbers.clamp((colour >> 16 & 255) * factor, 0, 255);
        int g = (int) Numbers.clamp((colour >> 8 & 255) * factor, 0, 255);
        int b = (int) Numbers.clamp((colour & 255) * factor, 0, 255);
        return r << 16 | g << 8 | b;
    }

    /** 0 (black) to 1 (white), as the eye weighs it. */
    static double brightness(int colour) {
        return (0.3 * (colour >> 16 & 255) + 0.59 * (colour >> 8 & 255) + 0.11 * (colour & 255)) / 255;
    }

    static Color of(int colour, double alpha) {
        return new Color(colour >> 16 & 255, colour >> 8 & 255, colour & 255, (int) Numbers.clamp(alpha * 255, 0, 255));
    }
}
