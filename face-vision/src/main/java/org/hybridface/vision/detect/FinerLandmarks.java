// SPDX-License-Identifier: Apache-2.0
package org.hybridface.vision.detect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.hybridface.vision.Box;
import org.hybridface.vision.Cutting;
import org.hybridface.vision.Detection;
import org.hybridface.vision.FaceSizes;
import org.hybridface.vision.Landmarks;
import org.hybridface.vision.Point;
import org.opencv.core.Core;
import org.opencv.core.Mat;

/**
 * The landmarks of a face that was found, as several looks together see them. A net places them on a grid of its own, so that one look
 * is off by some 2 % of the face, always to the same side for one place on the grid; a look at another scale is off elsewhere, one at the mirror
 * image to the other side, and their mean by half as much. Faces that are aligned by it are told apart better than by embedding
 * the mirror image as well, in about the same time (docs/accuracy.md). Used by one thread at a time.
 */
final class FinerLandmarks {

    /** The face is looked at in these sizes, as parts of the smallest that the detector sees: at which YuNet is off least. */
    private static final double[] SIZES = {2, 8 / 3.0};

    /** Of the face: what a look shows. The net's own pictures are multiples of {@value #STEP_PX} pixels. */
    private static final double AROUND = 1.8;
    private static final int STEP_PX = 32;

    /** Of the face: whatever is found farther from the middle is somebody else. */
    private static final double ELSEWHERE = 0.35;

    private final SizedDetectors detectors;
    private final FaceSizes sees;

    FinerLandmarks(SizedDetectors detectors, FaceSizes sees) {
        this.detectors = detectors;
        this.sees = sees;
    }

    /** @return in pixels of the picture; as they are when no look sees the face again */
    Landmarks of(Mat bgr, Detection face) {
        List<Landmarks> looks = new ArrayList<>();
        looks.add(face.landmarks());
        for (double size : SIZES) {
            looks.addAll(at(bgr, face.box(), size * sees.smallestPx()));
        }
        return mean(looks);
    }

    private List<Landmarks> at(Mat bgr, Box face, double facePx) {
        double scale = facePx / Math.max(face.width(), face.height());
        if (!(scale > 0) || Double.isInfinite(scale)) {
            return List.of();
        }
        int side = (int) Math.ceil(facePx * AROUND / STEP_PX) * STEP_PX;
        double right = side / 2.0 - scale * face.centre().x();
        double down = side / 2.0 - scale * face.centre().y();
        Mat look = Cutting.square(bgr, new double[] {scale, 0, right, 0, scale, down}, side);
        Mat mirrored = new Mat();
        try {
            Core.flip(look, mirrored, 1);
            List<Landmarks> seen = new ArrayList<>();
            inTheMiddle(look, facePx).ifPresent(seen::add);
            inTheMiddle(mirrored, facePx).map(marks -> mirrored(marks, side)).ifPresent(seen::add);
            return seen.stream().map(marks -> marks.moved(-right, -down).scaled(1 / scale)).toList();
        } finally {
            look.release();
            mirrored.release();
        }
    }

    private Optional<Landmarks> inTheMiddle(Mat look, double facePx) {
        Point middle = new Point(look.cols() / 2.0, look.rows() / 2.0);
        return detectors.detect(look).stream().filter(face -> face.box().centre().distance(middle) < ELSEWHERE * facePx)
                .min(Comparator.comparingDouble(face -> face.box().centre().distance(middle))).map(Detection::landmarks);
    }

    private static Landmarks mirrored(Landmarks marks, int side) {
        return new Landmarks(mirrored(marks.leftEye(), side), mirrored(marks.rightEye(), side), mirrored(marks.nose(), side), mirrored(marks.mouth(), side));
    }

    private static Point mirrored(Point point, int side) {
        return new Point(side - 1 - point.x(), point.y());
    }

    private static Landmarks mean(List<Landmarks> looks) {
        return new Landmarks(mean(looks, Landmarks::rightEye), mean(looks, Landmarks::leftEye), mean(looks, Landmarks::nose),
                mean(looks, Landmarks::mouth));
    }

    private static Point mean(List<Landmarks> looks, Function<Landmarks, Point> mark) {
        return new Point(looks.stream().map(mark).mapToDouble(Point::x).average().orElseThrow(),
                looks.stream().map(mark).mapToDouble(Point::y).average().orElseThrow());
    }
}
