package org.hybridface.vision.detect;

import java.util.List;
import org.hybridface.vision.Detection;
import org.hybridface.vision.FaceDetector;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Lets another detector look at a smaller copy of a large picture, since the time it takes grows with the pixels (YuNet: 122 ms
 * for 1280 x 720, 24 ms for 640 x 480) and a face that is lost at that size is too small to recognise. Positions come back in
 * pixels of the original.
 */
public final class AtMostWide implements FaceDetector {

    /** Nobody's camera is narrower than half its height; a longer strip would only cost time. */
    private static final int TALLEST = 2;

    private final FaceDetector detector;
    private final int widthPx;

    /** @param detector closed with this one */
    public AtMostWide(int widthPx, FaceDetector detector) {
        this.widthPx = widthPx;
        this.detector = detector;
    }

    @Override
    public String modelId() {
        return detector.modelId();
    }

    @Override
    public List<Detection> detect(Mat bgr) {
        double factor = Math.max((double) bgr.cols() / widthPx, (double) bgr.rows() / (widthPx * TALLEST));
        if (factor <= 1) {
            return detector.detect(bgr);
        }
        Mat smaller = new Mat();
        try {
            Imgproc.resize(bgr, smaller, new Size(shrunk(bgr.cols(), factor), shrunk(bgr.rows(), factor)), 0, 0, Imgproc.INTER_AREA);
            return detector.detect(smaller).stream().map(face -> face.scaled(factor)).toList();
        } finally {
            smaller.release();
        }
    }

    private static double shrunk(int pixels, double factor) {
        return Math.max(1, Math.round(pixels / factor));
    }

    @Override
    public void close() {
        detector.close();
    }
}
