// SPDX-License-Identifier: Apache-2.0
package org.hybridface.vision.detect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.hybridface.vision.FaceSizes;
import org.opencv.core.Rect;

/**
 * At which scales and in which parts a picture of a certain size is looked at, so that faces from the smallest wanted to one that fills
 * the picture come into the range that a detector sees. Of all divisions the one with the fewest pixels to look at: a scale between two costs a look
 * more, and lets the parts of the finer one overlap less.
 *
 * @param coarse the look at the whole picture, for near faces
 * @param fine   looks at its parts, for far faces; empty when the coarse look sees the smallest wanted face
 */
record SearchPlan(Look coarse, List<Look> fine) {

    /** The largest part looked at at once, in pixels as the detector gets it: its memory grows with them. A picture of 720p at 0.9 is one. */
    private static final int MAX_PART_PIXELS = 750_000;

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

    /** One level more than must be pays in large pictures, two never. */
    private static final int MOST_LEVELS_MORE = 1;

    /**
     * A part of the picture and the scale at which it is looked at.
     *
     * @param part  in pixels of the picture
     * @param scale below 1 makes it smaller
     */
    record Look(Rect part, double scale) {

        /** What the detector gets to see. */
        double pixels() {
            return part.area() * scale * scale;
        }
    }

    /**
     * @param wantedPx the smallest wanted face, in pixels of the picture
     * @param sees     the detector
     */
    static SearchPlan of(int width, int height, int wantedPx, FaceSizes sees) {
        double largest = Math.min(height, HEIGHT_OF_WIDTH * width);
        double coarse = Math.min(1, sees.largestPx() / largest);
        double finest = Math.min(MAX_SCALE, (double) sees.smallestPx() / wantedPx);
        List<Look> fine = List.of();
        if (finest > coarse * TOLERANCE) {
            int fewest = (int) Math.ceil(Math.log(finest / coarse) / Math.log(MOST_BETWEEN_LEVELS));
            fine = IntStream.rangeClosed(fewest, fewest + MOST_LEVELS_MORE).mapToObj(levels -> levels(width, height, coarse, finest, levels, sees))
                    .min(Comparator.comparingDouble(SearchPlan::pixels)).orElseThrow();
        }
        return new SearchPlan(new Look(new Rect(0, 0, width, height), coarse), fine);
    }

    /** What the detector gets to see in all of them. */
    static double pixels(List<Look> looks) {
        return looks.stream().mapToDouble(Look::pixels).sum();
    }

    /** @param levels scales from coarse, which is none of them, to finest, each by the same factor finer than the one before */
    private static List<Look> levels(int width, int height, double coarse, double finest, int levels, FaceSizes sees) {
        double step = Math.pow(finest / coarse, 1.0 / levels);
        double unseenBefore = sees.smallestPx() * step * OVERLAP;
        List<Look> looks = new ArrayList<>();
        for (int level = 1; level <= levels; level++) {
            looks.addAll(parts(width, height, coarse * Math.pow(step, level), (int) Math.ceil(unseenBefore)));
        }
        return List.copyOf(looks);
    }

    /** Equal parts that cover the picture, each at most as large as may be looked at at once: the division with the fewest pixels. */
    private static List<Look> parts(int width, int height, double scale, int overlapPx) {
        int overlap = (int) Math.ceil(overlapPx / scale);
        List<Look> fewest = List.of();
        // Parts of less than two overlaps only repeat each other, and those of two are never too large.
        for (int columns = 1; columns <= Math.max(1, width / overlap); columns++) {
            for (int rows = 1; rows <= Math.max(1, height / overlap); rows++) {
                Rect part = new Rect(0, 0, side(width, columns, overlap), side(height, rows, overlap));
                boolean fits = new Look(part, scale).pixels() <= MAX_PART_PIXELS;
                if (fits && (fewest.isEmpty() || columns * rows * part.area() < fewest.size() * fewest.get(0).part().area())) {
                    fewest = grid(width, height, columns, rows, part, scale);
                }
            }
        }
        return fewest;
    }

    private static List<Look> grid(int width, int height, int columns, int rows, Rect part, double scale) {
        List<Look> looks = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                int x = start(width, part.width, column, columns);
                int y = start(height, part.height, row, rows);
                looks.add(new Look(new Rect(x, y, part.width, part.height), scale));
            }
        }
        return looks;
    }

    private static int side(int length, int count, int overlap) {
        return Math.min(length, (int) Math.ceil((length + (count - 1.0) * overlap) / count));
    }

    private static int start(int length, int side, int index, int count) {
        return count == 1 ? 0 : (int) ((long) (length - side) * index / (count - 1));
    }
}
