// SPDX-License-Identifier: Apache-2.0
package org.hybridface.vision.detect;

import java.util.ArrayList;
import java.util.List;
import org.hybridface.vision.Box;
import org.hybridface.vision.Detection;
import org.hybridface.vision.FaceDetector;
import org.hybridface.vision.FaceSizes;
import org.hybridface.vision.Landmarks;
import org.hybridface.vision.Point;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.imgproc.Imgproc;

/** Takes white squares for faces, and sees those of some sizes only, as a net does. */
final class BlobDetector implements FaceDetector {

    static final FaceSizes SEES = new FaceSizes(32, 420);
    private static final double ROUNDING_PX = 2;

    /** Pixels all of them were shown. */
    static long looked;

    @Override
    public String modelId() {
        return "white";
    }

    @Override
    public List<Detection> detect(Mat bgr) {
        looked += bgr.total();
        Mat one = new Mat();
        Mat labels = new Mat();
        Mat stats = new Mat();
        Mat centres = new Mat();
        Core.extractChannel(bgr, one, 0);
        Imgproc.threshold(one, one, 170, 255, Imgproc.THRESH_BINARY);
        int count = Imgproc.connectedComponentsWithStats(one, labels, stats, centres, 8, CvType.CV_32S);
        List<Detection> faces = new ArrayList<>();
        int[] row = new int[5];
        for (int i = 1; i < count; i++) {
            stats.get(i, 0, row);
            int longer = Math.max(row[2], row[3]);
            if (longer >= SEES.smallestPx() - ROUNDING_PX && longer <= SEES.largestPx() + ROUNDING_PX) {
                faces.add(face(row[0], row[1], row[2], row[3]));
            }
        }
        for (Mat done : new Mat[] {one, labels, stats, centres}) {
            done.release();
        }
        return faces;
    }

    @Override
    public void close() {
        // Nothing native is kept.
    }

    /** A square is a face for certain; the part of one that a look cut off is a guess. */
    private static Detection face(double x, double y, double width, double height) {
        Point middle = new Point(x + width / 2, y + height / 2);
        double square = Math.min(width, height) / Math.max(width, height);
        return new Detection(new Box(x, y, width, height), new Landmarks(middle, middle, middle, middle), square);
    }
}
