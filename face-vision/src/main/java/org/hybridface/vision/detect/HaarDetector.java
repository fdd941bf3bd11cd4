package org.hybridface.vision.detect;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.opencv_java;
import org.hybridface.vision.Box;
import org.hybridface.vision.Detection;
import org.hybridface.vision.FaceDetector;
import org.hybridface.vision.Landmarks;
import org.hybridface.vision.Point;
import org.hybridface.vision.VisionException;
import org.opencv.core.Mat;
import org.opencv.core.MatOfDouble;
import org.opencv.core.MatOfInt;
import org.opencv.core.MatOfRect;
import org.opencv.core.Rect;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;
import org.opencv.objdetect.CascadeClassifier;

/**
 * Haar cascades, the last resort: no neural net, frontal faces only, and no landmarks of its own. Eyes are looked for with a second
 * cascade; where they are not found, they are put where an average face has them.
 *
 * @see <a href="https://doi.org/10.1109/CVPR.2001.990517">Viola and Jones, Rapid object detection using a boosted cascade</a>
 */
public final class HaarDetector implements FaceDetector {

    private static final double SCALE_STEP = 1.1;
    private static final int MIN_NEIGHBOURS = 5;
    private static final double SMALLEST_FACE_PX = 30;

    /** The cascade's score at which a window is as good as certain; the score is mapped to s / (s + this). */
    private static final double HALF_CONFIDENT = 2;

    private final CascadeClassifier faces = cascade("haarcascade_frontalface_alt2.xml");
    private final CascadeClassifier eyes = cascade("haarcascade_eye_tree_eyeglasses.xml");

    @Override
    public String modelId() {
        return "haar-frontalface-alt2";
    }

    @Override
    public List<Detection> detect(Mat bgr) {
        Mat grey = new Mat();
        MatOfRect boxes = new MatOfRect();
        MatOfInt levels = new MatOfInt();
        MatOfDouble weights = new MatOfDouble();
        try {
            Imgproc.cvtColor(bgr, grey, Imgproc.COLOR_BGR2GRAY);
            Imgproc.equalizeHist(grey, grey);
            faces.detectMultiScale3(grey, boxes, levels, weights, SCALE_STEP, MIN_NEIGHBOURS, 0,
                    new Size(SMALLEST_FACE_PX, SMALLEST_FACE_PX), new Size(), true);
            List<Detection> found = new ArrayList<>();
            Rect[] rects = boxes.toArray();
            for (int i = 0; i < rects.length; i++) {
                double score = Math.max(0, weights.get(i, 0)[0]);
                found.add(new Detection(new Box(rects[i].x, rects[i].y, rects[i].width, rects[i].height),
                        landmarks(grey, rects[i]), score / (score + HALF_CONFIDENT)));
            }
            found.sort(Comparator.comparingDouble(Detection::confidence).reversed());
            return List.copyOf(found);
        } finally {
            grey.release();
            boxes.release();
            levels.release();
            weights.release();
        }
    }

    @Override
    public void close() {
        // OpenCV's Java class has no release; its memory goes when this object is collected.
    }

    private Landmarks landmarks(Mat grey, Rect face) {
        Optional<Point> right = eye(grey, new Rect(face.x, face.y + face.height / 5, face.width / 2, face.height * 2 / 5));
        Optional<Point> left =
                eye(grey, new Rect(face.x + face.width / 2, face.y + face.height / 5, face.width / 2, face.height * 2 / 5));
        return AverageFace.landmarks(new Box(face.x, face.y, face.width, face.height), right, left);
    }

    private Optional<Point> eye(Mat grey, Rect where) {
        Mat area = grey.submat(where);
        MatOfRect found = new MatOfRect();
        try {
            eyes.detectMultiScale(area, found, SCALE_STEP, 3, 0, new Size(where.width / 4.0, where.width / 4.0), new Size());
            return found.toList().stream().max(Comparator.comparingDouble(Rect::area))
                    .map(eye -> new Point(where.x + eye.x + eye.width / 2.0, where.y + eye.y + eye.height / 2.0));
        } finally {
            area.release();
            found.release();
        }
    }

    /** The cascades are files inside the OpenCV jar; OpenCV wants them on disk. */
    private static CascadeClassifier cascade(String name) {
        String resource = "/org/bytedeco/opencv/" + Loader.getPlatform() + "/share/opencv4/haarcascades/" + name;
        try {
            File file = Loader.cacheResource(opencv_java.class, resource);
            CascadeClassifier cascade = file == null ? new CascadeClassifier() : new CascadeClassifier(file.getPath());
            if (cascade.empty()) {
                throw new VisionException("the OpenCV jar holds no usable " + resource + "; choose another face.detector");
            }
            return cascade;
        } catch (IOException e) {
            throw new VisionException(resource + " cannot be unpacked: " + e.getMessage(), e);
        }
    }
}
