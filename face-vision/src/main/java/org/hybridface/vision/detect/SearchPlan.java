// SPDX-License-Identifier: Apache-2.0
package org.hybridface.vision.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.hybridface.vision.FaceSizes;
import org.opencv.core.Rect;

/**
 * At which scales and in which parts a picture of a certain size is looked at, so that faces from the smallest wanted to one that fills
 * the picture come into the range that a detector sees.
 *
 * @param coarse the look at the whole picture, for near faces
 * @param fine   looks at its parts, for far faces; empty when the coarse look sees the smallest wanted face
 */
record SearchPlan(Look coarse, List<Look> fine) {

    /** The largest part looked at at once, in pixels as the detector gets it: its memory grows with them. */
    private static final int MAX_WIDTH_PX = 960;
    private static final int MAX_HEIGHT_PX = 720;

    /** A face that fills a picture in width is by so much higher. */
    private static final double HEIGHT_OF_WIDTH = 1.32;

    /** More only blurs. */
    private static final double MAX_SCALE = 2;

    /** The coarse look sees faces this much smaller than the detector's smallest well enough. */
    private static final double TOLERANCE = 1.1;

    /** Overlap of parts, in sizes of the largest face that only the parts show. */
    private static final double OVERLAP = 1.15;

    /** Levels further apart leave faces between them that neither sees. */
    private static final double MOST_BETWEEN_LEVELS = 8;

    /**
     * A part of the picture and the scale at which it is looked at.
     *
     * @param part  in pixels of the picture
     * @param scale below 1 makes it smaller
     */
    record Look(Rect part, double scale) {
    }

    /**
     * @param wantedPx the smallest wanted face, in pixels of the picture
     * @param sees     the detector
     */
    static SearchPlan of(int width, int height, int wantedPx, FaceSizes sees) {
        double largest = Math.min(height, HEIGHT_OF_WIDTH * width);
        double coarse = Math.min(1, sees.largestPx() / largest);
        double finest = Math.min(MAX_SCALE, (double) sees.smallestPx() / wantedPx);
        List<Look> fine = new ArrayList<>();
        if (finest > coarse * TOLERANCE) {
            int levels = (int) Math.ceil(Math.log(finest / coarse) / Math.log(MOST_BETWEEN_LEVELS));
            double step = Math.pow(finest / coarse, 1.0 / levels);
            for (int level = 1; level <= levels; level++) {
                double scale = coarse * Math.pow(step, level);
                double unseenBefore = sees.smallestPx() * step * OVERLAP;
                fine.addAll(parts(width, height, scale, (int) Math.ceil(unseenBefore)));
            }
        }
        return new SearchPlan(new Look(new Rect(0, 0, width, height), coarse), List.copyOf(fine));
    }

    /** Equal parts that cover the picture, each at most as large as may be looked at at once. */
    private static List<Look> parts(int width, int height, double scale, int overlapPx) {
        int overlap = (int) Math.ceil(overlapPx / scale);
        int partWidth = side(width, (int) (MAX_WIDTH_PX / scale), overlap);
        int partHeight = side(height, (int) (MAX_HEIGHT_PX / scale), overlap);
        List<Look> parts = new ArrayList<>();
        for (int y : starts(height, partHeight, overlap)) {
            for (int x : starts(width, partWidth, overlap)) {
                parts.add(new Look(new Rect(x, y, partWidth, partHeight), scale));
            }
        }
        return parts;
    }

    private static int side(int length, int most, int overlap) {
        int count = count(length, most, overlap);
        return Math.min(length, (int) Math.ceil((length + (count - 1.0) * overlap) / count));
    }

    private static int[] starts(int length, int side, int overlap) {
        int count = count(length, side, overlap);
        return IntStream.range(0, count).map(i -> count == 1 ? 0 : (int) ((long) (length - side) * i / (count - 1))).toArray();
    }

    /** An overlap that leaves little of a part takes more parts, so it is kept to half of one. */
    private static int count(int length, int side, int overlap) {
        return length <= side ? 1 : (int) Math.ceil((double) (length - Math.min(overlap, side / 2)) / (side - Math.min(overlap, side / 2)));
    }
}
