// SPDX-License-Identifier: Apache-2.0
package org.hybridface.vision;

/** A position in a picture, in pixels from its top left corner; fractions are meaningful. */
public record Point(double x, double y) {

    public Point scaled(double factor) {
        return new Point(x * factor, y * factor);
    }

    public Point moved(double right, double down) {
        return new Point(x + right, y + down);
    }

    /** The point halfway between this and another. */
    public Point middle(Point other) {
        return new Point((x + other.x) / 2, (y + other.y) / 2);
    }

    /** Euclidean distance in pixels. */
    public double distance(Point other) {
        return Math.hypot(x - other.x, y - other.y);
    }
}
