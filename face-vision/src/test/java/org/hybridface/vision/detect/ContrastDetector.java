// SPDX-License-Identifier: Apache-2.0
package org.hybridface.vision.detect;

import java.util.List;
import org.hybridface.vision.Detection;
import org.hybridface.vision.FaceDetector;
import org.opencv.core.Core;
import org.opencv.core.Core.MinMaxLocResult;
import org.opencv.core.Mat;
import org.opencv.imgproc.Imgproc;

/** Takes bright squares for faces, as sure as they stand out. */
final class ContrastDetector implements FaceDetector {

    /** Of the grey values, for a face beyond doubt. */
    private static final double CLEAR = 120;

    private final BlobDetector blobs = new BlobDetector();

    @Override
    public String modelId() {
        return "bright";
    }

    @Override
    public List<Detection> detect(Mat bgr) {
        Mat grey = new Mat();
        Mat stretched = new Mat();
        Imgproc.cvtColor(bgr, grey, Imgproc.COLOR_BGR2GRAY);
        MinMaxLocResult values = Core.minMaxLoc(grey);
        double contrast = values.maxVal - values.minVal;
        bgr.convertTo(stretched, -1, 255 / Math.max(1, contrast), -255 * values.minVal / Math.max(1, contrast));
        List<Detection> faces = blobs.detect(stretched).stream()
                .map(face -> new Detection(face.box(), face.landmarks(), face.confidence() * Math.min(1, contrast / CLEAR))).toList();
        grey.release();
        stretched.release();
        return faces;
    }

    @Override
    public void close() {
        blobs.close();
    }
}
