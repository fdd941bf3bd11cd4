// SPDX-License-Identifier: Apache-2.0
package org.hybridface.scene;

import java.util.Arrays;

/**
 * The picture one figure is drawn into, twice as fine as the frame so that edges come out smooth, with depth. Linear light. Used by one
 * thread; kept and cleared from frame to frame.
 */
final class Layer {

    static final int FINE = 2;

    private static final byte[] SRGB = new byte[4097];

    static {
        for (int i = 0; i < SRGB.length; i++) {
            double c = i / 4096.0;
            double s = c <= 0.0031308 ? 12.92 * c : 1.055 * Math.pow(c, 1 / 2.4) - 0.055;
            SRGB[i] = (byte) Math.round(255 * s);
        }
    }

    final int width;
    final int height;
    final float[] rgb;
    /** One over the distance: 0 is nothing drawn, nearer is larger. */
    final float[] depth;
    private int top;
    private int bottom;
    private int left;
    private int right;

    /** @param frameWidth pixels of the frame */
    Layer(int frameWidth, int frameHeight) {
        width = frameWidth * FINE;
        height = frameHeight * FINE;
        rgb = new float[width * height * 3];
        depth = new float[width * height];
        forgetBounds();
    }

    private void forgetBounds() {
        top = height;
        left = width;
        bottom = -1;
        right = -1;
    }

    void touched(int x0, int y0, int x1, int y1) {
        left = Math.min(left, x0);
        top = Math.min(top, y0);
        right = Math.max(right, x1);
        bottom = Math.max(bottom, y1);
    }

    /** Puts the figure over the frame and clears this layer for the next one. */
    void compose(byte[] bgr) {
        int frameWidth = width / FINE;
        for (int y = top / FINE; y <= bottom / FINE && bottom >= 0; y++) {
            for (int x = left / FINE; x <= right / FINE; x++) {
                blend(bgr, (y * frameWidth + x) * 3, (y * FINE) * width + x * FINE);
            }
        }
        for (int y = top; y <= bottom; y++) {
            Arrays.fill(depth, y * width + left, y * width + right + 1, 0);
        }
        forgetBounds();
    }

    private void blend(byte[] bgr, int to, int from) {
        float r = 0;
        float g = 0;
        float b = 0;
        int covered = 0;
        for (int i = 0; i < FINE * FINE; i++) {
            int at = from + (i >> 1) * width + (i & 1);
            if (depth[at] > 0) {
                covered++;
                r += rgb[3 * at];
                g += rgb[3 * at + 1];
                b += rgb[3 * at + 2];
            }
        }
        if (covered > 0) {
            float behind = 1 - covered / (float) (FINE * FINE);
            float share = 1f / (FINE * FINE);
            bgr[to] = srgb(b * share + behind * Texture.linear(bgr[to]));
            bgr[to + 1] = srgb(g * share + behind * Texture.linear(bgr[to + 1]));
            bgr[to + 2] = srgb(r * share + behind * Texture.linear(bgr[to + 2]));
        }
    }

    static byte srgb(float linear) {
        return SRGB[(int) (Math.min(1, Math.max(0, linear)) * 4096)];
    }
}
