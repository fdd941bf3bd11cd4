// SPDX-License-Identifier: Apache-2.0
package org.hybridface.scene;

import java.awt.image.BufferedImage;

/**
 * A picture to wrap a mesh in: red, green and blue as sRGB, made {@link #linear} when read, since linear numbers would take four times the
 * memory. Reading beyond an edge starts again at the other.
 */
final class Texture {

    private static final float[] LINEAR = new float[256];

    static {
        for (int i = 0; i < LINEAR.length; i++) {
            double c = i / 255.0;
            LINEAR[i] = (float) (c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4));
        }
    }

    final int width;
    final int height;
    final byte[] srgb;

    /** @param picture sRGB; its sides are powers of two, so that wrapping round is one AND */
    Texture(BufferedImage picture) {
        width = picture.getWidth();
        height = picture.getHeight();
        if (Integer.bitCount(width) != 1 || Integer.bitCount(height) != 1) {
            throw new IllegalArgumentException("texture sides must be powers of two, not " + width + " x " + height);
        }
        srgb = new byte[width * height * 3];
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            picture.getRGB(0, y, width, 1, row, 0, width);
            for (int x = 0; x < width; x++) {
                int at = (y * width + x) * 3;
                srgb[at] = (byte) (row[x] >> 16);
                srgb[at + 1] = (byte) (row[x] >> 8);
                srgb[at + 2] = (byte) row[x];
            }
        }
    }

    /** Where the texel starts in {@link #srgb}. */
    int at(float u, float v) {
        return ((((int) v) & (height - 1)) * width + (((int) u) & (width - 1))) * 3;
    }

    /**
     * Linear light, 0 to 1.
     *
     * @param srgb its lowest eight bits count
     */
    static float linear(int srgb) {
        return LINEAR[srgb & 0xFF];
    }
}
