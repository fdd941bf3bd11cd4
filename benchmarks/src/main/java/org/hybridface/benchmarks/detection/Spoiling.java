// SPDX-License-Identifier: Apache-2.0
package org.hybridface.benchmarks.detection;

import java.util.Random;
import org.hybridface.vision.Jpeg;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/** What light, lens and compression do to a picture. */
enum Spoiling {

    NOT {
        @Override
        void spoil(Mat picture, Random random) {
            // As it was drawn.
        }
    },

    /** A quarter of the light, with the grain of a sensor. */
    DARK {
        @Override
        void spoil(Mat picture, Random random) {
            picture.convertTo(picture, -1, 0.25, 0);
            grain(picture, 3, random);
        }
    },

    /** A third of the contrast, all of it light. */
    PALE {
        @Override
        void spoil(Mat picture, Random random) {
            picture.convertTo(picture, -1, 0.35, 150);
            grain(picture, 2, random);
        }
    },

    JPEG_50 {
        @Override
        void spoil(Mat picture, Random random) {
            MatOfByte bytes = new MatOfByte();
            MatOfInt quality = new MatOfInt(Imgcodecs.IMWRITE_JPEG_QUALITY, 50);
            Imgcodecs.imencode(".jpg", picture, bytes, quality);
            Mat decoded = Jpeg.decode(bytes.toArray());
            decoded.copyTo(picture);
            decoded.release();
            bytes.release();
            quality.release();
        }
    },

    /** Out of focus by a pixel. */
    BLURRED {
        @Override
        void spoil(Mat picture, Random random) {
            Imgproc.GaussianBlur(picture, picture, new Size(), 1.0);
        }
    };

    /** Changes the picture. */
    abstract void spoil(Mat picture, Random random);

    private static void grain(Mat picture, double deviation, Random random) {
        Core.setRNGSeed(random.nextInt());
        Mat grain = new Mat(picture.size(), CvType.CV_16SC3);
        Core.randn(grain, 0, deviation);
        Core.add(picture, grain, picture, new Mat(), picture.type());
        grain.release();
    }
}
