// SPDX-License-Identifier: Apache-2.0
package org.hybridface.benchmarks.accuracy;

import java.util.List;
import java.util.Random;
import org.hybridface.benchmarks.Scenes;
import org.hybridface.benchmarks.accuracy.LabelledPhotos.Photo;
import org.hybridface.scene.DemoScene;
import org.hybridface.scene.Sighting;
import org.hybridface.vision.Detection;
import org.hybridface.vision.FaceDetector;
import org.hybridface.vision.Point;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * How many faces of a scene of 640 x 480 pixels a detector finds.
 *
 * @param shown  faces in the scenes
 * @param found  of those
 * @param excess detections that are none of them
 */
public record FoundInARoom(int shown, int found, int excess) {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;

    /** In these photos a face takes this part of the width. */
    private static final double FACE_OF_PHOTO = 0.45;

    /** A detection is a face when its centre lies within this part of the face's width from the face's. */
    private static final double HIT = 0.5;

    public double rate() {
        return (double) found / shown;
    }

    /** Photos of that many pixels of face, one in each scene, anywhere. Other faces in a photo's background do not count. */
    public static FoundInARoom photos(List<Photo> photos, int facePx, FaceDetector detector) {
        Random random = new Random(7);
        int found = 0;
        for (Photo photo : photos) {
            int side = (int) Math.round(facePx / FACE_OF_PHOTO);
            int x = random.nextInt(Math.max(1, WIDTH - side));
            int y = random.nextInt(Math.max(1, HEIGHT - side));
            Mat scene = scene(photo, side, x, y);
            Point face = new Point(x + Math.min(side, WIDTH) / 2.0, y + Math.min(side, HEIGHT) / 2.0);
            found += detector.detect(scene).stream().anyMatch(one -> one.box().centre().distance(face) < HIT * facePx) ? 1 : 0;
            scene.release();
        }
        return new FoundInARoom(photos.size(), found, 0);
    }

    /** The rendered clip, every few frames; faces cut or hidden do not count, found or not. */
    public static FoundInARoom rendered(int everyFrames, FaceDetector detector) {
        DemoScene room = new DemoScene();
        int shown = 0;
        int found = 0;
        int excess = 0;
        for (int number = 0; number < room.frames(); number += everyFrames) {
            Mat picture = Scenes.frame(room, number);
            List<Detection> faces = detector.detect(picture);
            List<Sighting> people = room.who(number);
            for (Sighting person : people) {
                if (person.fullyInView()) {
                    shown++;
                    found += faces.stream().anyMatch(face -> hits(face, person)) ? 1 : 0;
                }
            }
            excess += (int) faces.stream().filter(face -> people.stream().noneMatch(person -> hits(face, person))).count();
            picture.release();
        }
        return new FoundInARoom(shown, found, excess);
    }

    private static boolean hits(Detection face, Sighting person) {
        Point centre = new Point(person.x() + person.width() / 2, person.y() + person.height() / 2);
        return face.box().centre().distance(centre) < HIT * person.width();
    }

    private static Mat scene(Photo photo, int side, int x, int y) {
        Mat picture = photo.read();
        Mat scaled = new Mat();
        Imgproc.resize(picture, scaled, new Size(side, side), 0, 0, side < picture.cols() ? Imgproc.INTER_AREA : Imgproc.INTER_LINEAR);
        Mat scene = new Mat(HEIGHT, WIDTH, CvType.CV_8UC3, new Scalar(110, 120, 125));
        int width = Math.min(side, WIDTH - x);
        int height = Math.min(side, HEIGHT - y);
        Mat from = scaled.submat(new Rect((side - width) / 2, (side - height) / 2, width, height));
        Mat to = scene.submat(new Rect(x, y, width, height));
        from.copyTo(to);
        for (Mat done : new Mat[] {picture, scaled, from, to}) {
            done.release();
        }
        return scene;
    }
}
