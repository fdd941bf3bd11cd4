// SPDX-License-Identifier: Apache-2.0
package org.hybridface.scene;

import java.util.SplittableRandom;

/** What a camera's sensor does to a picture: brightness and a little noise, the same for the same frame. */
final class Grain {

    /** Standard deviation, in steps of 255. */
    private static final double NOISE = 1.6;
    private static final int TABLE = 1 << 16;

    private final byte[] noise = new byte[TABLE];

    Grain() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < TABLE; i++) {
            double sum = random.nextDouble() + random.nextDouble() + random.nextDouble() + random.nextDouble() - 2;
            noise[i] = (byte) Math.round(sum * NOISE * Math.sqrt(3));
        }
    }

    /** Copies a picture, made that much brighter or darker. */
    void dim(byte[] from, byte[] to, double brightness) {
        byte[] table = new byte[256];
        for (int i = 0; i < 256; i++) {
            table[i] = (byte) Math.min(255, Math.round(i * brightness));
        }
        for (int i = 0; i < from.length; i++) {
            to[i] = table[from[i] & 255];
        }
    }

    void add(byte[] bgr, int frame) {
        // An odd stride through the table: no pattern repeats in neighbouring frames.
        int at = frame * 40503;
        for (int i = 0; i < bgr.length; i++) {
            int v = (bgr[i] & 255) + noise[(at + i) & (TABLE - 1)];
            bgr[i] = (byte) (v < 0 ? 0 : Math.min(255, v));
        }
    }
}
