// SPDX-License-Identifier: Apache-2.0
package org.hybridface.vision.detect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.hybridface.vision.Accelerator;
import org.hybridface.vision.Box;
import org.hybridface.vision.Detection;
import org.hybridface.vision.FaceDetector;
import org.hybridface.vision.Landmarks;
import org.hybridface.vision.Point;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Size;
import org.opencv.objdetect.FaceDetectorYN;

/**
 * YuNet, block-quantised, through OpenCV's own {@code FaceDetectorYN}.
 *
 * @see <a href="https://github.com/opencv/opencv_zoo/tree/main/models/face_detection_yunet">YuNet in OpenCV Zoo</a>
 */
final class YuNetDetector implements FaceDetector {

    /** What is below the provider's {@code sure()} is a guess: of 2,000 faces of 36 px all scored more than this, and 13 less than 0.25. */
    private static final float MIN_CONFIDENCE = 0.05f;
    private static final float SAME_FACE_OVERLAP = 0.3f;
    private static final int MOST_CANDIDATES = 5000;

    /** No face fits into less, and of a strip a pixel wide the net reports faces at no finite place. */
    private static final int SMALLEST_SIDE_PX = 16;

    /** Box, five landmarks, score. */
    private static final int NUMBERS_PER_FACE = 15;

    private final FaceDetectorYN net;

    /** @param onnx the content of the model's file */
    YuNetDetector(byte[] onnx, Accelerator accelerator) {
        MatOfByte model = new MatOfByte(onnx);
        MatOfByte noConfiguration = new MatOfByte();
        try {
            net = FaceDetectorYN.create("onnx", model, noConfiguration, new Size(320, 320),
                    MIN_CONFIDENCE, SAME_FACE_OVERLAP, MOST_CANDIDATES, accelerator.backend(), accelerator.target());
        } finally {
            model.release();
            noConfiguration.release();
        }
    }

    @Override
    public String modelId() {
        return "yunet-2023mar-int8bq";
    }

    @Override
    public List<Detection> detect(Mat bgr) {
        if (Math.min(bgr.cols(), bgr.rows()) < SMALLEST_SIDE_PX) {
            return List.of();
        }
        Mat found = new Mat();
        try {
            net.setInputSize(bgr.size());
            net.detect(bgr, found);
            List<Detection> faces = new ArrayList<>();
            float[] row = new float[NUMBERS_PER_FACE];
            for (int i = 0; i < found.rows(); i++) {
                found.get(i, 0, row);
                faces.add(detection(row));
            }
            faces.sort(Comparator.comparingDouble(Detection::confidence).reversed());
            return List.copyOf(faces);
        } finally {
            found.release();
        }
    }

    @Override
    public void close() {
        // OpenCV's Java class has no release; its memory goes when this object is collected.
    }

    /** The order is: right eye, left eye, nose, right and left corner of the mouth, as the person has them. */
    private static Detection detection(float[] row) {
        Point mouth = new Point(row[10], row[11]).middle(new Point(row[12], row[13]));
        Landmarks landmarks = new Landmarks(
                new Point(row[4], row[5]), new Point(row[6], row[7]), new Point(row[8], row[9]), mouth);
        return new Detection(new Box(row[0], row[1], row[2], row[3]), landmarks, Math.min(1, row[14]));
    }
}
