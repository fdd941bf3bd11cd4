// SPDX-License-Identifier: Apache-2.0
package org.hybridface.vision;

/**
 * An upright rectangle in a picture, in pixels; it may reach beyond the picture's edge.
 *
 * @param x left edge
 * @param y top edge
 */
public record Box(double x, double y, double width, double height) {

    /** What a detector's box may be wrong by, as a part of its width. */
    private static final double EDGE_TOLERANCE = 0.02;

    /** A box is rounded to pixels, however small the face. */
    private static final double LEAST_TOLERANCE_PX = 1;

    public Box scaled(double factor) {
        return new Box(x * factor, y * factor, width * factor, height * factor);
    }

    public Box moved(double right, double down) {
        return new Box(x + right, y + down, width, height);
    }

    public double area() {
        return width * height;
    }

    public Point centre() {
        return new Point(x + width / 2, y + height / 2);
    }

    /** The part of this box inside a picture of that size; empty (zero width or height) when there is none. */
    public Box clippedTo(int pictureWidth, int pictureHeight) {
        double left = Math.min(Math.max(x, 0), pictureWidth);
        double top = Math.min(Math.max(y, 0), pictureHeight);
        double right = Math.max(left, Math.min(x + width, pictureWidth));
        double bottom = Math.max(top, Math.min(y + height, pictureHeight));
        return new Box(left, top, right - left, bottom - top);
    }

    /**
     * Whether it touches the edge of a picture of that size: a detector often lets the box of half a face end with the picture, so that the half
     * looks whole.
     */
    public boolean isCutBy(int pictureWidth, int pictureHeight) {
        double near = Math.max(LEAST_TOLERANCE_PX, width * EDGE_TOLERANCE);
        return x < near || y < near || x + width > pictureWidth - near || y + height > pictureHeight - near;
    }

    /** Intersection over union with another box: 0 (apart) to 1 (the same). */
    public double overlap(Box other) {
        double w = Math.min(x + width, other.x + other.width) - Math.max(x, other.x);
        double h = Math.min(y + height, other.y + other.height) - Math.max(y, other.y);
        if (w <= 0 || h <= 0) {
            return 0;
        }
        double intersection = w * h;
        return intersection / (area() + other.area() - intersection);
    }
}
