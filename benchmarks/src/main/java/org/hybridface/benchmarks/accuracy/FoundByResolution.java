// SPDX-License-Identifier: Apache-2.0
package org.hybridface.benchmarks.accuracy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.hybridface.benchmarks.Scenes;
import org.hybridface.scene.DemoScene;
import org.hybridface.scene.Sighting;
import org.hybridface.vision.Box;
import org.hybridface.vision.CameraSearch;
import org.hybridface.vision.Detection;
import org.hybridface.vision.FaceDetector;
import org.hybridface.vision.Pose;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * How many faces of a certain size a detector finds in the rendered room, drawn at a camera's resolution. Several are pasted into one picture where
 * they have room.
 *
 * @param shown  faces in the pictures
 * @param found  of those
 * @param excess detections that are none of them; not counted for pasted photos, which show more people than the labelled one
 */
public record FoundByResolution(int shown, int found, int excess) {

    /** Most faces in one picture. */
    private static final int CROWD = 12;

    /** A frame of the clip with people in it, for the time it takes. */
    private static final int FRAME = 60;

    /** One for all: making its people ready takes longer than all looks. */
    private static final DemoScene SCENE = new DemoScene();

    private static final int TRIES = 200;
    private static final double SAME = 0.3;

    /**
     * A face to paste.
     *
     * @param picture with one face
     * @param face    its box there
     */
    public record Cutting(Mat picture, Box face) {

        /** The pictures in which the detector sees one frontal face for certain; the others are left out. The caller releases the pictures. */
        public static List<Cutting> of(List<Mat> pictures, FaceDetector detector, double maxYawDegrees) {
            List<Cutting> cuttings = new ArrayList<>();
            for (Mat picture : pictures) {
                List<Detection> faces = detector.detect(picture);
                if (faces.size() == 1 && Math.abs(Pose.of(faces.get(0).landmarks()).yawDegrees()) <= maxYawDegrees) {
                    cuttings.add(new Cutting(picture, faces.get(0).box()));
                }
            }
            return cuttings;
        }

        private double longer() {
            return Math.max(face.width(), face.height());
        }
    }

    public double rate() {
        return (double) found / shown;
    }

    public FoundByResolution plus(FoundByResolution other) {
        return new FoundByResolution(shown + other.shown, found + other.found, excess + other.excess);
    }

    /** @param facePx the longer side of each face's box */
    public static FoundByResolution of(List<Cutting> cuttings, int width, int height, int facePx, FaceDetector detector) {
        Random random = new Random(facePx);
        Mat empty = drawn(FRAME, width, height);
        List<Rect> people = peopleOf(FRAME, width, height);
        FoundByResolution sum = new FoundByResolution(0, 0, 0);
        for (int from = 0; from < cuttings.size();) {
            Mat room = empty.clone();
            List<Box> pasted = new ArrayList<>();
            List<Rect> taken = new ArrayList<>();
            while (from < cuttings.size() && pasted.size() < CROWD) {
                Cutting one = cuttings.get(from);
                double scale = facePx / one.longer();
                // Of a picture larger than the room only what lies around the face is shown.
                Rect place = besides(people, () -> place(one, scale, width, height, random));
                if (touchesAny(taken, place)) {
                    break;
                }
                pasted.add(paste(room, one, scale, place));
                taken.add(place);
                from++;
            }
            List<Detection> faces = detector.detect(room);
            int found = (int) pasted.stream().filter(box -> faces.stream().anyMatch(face -> face.box().overlap(box) > SAME)).count();
            sum = sum.plus(new FoundByResolution(pasted.size(), found, 0));
            room.release();
        }
        empty.release();
        return sum;
    }

    /** The rendered clip at that resolution, every few frames. */
    public static FoundByResolution rendered(int width, int height, int everyFrames, FaceDetector detector) {
        FoundByResolution sum = new FoundByResolution(0, 0, 0);
        for (int number = 0; number < SCENE.frames(); number += everyFrames) {
            sum = sum.plus(inFrame(number, width, height, detector));
        }
        return sum;
    }

