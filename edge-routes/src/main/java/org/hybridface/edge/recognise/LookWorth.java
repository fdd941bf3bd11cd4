// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.recognise;

import org.hybridface.vision.Quality;

/** Compares looks at one and the same face: large, sharp, straight and whole is worth most. Pure. */
final class LookWorth {

    /** A face twice as large as the embedder's own picture (112 pixels) shows all that the embedder and Rekognition can use. */
    private static final double LARGE_PX = 224;

    /** What a face that the picture's edge cuts is worth beside a whole one. */
    private static final double CUT = 0.3;

    private LookWorth() {
    }

    /** @return 0 (nothing) to 1 (large, crisp, straight); a measure that is no number is worth nothing */
    static double of(Quality quality) {
        double size = Math.sqrt(Math.min(1, quality.sizePx() / LARGE_PX));
        double straight = Math.max(0, Math.cos(Math.toRadians(quality.yawDegrees()))) * Math.max(0, Math.cos(Math.toRadians(quality.pitchDegrees() / 2)));
        double worth = size * Math.sqrt(Math.max(0, quality.sharpness())) * straight * straight * (quality.cutByEdge() ? CUT : 1);
        return Double.isFinite(worth) ? worth : 0;
    }
}
