package org.hybridface.vision.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hybridface.vision.Box;
import org.hybridface.vision.Detection;
import org.hybridface.vision.FaceDetector;
import org.hybridface.vision.Landmarks;
import org.hybridface.vision.Point;
import org.hybridface.vision.detect.WeightedSuppression.Candidate;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.dnn.Dnn;
import org.opencv.dnn.Net;
import org.opencv.imgproc.Imgproc;

/**
 * Google's BlazeFace, in its short-range and its full-range form. The net looks at a small square picture, so a wide scene is
 * looked at in overlapping squares as well as as a whole; {@link SquareViews} says which. Each face found is looked at once more in a
 * view of its own.
 *
 * @see <a href="https://arxiv.org/abs/1907.05047">BlazeFace: Sub-millisecond Neural Face Detection on Mobile GPUs</a>
 */
public final class BlazeFaceDetector implements FaceDetector {

    /** Six key points (eyes, nose, mouth, ears) behind the box: 4 + 6 * 2 numbers for each anchor. */
    private static final int NUMBERS_PER_ANCHOR = 16;

    /** What MediaPipe's face detection solution asks for by default. */
    private static final double MIN_CONFIDENCE = 0.5;

    /** The square of a scene that the net can oversee: at this side it finds every face from 60 pixels on (docs/accuracy.md). */
    private static final int VIEW_SIDE_PX = 320;

    /** A second look that finds something else than the first is no confirmation. */
    private static final double SAME_FACE_OVERLAP = 0.3;

    /** The side of a face's own view, in widths of the face: about as large as the net was trained on. */
    private static final double SECOND_VIEW = 2.5;

    private final BlazeFaceModel model;
    private final Anchors anchors;
    private final Net net;
    private final List<String> outputs;

    /** @param tflite the content of the model's file */
    public BlazeFaceDetector(BlazeFaceModel model, byte[] tflite) {
        this.model = model;
        this.anchors = Anchors.of(model.side(), model.strides(), model.anchorsEach());
        MatOfByte bytes = new MatOfByte(tflite);
        try {
            net = Dnn.readNetFromTFLite(bytes);
        } finally {
            bytes.release();
        }
        outputs = net.getUnconnectedOutLayersNames();
    }

    @Override
    public String modelId() {
        return model.id();
    }

    @Override
    public List<Detection> detect(Mat bgr) {
        List<Candidate> candidates = new ArrayList<>();
        for (Rect view : SquareViews.of(bgr.cols(), bgr.rows(), VIEW_SIDE_PX)) {
            for (Detection face : look(bgr, view)) {
                if (!SquareViews.cuts(view, face.box(), bgr.cols(), bgr.rows())) {
                    // A position is as exact as the view is fine, and a variance goes with the square.
                    candidates.add(new Candidate(face, face.confidence() / ((double) view.width * view.width)));
                }
            }
        }
        List<Candidate> sure = new ArrayList<>();
        for (Detection face : WeightedSuppression.oneForEachFace(candidates)) {
            lookAgain(bgr, face).ifPresent(again -> sure.add(new Candidate(again, 1)));
        }
        return WeightedSuppression.oneForEachFace(sure);
    }

    /**
     * Looks at a face in a view of its own, as large as the net likes it: what only looked like a face in a corner (a bookshelf) is
     * none there.
     *
     * @return the average of both readings, which is steadier than either
     */
    private Optional<Detection> lookAgain(Mat bgr, Detection face) {
        int side = Math.max(1, (int) Math.round(face.box().width() * SECOND_VIEW));
        Point centre = face.box().centre();
        Rect view = new Rect((int) Math.round(centre.x() - side / 2.0), (int) Math.round(centre.y() - side / 2.0), side, side);
        List<Candidate> again = look(bgr, view).stream().map(one -> new Candidate(one, one.confidence())).toList();
        return WeightedSuppression.oneForEachFace(again).stream()
                .filter(one -> one.box().overlap(face.box()) > SAME_FACE_OVERLAP).findFirst()
                .map(one -> WeightedSuppression.average(List.of(new Candidate(face, 1), new Candidate(one, 1)), one.confidence()));
    }