    /** One frame of the rendered clip at that resolution; faces cut or hidden do not count, found or not. */
    public static FoundByResolution inFrame(int number, int width, int height, FaceDetector detector) {
        double factor = (double) height / DemoScene.HEIGHT;
        double across = (double) width / DemoScene.WIDTH / factor;
        Mat picture = drawn(number, width, height);
        List<Detection> faces = detector.detect(picture);
        picture.release();
        List<Sighting> people = SCENE.who(number);
        List<Box> boxes = people.stream().map(one -> new Box(one.x() * across, one.y(), one.width() * across, one.height()).scaled(factor)).toList();
        int shown = 0;
        int found = 0;
        for (int i = 0; i < people.size(); i++) {
            if (people.get(i).fullyInView()) {
                Box box = boxes.get(i);
                shown++;
                found += faces.stream().anyMatch(face -> hits(face.box(), box)) ? 1 : 0;
            }
        }
        int excess = (int) faces.stream().filter(face -> boxes.stream().noneMatch(box -> hits(face.box(), box))).count();
        return new FoundByResolution(shown, found, excess);
    }

    private static boolean hits(Box face, Box person) {
        return face.centre().distance(person.centre()) < 0.5 * person.width();
    }

    /** Mean milliseconds of a picture of the rendered clip at that resolution, each way in turns, in one run. */
    public static double[] millis(int width, int height, FaceDetector bare, FaceDetector search, int pictures) {
        CameraSearch camera = search.forCamera();
        double[] nanos = new double[3];
        for (int i = -2; i < pictures; i++) {
            Mat picture = drawn(FRAME + i, width, height);
            Instant at = Instant.EPOCH.plusMillis(Math.round(1000.0 * (i + 2) / SCENE.framesPerSecond()));
            long start = System.nanoTime();
            bare.detect(picture);
            long afterBare = System.nanoTime();
            camera.next(picture, at);
            long afterCamera = System.nanoTime();
            search.detect(picture);
            long end = System.nanoTime();
            if (i >= 0) {
                nanos[0] += afterBare - start;
                nanos[1] += afterCamera - afterBare;
                nanos[2] += end - afterCamera;
            }
            picture.release();
        }
        return new double[] {nanos[0] / 1e6 / pictures, nanos[1] / 1e6 / pictures, nanos[2] / 1e6 / pictures};
    }

    /** A face pasted into a rendered person's would rightly be taken for a wrong reading of that. One too large to avoid them covers them. */
    private static Rect besides(List<Rect> people, Supplier<Rect> places) {
        Rect place = places.get();
        for (int i = 0; i < TRIES && touchesAny(people, place); i++) {
            place = places.get();
        }
        return place;
    }

    private static boolean touchesAny(List<Rect> others, Rect place) {
        return others.stream().anyMatch(other -> Scenes.touch(other, place));
    }

    /** Their faces, with hair and chin. */
    private static List<Rect> peopleOf(int frame, int width, int height) {
        double across = (double) width / DemoScene.WIDTH;
        double down = (double) height / DemoScene.HEIGHT;
        return SCENE.who(frame).stream().map(one -> new Rect((int) ((one.x() - one.width() / 2) * across), (int) ((one.y() - one.height() / 2) * down),
                (int) (2 * one.width() * across), (int) (2 * one.height() * down))).toList();
    }

    private static Rect place(Cutting one, double scale, int width, int height, Random random) {
        int w = (int) Math.min(width, Math.round(one.picture.cols() * scale));
        int h = (int) Math.min(height, Math.round(one.picture.rows() * scale));
        return new Rect(random.nextInt(width - w + 1), random.nextInt(height - h + 1), w, h);
    }

    /** @return where the face is in the room */
    private static Box paste(Mat room, Cutting one, double scale, Rect place) {
        double w = place.width / scale;
        double h = place.height / scale;
        double x = Math.max(0, Math.min(one.face.centre().x() - w / 2, one.picture.cols() - w));
        double y = Math.max(0, Math.min(one.face.centre().y() - h / 2, one.picture.rows() - h));
        Rect part = new Rect((int) x, (int) y, (int) Math.min(one.picture.cols() - (int) x, Math.ceil(w)),
                (int) Math.min(one.picture.rows() - (int) y, Math.ceil(h)));
        Mat from = one.picture.submat(part);
        Mat to = room.submat(place);
        Imgproc.resize(from, to, to.size(), 0, 0, scale < 1 ? Imgproc.INTER_AREA : Imgproc.INTER_LINEAR);
        from.release();
        to.release();
        return one.face.moved(-part.x, -part.y).scaled(scale).moved(place.x, place.y);
    }

    private static Mat drawn(int number, int width, int height) {
        Mat frame = Scenes.frame(SCENE, number);
        Mat picture = new Mat();
        Imgproc.resize(frame, picture, new Size(width, height), 0, 0, Imgproc.INTER_LINEAR);
        frame.release();
        return picture;
    }
}
