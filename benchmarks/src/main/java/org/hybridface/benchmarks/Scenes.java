// SPDX-License-Identifier: Apache-2.0
package org.hybridface.benchmarks;

import org.hybridface.scene.DemoScene;
import org.hybridface.vision.OpenCv;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;

/** Frames of the rendered room as pictures. */
public final class Scenes {

    private Scenes() {
    }

    /** The caller releases it. */
    public static Mat frame(DemoScene scene, int number) {
        return picture(scene.bgr(number));
    }

    /** The room without anybody in it. The caller releases it. */
    public static Mat emptyRoom() {
        return picture(DemoScene.emptyRoom());
    }

    /** Whether two places in a picture have a pixel in common. */
    public static boolean touch(Rect one, Rect other) {
        return one.x < other.x + other.width && other.x < one.x + one.width && one.y < other.y + other.height && other.y < one.y + one.height;
    }

    private static Mat picture(byte[] bgr) {
        OpenCv.load();
        Mat picture = new Mat(DemoScene.HEIGHT, DemoScene.WIDTH, CvType.CV_8UC3);
        picture.put(0, 0, bgr);
        return picture;
    }
}
