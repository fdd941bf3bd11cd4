// SPDX-License-Identifier: Apache-2.0
package org.hybridface.benchmarks.detection;

import java.util.List;
import java.util.Random;
import org.hybridface.benchmarks.Scenes;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** Pictures with nobody in them. */
enum Background {

    /** One colour. */
    PLAIN {
        @Override
        Mat draw(int width, int height, List<Mat> faceless, Random random) {
            return new Mat(height, width, CvType.CV_8UC3, colour(random));
        }
    },

    /** The demo's room, drawn at that size. */
    ROOM {
        @Override
        Mat draw(int width, int height, List<Mat> faceless, Random random) {
            Mat room = Scenes.emptyRoom();
            Mat picture = new Mat();
            Imgproc.resize(room, picture, new Size(width, height), 0, 0, Imgproc.INTER_LINEAR);
            room.release();
            return picture;
        }
    },

    /** Grain of several sizes laid over each other, as leaves, gravel and clouds have. */
    GRAIN {
        @Override
        Mat draw(int width, int height, List<Mat> faceless, Random random) {
            Mat picture = new Mat(height, width, CvType.CV_8UC3, new Scalar(128, 128, 128));
            Core.setRNGSeed(random.nextInt());
            for (int cell = 1; cell <= 64; cell *= 4) {
                Mat small = new Mat(height / cell + 1, width / cell + 1, CvType.CV_8UC3);
                Core.randu(small, 0, 256);
                Mat large = new Mat();
                Imgproc.resize(small, large, picture.size(), 0, 0, Imgproc.INTER_CUBIC);
                double share = 0.2 + 0.4 * random.nextDouble();
                Core.addWeighted(picture, 1 - share, large, share, 0, picture);
                small.release();
                large.release();
            }
            return picture;
        }
    },

    /** Discs, ovals and bricks, dark and light, of every size. */
    SHAPES {
        @Override
        Mat draw(int width, int height, List<Mat> faceless, Random random) {
            Mat picture = new Mat(height, width, CvType.CV_8UC3, colour(random));
            for (int i = 0; i < SHAPES_DRAWN; i++) {
                Point at = new Point(random.nextInt(width), random.nextInt(height));
                double size = 4 * Math.pow(height / 8.0, random.nextDouble());
                if (random.nextBoolean()) {
                    Imgproc.ellipse(picture, at, new Size(size, size * (0.6 + random.nextDouble())), random.nextInt(180), 0, 360, colour(random), -1);
                } else {
                    Imgproc.rectangle(picture, at, new Point(at.x + 2 * size, at.y + size), colour(random), -1);
                }
            }
            return picture;
        }
    },

    /** Photos of real places, their faces blurred out, side by side. */
    PHOTOS {
        @Override
        Mat draw(int width, int height, List<Mat> faceless, Random random) {
            Mat picture = new Mat(height, width, CvType.CV_8UC3, colour(random));
            int side = (int) (Math.min(width, height) * (0.25 + 0.75 * random.nextDouble()));
            Mat scaled = new Mat();
            for (int y = 0; y < height; y += side) {
                for (int x = 0; x < width; x += side) {
                    Mat photo = faceless.get(random.nextInt(faceless.size()));
                    Imgproc.resize(photo, scaled, new Size(side, side), 0, 0, side < photo.cols() ? Imgproc.INTER_AREA : Imgproc.INTER_CUBIC);
                    Mat from = scaled.submat(new Rect(0, 0, Math.min(side, width - x), Math.min(side, height - y)));
                    Mat to = picture.submat(new Rect(x, y, from.cols(), from.rows()));
                    from.copyTo(to);
                    from.release();
                    to.release();
                }
            }
            scaled.release();
            return picture;
        }
    };

    private static final int SHAPES_DRAWN = 400;

    /**
     * @param faceless photos without a face, for {@link #PHOTOS}
     * @return BGR; the caller releases it
     */
    abstract Mat draw(int width, int height, List<Mat> faceless, Random random);

    private static Scalar colour(Random random) {
        return new Scalar(random.nextInt(256), random.nextInt(256), random.nextInt(256));
    }
}
