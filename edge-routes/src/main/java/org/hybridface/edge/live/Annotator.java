// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.live;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.hybridface.edge.frame.SeenFace;
import org.hybridface.vision.Box;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.core.Point;
import org.opencv.core.Rect;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/** Draws boxes and names on a copy of a picture and encodes it. No state. */
final class Annotator {

    /** Wider pictures are made smaller for the page: a browser window shows no more, and a phone's link carries no more. */
    private static final int MAX_WIDTH_PX = 1280;
    private static final int JPEG_QUALITY = 80;
    private static final int LINE_PX = 2;

    /** Percent, with which the cloud tells a name that somebody gave: nobody compared anything. */
    private static final double GIVEN_BY_HAND = 100;

    private Annotator() {
    }

    /**
     * @param picture BGR, not changed
     * @param newcomers get a box and no name
     * @return JPEG
     */
    static byte[] draw(Mat picture, List<SeenFace> faces, List<Box> newcomers) {
        double scale = Math.min(1, (double) MAX_WIDTH_PX / picture.cols());
        Mat canvas = new Mat();
        try {
            if (scale < 1) {
                Imgproc.resize(picture, canvas, new Size(), scale, scale, Imgproc.INTER_AREA);
            } else {
                picture.copyTo(canvas);
            }
            newcomers.forEach(box -> rectangle(canvas, box.scaled(scale), StateColour.PENDING));
            faces.forEach(face -> draw(canvas, face, face.box().scaled(scale)));
            return encode(canvas);
        } finally {
            canvas.release();
        }
    }

    private static void draw(Mat canvas, SeenFace face, Box box) {
        StateColour colour = StateColour.of(face.state());
        rectangle(canvas, box, colour);
        Mat label = Label.paint(text(face), face.key(), colour);
        try {
            int x = (int) clamp(box.x() - LINE_PX / 2.0, canvas.cols() - label.cols());
            int above = (int) box.y() - label.rows();
            int y = (int) clamp(above >= 0 ? above : box.y() + box.height(), canvas.rows() - label.rows());
            Rect place = new Rect(x, y, Math.min(label.cols(), canvas.cols()), Math.min(label.rows(), canvas.rows()));
            Mat from = label.submat(0, place.height, 0, place.width);
            Mat to = canvas.submat(place);
            from.copyTo(to);
            from.release();
            to.release();
        } finally {
            label.release();
        }
    }

    private static void rectangle(Mat canvas, Box box, StateColour colour) {
        Imgproc.rectangle(canvas, new Point(box.x(), box.y()), new Point(box.x() + box.width(), box.y() + box.height()), colour.bgr(),
                LINE_PX, Imgproc.LINE_AA);
    }

    private static double clamp(double value, double greatest) {
        return Math.max(0, Math.min(value, greatest));
    }

    /** For example {@code Ada 98.7 %} or {@code User003}. */
    static String text(SeenFace face) {
        OptionalDouble similarity = face.name().isPresent() ? face.similarity() : OptionalDouble.empty();
        return face.label() + (similarity.isPresent() && similarity.getAsDouble() < GIVEN_BY_HAND ? String.format(Locale.ROOT, "  %.1f %%", similarity.getAsDouble()) : "");
    }

    static byte[] encode(Mat picture) {
        MatOfByte jpeg = new MatOfByte();
        MatOfInt quality = new MatOfInt(Imgcodecs.IMWRITE_JPEG_QUALITY, JPEG_QUALITY);
        try {
            Imgcodecs.imencode(".jpg", picture, jpeg, quality);
            return jpeg.toArray();
        } finally {
            jpeg.release();
            quality.release();
        }
    }
}
