// SPDX-License-Identifier: Apache-2.0
package org.hybridface.vision;

import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfDouble;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** Measures how good a photo of a face is, so that the cloud is asked with a good one. Stateless, thread safe. */
public final class QualityMeter {

    /** The face is measured at this width, so that sharpness does not depend on how near somebody stands. */
    private static final int MEASURED_SIDE_PX = 96;

    /** The relative edge energy that counts as half sharp: the measure is energy / (energy + this). */
    private static final double HALF_SHARP = 0.04;

    /** Rec. 601 luma of blue, green and red. */
    private static final double[] LUMA = {0.114, 0.587, 0.299};

    /** Below this variance there is no face but a plain surface. */
    private static final double PLAIN_VARIANCE = 1;

    /** What rounding to whole grey values alone gives the Laplacian: 1/12 for each of its weights squared (4 * 1 + 16). */
    private static final double ROUNDING_ENERGY = 20 / 12.0;

    /**
     * @param bgr  the picture the face was found in, BGR, 8 bits a channel
     * @param face in pixels of that picture
     */
    public Quality measure(Mat bgr, Detection face) {
        Box box = face.box();
        Pose pose = Pose.of(face.landmarks());
        return new Quality((int) Math.round(Math.max(box.width(), box.height())), sharpness(bgr, box),
                pose.yawDegrees(), pose.pitchDegrees(), box.isCutBy(bgr.cols(), bgr.rows()));
    }

    /**
     * How light a face is.
     *
     * @return 0 (black) to 100 (white); 0 of one that lies outside the picture
     */
    public double brightness(Mat bgr, Box face) {
        Box inside = face.clippedTo(bgr.cols(), bgr.rows());
        Rect area = new Rect((int) inside.x(), (int) inside.y(), (int) inside.width(), (int) inside.height());
        if (area.width == 0 || area.height == 0) {
            return 0;
        }
        Mat crop = bgr.submat(area);
        try {
            Scalar mean = Core.mean(crop);
            double luma = 0;
            for (int channel = 0; channel < LUMA.length; channel++) {
                luma += LUMA[channel] * mean.val[channel];
            }
            return luma * 100 / 255;
        } finally {
            crop.release();
        }
    }

    /**
     * The energy of the edges (variance of the Laplacian) relative to the contrast (variance of the grey values), which a dark or
     * pale picture does not change.
     *
     * @see <a href="https://doi.org/10.1016/j.patcog.2012.11.011">Pertuz et al., Analysis of focus measure operators</a>
     */
    private static double sharpness(Mat bgr, Box box) {
        Box inside = box.clippedTo(bgr.cols(), bgr.rows());
        Rect area = new Rect((int) inside.x(), (int) inside.y(), (int) inside.width(), (int) inside.height());
        if (area.width < 2 || area.height < 2) {
            return 0;
        }
        Mat crop = bgr.submat(area);
        Mat grey = new Mat();
        Mat scaled = new Mat();
        Mat edges = new Mat();
        try {
            Imgproc.cvtColor(crop, grey, Imgproc.COLOR_BGR2GRAY);
            double height = Math.max(2, Math.round((double) MEASURED_SIDE_PX * area.height / area.width));
            Imgproc.resize(grey, scaled, new Size(MEASURED_SIDE_PX, height), 0, 0,
                    area.width > MEASURED_SIDE_PX ? Imgproc.INTER_AREA : Imgproc.INTER_LINEAR);
            Imgproc.Laplacian(scaled, edges, CvType.CV_32F);
            double contrast = variance(scaled);
            if (contrast < PLAIN_VARIANCE) {
                return 0;
            }
            double energy = Math.max(0, variance(edges) - ROUNDING_ENERGY) / contrast;
            return energy / (energy + HALF_SHARP);
        } finally {
            crop.release();
            grey.release();
            scaled.release();
            edges.release();
        }
    }

    private static double variance(Mat grey) {
        MatOfDouble mean = new MatOfDouble();
        MatOfDouble deviation = new MatOfDouble();
        try {
            Core.meanStdDev(grey, mean, deviation);
            double value = deviation.get(0, 0)[0];
            return value * value;
        } finally {
            mean.release();
            deviation.release();
        }
    }
}