    @Override
    public void close() {
        // OpenCV's Java class has no release; its memory goes when this object is collected.
    }

    private List<Detection> look(Mat bgr, Rect view) {
        Mat square = square(bgr, view);
        Mat blob = Dnn.blobFromImage(square, 1 / 127.5, new Size(model.side(), model.side()),
                new Scalar(127.5, 127.5, 127.5), true, false);
        List<Mat> results = new ArrayList<>();
        try {
            net.setInput(blob);
            net.forward(results, outputs);
            return decode(results, view);
        } finally {
            square.release();
            blob.release();
            results.forEach(Mat::release);
        }
    }

    /** The view as a square picture at the size of the net, black where it reaches beyond the scene. */
    private Mat square(Mat bgr, Rect view) {
        Rect inside = new Rect(Math.max(0, view.x), Math.max(0, view.y), 0, 0);
        inside.width = Math.min(view.x + view.width, bgr.cols()) - inside.x;
        inside.height = Math.min(view.y + view.height, bgr.rows()) - inside.y;
        double factor = (double) model.side() / view.width;
        int left = (int) Math.round((inside.x - view.x) * factor);
        int top = (int) Math.round((inside.y - view.y) * factor);
        int width = Math.min(model.side() - left, Math.max(1, (int) Math.round(inside.width * factor)));
        int height = Math.min(model.side() - top, Math.max(1, (int) Math.round(inside.height * factor)));
        Mat crop = bgr.submat(inside);
        Mat scaled = new Mat();
        Mat square = new Mat();
        try {
            Imgproc.resize(crop, scaled, new Size(width, height), 0, 0, factor < 1 ? Imgproc.INTER_AREA : Imgproc.INTER_LINEAR);
            Core.copyMakeBorder(scaled, square, top, model.side() - top - height, left, model.side() - left - width,
                    Core.BORDER_CONSTANT, new Scalar(0, 0, 0));
            return square;
        } finally {
            crop.release();
            scaled.release();
        }
    }

    /**
     * As MediaPipe's TensorsToDetectionsCalculator with {@code reverse_output_order}: x before y, all relative to the anchor, in
     * pixels of the net's picture.
     */
    private List<Detection> decode(List<Mat> results, Rect view) {
        boolean scoresFirst = results.get(0).total() == anchors.count();
        float[] scores = numbers(results.get(scoresFirst ? 0 : 1), anchors.count());
        float[] boxes = numbers(results.get(scoresFirst ? 1 : 0), anchors.count() * NUMBERS_PER_ANCHOR);
        List<Detection> faces = new ArrayList<>();
        for (int i = 0; i < anchors.count(); i++) {
            double confidence = 1 / (1 + Math.exp(-scores[i]));
            if (confidence >= MIN_CONFIDENCE) {
                faces.add(decode(boxes, i, confidence, view));
            }
        }
        return faces;
    }

    private Detection decode(float[] boxes, int anchor, double confidence, Rect view) {
        int at = anchor * NUMBERS_PER_ANCHOR;
        double factor = (double) view.width / model.side();
        Point centre = point(boxes, at, anchor, view);
        double width = boxes[at + 2] * factor;
        double height = boxes[at + 3] * factor;
        Landmarks landmarks = new Landmarks(point(boxes, at + 4, anchor, view), point(boxes, at + 6, anchor, view),
                point(boxes, at + 8, anchor, view), point(boxes, at + 10, anchor, view));
        return new Detection(new Box(centre.x() - width / 2, centre.y() - height / 2, width, height), landmarks, confidence);
    }

    private Point point(float[] boxes, int at, int anchor, Rect view) {
        return new Point(view.x + (boxes[at] / model.side() + anchors.x()[anchor]) * view.width,
                view.y + (boxes[at + 1] / model.side() + anchors.y()[anchor]) * view.height);
    }

    private static float[] numbers(Mat tensor, int count) {
        Mat flat = tensor.reshape(1, 1);
        try {
            float[] values = new float[count];
            flat.get(0, 0, values);
            return values;
        } finally {
            flat.release();
        }
    }
}
