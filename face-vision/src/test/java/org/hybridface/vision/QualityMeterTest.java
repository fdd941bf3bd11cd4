// SPDX-License-Identifier: Apache-2.0
package org.hybridface.vision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

class QualityMeterTest {

    private final QualityMeter meter = new QualityMeter();
    private Mat picture;

    @BeforeEach
    void drawSomethingWithEdges() {
        OpenCv.load();
        picture = new Mat(240, 320, CvType.CV_8UC3, new Scalar(120, 120, 120));
        Random random = new Random(1);
        for (int i = 0; i < 60; i++) {
            Imgproc.circle(picture, new org.opencv.core.Point(random.nextInt(320), random.nextInt(240)), 6 + random.nextInt(12),
                    new Scalar(random.nextInt(255), random.nextInt(255), random.nextInt(255)), -1);
        }
    }

    @AfterEach
    void release() {
        picture.release();
    }

    @Test
    void blurLowersSharpnessStepByStep() {
        double before = 1;
        for (double sigma : new double[] {0, 1, 2, 4, 8}) {
            Mat blurred = new Mat();
            if (sigma == 0) {
                picture.copyTo(blurred);
            } else {
                Imgproc.GaussianBlur(picture, blurred, new Size(0, 0), sigma);
            }
            double sharpness = meter.measure(blurred, face(100, 60, 100)).sharpness();
            assertThat(sharpness).as("blurred by %s px", sigma).isBetween(0.0, before);
            before = sharpness;
            blurred.release();
        }
        assertThat(before).as("blurred beyond use").isLessThan(0.15);
    }

    @Test
    void weakLightIsNoBlur() {
        Mat dark = new Mat();
        Core.convertScaleAbs(picture, dark, 0.4, 5);
        double bright = meter.measure(picture, face(100, 60, 100)).sharpness();
        assertThat(meter.measure(dark, face(100, 60, 100)).sharpness()).isBetween(bright - 0.05, bright + 0.05);
        dark.release();
    }

    @Test
    void aPlainSurfaceHasNoSharpness() {
        Mat plain = new Mat(200, 200, CvType.CV_8UC3, new Scalar(90, 90, 90));
        assertThat(meter.measure(plain, face(20, 20, 100)).sharpness()).isZero();
        plain.release();
    }

    @ParameterizedTest(name = "a box of {2} px at {0},{1}: cut {3}")
    @CsvSource({"100,60,100,false", "3,3,100,false", "-10,60,100,true", "100,-10,100,true", "230,60,100,true", "100,150,100,true", "400,400,50,true",
        "0,60,100,true", "1.5,60,100,true", "100,0,100,true", "219.5,60,100,true", "100,139,100,true", "0.8,60,40,true", "1.2,60,40,false"})
    void aFaceThatReachesOutOfThePictureOrTouchesItsEdgeIsCut(double x, double y, double side, boolean cut) {
        Quality quality = meter.measure(picture, face(x, y, side));
        assertThat(quality.cutByEdge()).isEqualTo(cut);
        assertThat(quality.sizePx()).isEqualTo((int) side);
    }

    private static Detection face(double x, double y, double side) {
        return new Detection(new Box(x, y, side, side), FaceShapes.frontal(x + side / 2, y + side / 2, side), 0.9);
    }
}
