// SPDX-License-Identifier: Apache-2.0
package org.hybridface.vision.detect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.hybridface.vision.Box;
import org.hybridface.vision.Detection;
import org.hybridface.vision.FaceSizes;
import org.hybridface.vision.detect.SearchPlan.Look;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.MatOfDouble;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** Looks at a part of a picture at a scale, or closely at one place. Used by one thread at a time. */
final class Glance {

    /** What is seen there for so much, as a part of sure, is looked at once more. */
    private static final double NEARLY_SURE = 0.2;

    /** Mean and deviation of the grey values of a well lit face; what is dark or pale is stretched to them, no further than so many times. */
    private static final double LIT_MEAN = 120;
    private static final double LIT_DEVIATION = 55;
    private static final double MOST_STRETCHED = 6;

    /** A box this near to where a part ends, and the picture goes on, may be half a face; in pixels as the detector gets it. */
    private static final double CUT_PX = 2;

    /** A face of fewer of the detector's smallest is looked at again: its landmarks are a pixel or two off. */
    private static final double WELL_SEEN = 1.5;

    private static final Scalar GREY = new Scalar(127, 127, 127);

    private final SizedDetectors detectors;
    private final FaceSizes sees;
    private final double sure;

    /** @param sure a detection of at least this confidence is a face, one of less a guess */
    Glance(SizedDetectors detectors, FaceSizes sees, double sure) {
        this.detectors = detectors;
        this.sees = sees;
        this.sure = sure;
    }

    /** A closer look: so many sizes of the face, in a square of so many pixels. */
    enum Close {

        AT_A_FACE(2, 112),

        /** With room to move from one picture to the next. */
        WHERE_A_FACE_WAS(3, 160),

        /** At another size, with more contrast. */
        ONCE_MORE(2.25, 160);

        private final double faces;
        private final int sidePx;

        Close(double faces, int sidePx) {
            this.faces = faces;
            this.sidePx = sidePx;
        }

        double pixels() {
            return (double) sidePx * sidePx;
        }
    }

    /** What a closer look is for: nothing, better landmarks only, or to decide whether it is a face. */
    enum Certainty { CLEAR, SMALL, DOUBTFUL }

    private enum Light { AS_IT_IS, STRETCHED }

    /** What one look saw of a face. */
    record Seen(Detection detection, Certainty certainty) {
    }

    /** @return positions in pixels of the picture */
    List<Seen> at(Mat bgr, Look look) {
        Rect part = look.part();
        return in(bgr, part, look.scale(), new Size(scaled(part.width, look.scale()), scaled(part.height, look.scale())), Light.AS_IT_IS).stream()
                .map(face -> new Seen(face, certainty(face, part, look.scale(), bgr))).toList();
    }

    /** What is there for certain. */
    List<Detection> closely(Mat bgr, Box place, Close close) {
        List<Detection> seen = square(bgr, place, close);
        List<Detection> certain = new ArrayList<>(certain(seen));
        if (certain.stream().noneMatch(face -> OneForEachFace.isSame(face.box(), place))) {
            seen.stream().filter(face -> face.confidence() >= NEARLY_SURE * sure && OneForEachFace.isSame(face.box(), place))
                    .max(Comparator.comparingDouble(Detection::confidence))
                    .ifPresent(nearly -> certain.addAll(certain(square(bgr, nearly.box(), Close.ONCE_MORE))));
        }
        return certain;
    }

    private List<Detection> certain(List<Detection> seen) {
        return seen.stream().filter(face -> face.confidence() >= sure).toList();
    }

    private List<Detection> square(Mat bgr, Box place, Close close) {
        int side = (int) Math.ceil(close.faces * Math.max(place.width(), place.height()));
        int width = Math.min(side, bgr.cols());
        int height = Math.min(side, bgr.rows());
        int x = (int) Math.round(Math.min(Math.max(0, place.centre().x() - width / 2.0), bgr.cols() - width));
        int y = (int) Math.round(Math.min(Math.max(0, place.centre().y() - height / 2.0), bgr.rows() - height));
        return in(bgr, new Rect(x, y, width, height), (double) close.sidePx / side, new Size(close.sidePx, close.sidePx),
                close == Close.ONCE_MORE ? Light.STRETCHED : Light.AS_IT_IS);
    }

    /** @param size of what the detector gets; what the part does not fill is grey */
    private List<Detection> in(Mat bgr, Rect part, double scale, Size size, Light light) {
        Mat from = bgr.submat(part);
        Mat scaled = new Mat();
        Mat whole = new Mat();
        try {
            Size fits = new Size(Math.min(size.width, scaled(part.width, scale)), Math.min(size.height, scaled(part.height, scale)));
            Mat look = from;
            if (fits.width != part.width || fits.height != part.height) {
                Imgproc.resize(from, scaled, fits, 0, 0, scale < 1 ? Imgproc.INTER_AREA : Imgproc.INTER_LINEAR);
                look = scaled;
            }
            if (light == Light.STRETCHED) {
                stretch(look, scaled);
                look = scaled;
            }
            if (!fits.equals(size)) {
                whole.create(size, bgr.type());
                whole.setTo(GREY);
                Mat corner = whole.submat(new Rect(0, 0, (int) fits.width, (int) fits.height));
                look.copyTo(corner);
                corner.release();
                look = whole;
            }
            double factor = 1 / scale;
            return detectors.detect(look).stream().map(face -> face.scaled(factor).moved(part.x, part.y)).toList();
        } finally {
            from.release();
            scaled.release();
            whole.release();
        }
    }

    private static void stretch(Mat look, Mat stretched) {
        Mat grey = new Mat();
        MatOfDouble mean = new MatOfDouble();
        MatOfDouble deviation = new MatOfDouble();
        Imgproc.cvtColor(look, grey, Imgproc.COLOR_BGR2GRAY);
        Core.meanStdDev(grey, mean, deviation);
        double times = Math.min(MOST_STRETCHED, Math.max(1, LIT_DEVIATION / Math.max(1, deviation.get(0, 0)[0])));
        look.convertTo(stretched, -1, times, LIT_MEAN - times * mean.get(0, 0)[0]);
        grey.release();
        mean.release();
        deviation.release();
    }

    private Certainty certainty(Detection face, Rect part, double scale, Mat bgr) {
        if (face.confidence() < sure || isCut(face.box(), part, CUT_PX / scale, bgr)) {
            return Certainty.DOUBTFUL;
        }
        double longerPx = Math.max(face.box().width(), face.box().height()) * scale;
        return longerPx < sees.smallestPx() * WELL_SEEN ? Certainty.SMALL : Certainty.CLEAR;
    }

    private static boolean isCut(Box box, Rect part, double near, Mat bgr) {
        return part.x > 0 && box.x() < part.x + near
                || part.y > 0 && box.y() < part.y + near
                || part.x + part.width < bgr.cols() && box.x() + box.width() > part.x + part.width - near
                || part.y + part.height < bgr.rows() && box.y() + box.height() > part.y + part.height - near;
    }

    private static double scaled(int pixels, double scale) {
        return Math.max(1, Math.round(pixels * scale));
    }
}
