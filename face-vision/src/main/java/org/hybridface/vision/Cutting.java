// SPDX-License-Identifier: Apache-2.0
package org.hybridface.vision;

import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** Cuts squares out of pictures, turned, scaled and shifted. Pure. */
public final class Cutting {

    /** Below this scale points of the square are so far apart in the picture that what lies between them would be left out, and make false edges. */
    private static final double COARSE = 0.5;

    /** A picture is averaged down to this many times what the square shows of it. */
    private static final double SPARE = 1.5;

    private static final int NEIGHBOURS_PX = 2;

    private Cutting() {
    }

    /**
     * @param bgr    not changed, not kept
     * @param matrix the two rows of an affine matrix, six numbers, that turns, scales and shifts the picture's points into the square's
     * @param side   of the square in pixels; what lies outside the picture is black
     * @return the caller releases it
     */
    public static Mat square(Mat bgr, double[] matrix, int side) {
        Rect area = shown(bgr, matrix, side);
        Mat part = bgr.submat(area);
        Mat smaller = new Mat();
        Mat rows = new Mat(2, 3, CvType.CV_64F);
        Mat square = new Mat();
        try {
            Mat source = part;
            double scale = Math.hypot(matrix[0], matrix[1]);
            double fx = 1;
            double fy = 1;
            if (scale < COARSE) {
                Imgproc.resize(part, smaller, new Size(Math.max(1, Math.round(area.width * scale * SPARE)),
                        Math.max(1, Math.round(area.height * scale * SPARE))), 0, 0, Imgproc.INTER_AREA);
                fx = (double) area.width / smaller.cols();
                fy = (double) area.height / smaller.rows();
                source = smaller;
            }
            // A point of the source lies at area.x + fx * x, and of an averaged one the middle of pixel 0 at (fx - 1) / 2.
            double left = area.x + (fx - 1) / 2;
            double top = area.y + (fy - 1) / 2;
            rows.put(0, 0, matrix[0] * fx, matrix[1] * fy, matrix[0] * left + matrix[1] * top + matrix[2],
                    matrix[3] * fx, matrix[4] * fy, matrix[3] * left + matrix[4] * top + matrix[5]);
            Imgproc.warpAffine(source, square, rows, new Size(side, side), Imgproc.INTER_LINEAR);
            return square;
        } finally {
            part.release();
            smaller.release();
            rows.release();
        }
    }

    /** The part of the picture that the square shows, one pixel of it at least. */
    private static Rect shown(Mat bgr, double[] m, int side) {
        double determinant = m[0] * m[4] - m[1] * m[3];
        double left = Double.POSITIVE_INFINITY;
        double top = Double.POSITIVE_INFINITY;
        double right = Double.NEGATIVE_INFINITY;
        double bottom = Double.NEGATIVE_INFINITY;
        for (int corner = 0; corner < 4; corner++) {
            double u = (corner & 1) * side - m[2];
            double v = (corner >> 1) * side - m[5];
            double x = (m[4] * u - m[1] * v) / determinant;
            double y = (m[0] * v - m[3] * u) / determinant;
            left = Math.min(left, x);
            right = Math.max(right, x);
            top = Math.min(top, y);
            bottom = Math.max(bottom, y);
        }
        int x = inside(Math.floor(left) - NEIGHBOURS_PX, bgr.cols() - 1);
        int y = inside(Math.floor(top) - NEIGHBOURS_PX, bgr.rows() - 1);
        return new Rect(x, y, Math.max(1, inside(Math.ceil(right) + NEIGHBOURS_PX, bgr.cols()) - x),
                Math.max(1, inside(Math.ceil(bottom) + NEIGHBOURS_PX, bgr.rows()) - y));
    }

    private static int inside(double place, int most) {
        return (int) Math.max(0, Math.min(most, place));
    }
}
