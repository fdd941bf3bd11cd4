package org.hybridface.vision.embed;

import org.hybridface.vision.Landmarks;
import org.hybridface.vision.Point;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Where a face lies in the square picture that the default net was trained on: eyes level, the mean of both eyes and the mouth at
 * (0.50, 0.43) of the side, and the mean distance from an eye to the mouth 0.45 of it. These are face-api's numbers, with the
 * turn added.
 *
 * @param m the two rows of the affine matrix that takes picture to square: x' = m[0] x + m[1] y + m[2], y' = m[3] x + ...
 * @see <a href="https://github.com/vladmandic/face-api/blob/master/src/classes/FaceLandmarks.ts">FaceLandmarks.alignDlib</a>
 */
record Alignment(double[] m) {

    private static final double CENTRE_X = 0.50;
    private static final double CENTRE_Y = 0.43;
    private static final double EYE_TO_MOUTH = 0.45;

    /**
     * @param sidePx of the square
     * @throws IllegalArgumentException when the landmarks fall together, so that they say nothing about a face
     */
    static Alignment of(Landmarks face, int sidePx) {
        double eyeToMouth = (face.rightEye().distance(face.mouth()) + face.leftEye().distance(face.mouth())) / 2;
        if (!(eyeToMouth > 0)) {
            throw new IllegalArgumentException("eyes and mouth of the face lie at one point: " + face);
        }
        double scale = sidePx * EYE_TO_MOUTH / eyeToMouth;
        double roll = Math.atan2(face.leftEye().y() - face.rightEye().y(), face.leftEye().x() - face.rightEye().x());
        double cos = Math.cos(roll) * scale;
        double sin = Math.sin(roll) * scale;
        double x = (face.rightEye().x() + face.leftEye().x() + face.mouth().x()) / 3;
        double y = (face.rightEye().y() + face.leftEye().y() + face.mouth().y()) / 3;
        return new Alignment(new double[] {
            cos, sin, CENTRE_X * sidePx - cos * x - sin * y,
            -sin, cos, CENTRE_Y * sidePx + sin * x - cos * y});
    }

    Point apply(Point point) {
        return new Point(m[0] * point.x() + m[1] * point.y() + m[2], m[3] * point.x() + m[4] * point.y() + m[5]);
    }

    /**
     * The aligned square, cut out of a picture; what lies outside of the picture is filled with a colour.
     *
     * @return the caller releases it
     */
    Mat cut(Mat bgr, int sidePx, Scalar outside) {
        Mat matrix = new Mat(2, 3, CvType.CV_64F);
        Mat square = new Mat();
        Mat smaller = new Mat();
        try {
            // Sampling a much larger face at single points makes false edges: such a picture is averaged down first.
            double shrink = Math.hypot(m[0], m[1]);
            double[] rows = m.clone();
            Mat source = bgr;
            if (shrink < 0.5) {
                Imgproc.resize(bgr, smaller, new Size(Math.max(1, Math.round(bgr.cols() * shrink * 1.5)),
                        Math.max(1, Math.round(bgr.rows() * shrink * 1.5))), 0, 0, Imgproc.INTER_AREA);
                double fx = (double) bgr.cols() / smaller.cols();
                double fy = (double) bgr.rows() / smaller.rows();
                rows = new double[] {m[0] * fx, m[1] * fy, m[2], m[3] * fx, m[4] * fy, m[5]};
                source = smaller;
            }
            matrix.put(0, 0, rows);
            Imgproc.warpAffine(source, square, matrix, new Size(sidePx, sidePx), Imgproc.INTER_LINEAR, Core.BORDER_CONSTANT, outside);
            return square;
        } finally {
            matrix.release();
            smaller.release();
        }
    }
}
