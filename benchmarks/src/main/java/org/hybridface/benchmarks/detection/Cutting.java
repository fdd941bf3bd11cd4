// SPDX-License-Identifier: Apache-2.0
package org.hybridface.benchmarks.detection;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hybridface.vision.Box;
import org.hybridface.vision.Detection;
import org.hybridface.vision.FaceDetector;
import org.hybridface.vision.Point;
import org.hybridface.vision.Pose;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.imgproc.Imgproc;

/**
 * A face to paste.
 *
 * @param picture    of a person, their face in its middle; the caller releases it
 * @param face       its box there
 * @param yawDegrees how far the head is turned, to either side
 */
public record Cutting(Mat picture, Box face, double yawDegrees) {

    /** The middle one's centre lies within this part of the picture's width from the picture's. */
    private static final double MIDDLE = 0.2;

    /** @return empty when the detector, which should look as closely as it can, sees nobody in the middle */
    public static Optional<Cutting> of(Mat picture, FaceDetector detector) {
        Point middle = new Point(picture.cols() / 2.0, picture.rows() / 2.0);
        List<Detection> faces = detector.detect(picture);
        return faces.stream().filter(face -> face.box().centre().distance(middle) < MIDDLE * picture.cols())
                .max(Comparator.comparingDouble(face -> face.box().area()))
                .map(face -> new Cutting(picture, face.box(), Math.abs(Pose.of(face.landmarks()).yawDegrees())));
    }

    double longer() {
        return Math.max(face.width(), face.height());
    }

    /** The same head tilted about the middle of its face, into a picture of its own; what comes into view is mirrored from the edges. */
    Cutting tilted(double degrees) {
        Mat turn = Imgproc.getRotationMatrix2D(new org.opencv.core.Point(face.centre().x(), face.centre().y()), degrees, 1);
        Mat turned = new Mat();
        Imgproc.warpAffine(picture, turned, turn, picture.size(), Imgproc.INTER_LINEAR, Core.BORDER_REFLECT_101);
        turn.release();
        return new Cutting(turned, face, yawDegrees);
    }

    /** What is pasted of the picture: the face with its surroundings, as a part of the face's size to each side, as far as there is any. */
    Rect withSurroundings(double around) {
        int margin = (int) Math.round(around * longer());
        int left = (int) Math.max(0, Math.floor(face.x()) - margin);
        int top = (int) Math.max(0, Math.floor(face.y()) - margin);
        int right = (int) Math.min(picture.cols(), Math.ceil(face.x() + face.width()) + margin);
        int bottom = (int) Math.min(picture.rows(), Math.ceil(face.y() + face.height()) + margin);
        return new Rect(left, top, right - left, bottom - top);
    }
}
