// SPDX-License-Identifier: Apache-2.0
package org.hybridface.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/** With a picture whose blue tells a point's x and whose green its y, each in steps of four pixels. */
class CuttingTest {

    private static final int SIDE = 800;
    private static final int STEP = 4;

    @BeforeAll
    static void load() {
        OpenCv.load();
    }

    /** The middle of the square shows the picture's point (400, 200), and a turn by a quarter brings the picture's right to the square's bottom. */
    @ParameterizedTest(name = "scale {0}")
    @ValueSource(doubles = {0.1, 0.23, 0.49, 0.5, 0.9, 1, 2.5})
    void eachPointOfTheSquareShowsThePointOfThePictureThatTheMatrixSays(double scale) {
        Mat picture = picture();
        double[] turned = {0, -scale, 56 + 200 * scale, scale, 0, 56 - 400 * scale};

        Mat square = Cutting.square(picture, turned, 112);

        for (int[] point : new int[][] {{56, 56}, {40, 60}, {70, 50}}) {
            double x = 400 + (point[1] - 56) / scale;
            double y = 200 - (point[0] - 56) / scale;
            double[] bgr = square.get(point[1], point[0]);
            assertThat(bgr[0] * STEP).as("x of %d, %d", point[0], point[1]).isCloseTo(x, within(1.5 * STEP));
            assertThat(bgr[1] * STEP).as("y of %d, %d", point[0], point[1]).isCloseTo(y, within(1.5 * STEP));
        }
        square.release();
        picture.release();
    }

    @Test
    void whatLiesOutsideThePictureIsBlack() {
        Mat picture = picture();

        Mat atTheCorner = Cutting.square(picture, new double[] {1, 0, 50 - 796, 0, 1, 50 - 796}, 100);
        Mat beside = Cutting.square(picture, new double[] {1, 0, -5000, 0, 1, -5000}, 100);

        assertThat(atTheCorner.get(45, 45)[0] * STEP).isCloseTo(791, within(1.5 * STEP));
        assertThat(atTheCorner.get(60, 60)).containsOnly(0);
        assertThat(beside.get(50, 50)).containsOnly(0);
        atTheCorner.release();
        beside.release();
        picture.release();
    }

    private static Mat picture() {
        Mat picture = new Mat(SIDE, SIDE, CvType.CV_8UC3);
        byte[] row = new byte[SIDE * 3];
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                row[3 * x] = (byte) (x / STEP);
                row[3 * x + 1] = (byte) (y / STEP);
            }
            picture.put(y, 0, row);
        }
        return picture;
    }
}
