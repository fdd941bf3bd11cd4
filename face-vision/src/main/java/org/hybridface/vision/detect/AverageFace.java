package org.hybridface.vision.detect;

import java.util.Optional;
import org.hybridface.vision.Box;
import org.hybridface.vision.Landmarks;
import org.hybridface.vision.Point;

/** Puts landmarks where an average frontal face has them, for detectors that find a box only. */
final class AverageFace {

    /** The mean of YuNet's landmarks on 346 of the faces of docs/accuracy.md, relative to the box of the frontal face cascade. */
    private static final Point RIGHT_EYE = new Point(0.30, 0.39);
    private static final Point LEFT_EYE = new Point(0.70, 0.39);

    /** From the middle of the eyes straight down, in distances between the eyes; measured alike. */
    private static final double NOSE_BELOW_EYES = 0.56;
    private static final double MOUTH_BELOW_EYES = 1.00;

    private AverageFace() {
    }

    /**
     * @param rightEye where it was found, if it was
     * @param leftEye  where it was found, if it was
     */
    static Landmarks landmarks(Box face, Optional<Point> rightEye, Optional<Point> leftEye) {
        // One eye alone says nothing about the tilt: then both come from the average.
        boolean both = rightEye.isPresent() && leftEye.isPresent();
        Point right = both ? rightEye.get() : at(face, RIGHT_EYE);
        Point left = both ? leftEye.get() : at(face, LEFT_EYE);
        Point eyes = right.middle(left);
        double acrossX = left.x() - right.x();
        double acrossY = left.y() - right.y();
        return new Landmarks(right, left,
                new Point(eyes.x() - acrossY * NOSE_BELOW_EYES, eyes.y() + acrossX * NOSE_BELOW_EYES),
                new Point(eyes.x() - acrossY * MOUTH_BELOW_EYES, eyes.y() + acrossX * MOUTH_BELOW_EYES));
    }

    private static Point at(Box box, Point relative) {
        return new Point(box.x() + relative.x() * box.width(), box.y() + relative.y() * box.height());
    }
}
