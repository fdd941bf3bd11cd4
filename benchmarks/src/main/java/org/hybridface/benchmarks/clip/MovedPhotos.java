// SPDX-License-Identifier: Apache-2.0
package org.hybridface.benchmarks.clip;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.hybridface.benchmarks.Scenes;
import org.hybridface.scene.DemoScene;
import org.hybridface.vision.Box;
import org.hybridface.vision.Point;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Photos of people that move over the empty rendered room: they come in by an edge, grow and shrink, tilt their heads, go out and come back
 * once everybody was there. Some at a time, each in a lane of its own, so that nobody hides another.
 */
public final class MovedPhotos implements Clip, AutoCloseable {

    private static final double VISIT_S = 5;
    /** Part of a visit in which somebody comes in, and in which they go out. */
    private static final double WALK_IN = 0.15;

    /** Longer side of the face at the middle distance, pixels. */
    private static final double FACE_PX = 95;
    private static final double NEARER = 0.25;
    private static final double TILT_DEGREES = 7;
    private static final double SWAY_PX = 25;

    /** With more at once they stand farther away, and have less room. */
    private static final int ROOM_FOR = 3;

    /** What is cut out around the face: half axes in widths and heights of the face's box. */
    private static final double CUT_WIDTH = 0.95;
    private static final double CUT_HEIGHT = 0.95;

    /**
     * How people walk.
     *
     * @param atOnce          guests
     * @param framesPerSecond of the clip
     * @param seed            0 for visits of five seconds in the order of the guests; with another, order, length, distance and movement are random
     */
    public record Walk(int atOnce, double framesPerSecond, int seed) {

        static final Walk ORDINARY = new Walk(3, 12, 0);

        String inWords() {
            return atOnce + " at once, " + Math.round(framesPerSecond) + " pictures/s, seed " + seed;
        }
    }

    /**
     * Somebody to show.
     *
     * @param visits the photo of each visit
     */
    public record Guest(String name, List<Shot> visits) {
    }

    /**
     * A photo of somebody.
     *
     * @param picture BGR; whoever made it releases it
     * @param face    its box there
     */
    public record Shot(Mat picture, Box face) {
    }

    /**
     * @param lane  from the left, from 0
     * @param from  frame
     * @param until frame, not in it any more
     * @param phase of the movement, radians
     */
    private record Visit(Guest guest, Shot shot, int lane, int from, int until, double phase, Manner manner) {

        boolean isOn(int frame) {
            return frame >= from && frame < until;
        }
    }

    /**
     * How somebody moves in one visit.
     *
     * @param seconds     how long
     * @param facePx      longer side of the face at the middle distance
     * @param tiltDegrees of the head, to either side
     * @param swayPx      to either side
     */
    private record Manner(double seconds, double facePx, double tiltDegrees, double swayPx) {

        static Manner ordinary(double room) {
            return new Manner(VISIT_S, FACE_PX * room, TILT_DEGREES, SWAY_PX * room);
        }

        static Manner random(double room, Random random) {
            return new Manner(VISIT_S * (0.8 + 0.6 * random.nextDouble()), FACE_PX * room * (0.8 + 0.35 * random.nextDouble()),
                    2 * TILT_DEGREES * random.nextDouble(), SWAY_PX * room * (0.5 + random.nextDouble()));
        }
    }

    private final Mat room = Scenes.emptyRoom();
    private final Walk walk;
    private final List<Visit> visits = new ArrayList<>();
    private final int frames;

    public MovedPhotos(List<Guest> guests, Walk walk) {
        this.walk = walk;
        Random random = new Random(walk.seed);
        double space = Math.min(1, (double) ROOM_FOR / walk.atOnce);
        int[] free = IntStream.range(0, walk.atOnce).map(lane -> (int) (lane * VISIT_S * walk.framesPerSecond / walk.atOnce)).toArray();
        int slot = 0;
        int rounds = guests.stream().mapToInt(guest -> guest.visits().size()).max().orElse(0);
        for (int round = 0; round < rounds; round++) {
            List<Guest> order = new ArrayList<>(guests);
            if (walk.seed != 0) {
                Collections.shuffle(order, random);
            }
            for (Guest guest : order) {
                if (round < guest.visits().size()) {
                    Manner manner = walk.seed == 0 ? Manner.ordinary(space) : Manner.random(space, random);
                    double phase = walk.seed == 0 ? slot : 2 * Math.PI * random.nextDouble();
                    int lane = slot % walk.atOnce;
                    int until = free[lane] + (int) (manner.seconds * walk.framesPerSecond);
                    visits.add(new Visit(guest, guest.visits().get(round), lane, free[lane], until, phase, manner));
                    free[lane] = until;
                    slot++;
                }
            }
        }
        frames = visits.stream().mapToInt(Visit::until).max().orElse(0);
    }

    @Override
    public int frames() {
        return frames;
    }

    @Override
    public double framesPerSecond() {
        return walk.framesPerSecond;
    }

    @Override
    public Size size() {
        return new Size(DemoScene.WIDTH, DemoScene.HEIGHT);
    }

    @Override
    public Mat picture(int frame) {
        Mat picture = room.clone();
        visits.stream().filter(visit -> visit.isOn(frame)).forEach(visit -> draw(visit, frame, picture));
        return picture;
    }

    @Override
    public List<Standing> who(int frame) {
        return visits.stream().filter(visit -> visit.isOn(frame)).map(visit -> {
            Place place = place(visit, frame);
            Box face = visit.shot.face;
            double width = face.width() * place.scale;
            double height = face.height() * place.scale;
            Box box = new Box(place.x - width / 2, place.y - height / 2, width, height);
            boolean whole = box.x() > 2 && box.y() > 2 && box.x() + width < DemoScene.WIDTH - 2 && box.y() + height < DemoScene.HEIGHT - 2;
            return new Standing(visit.guest.name, box, whole);
        }).toList();
    }

    @Override
    public void close() {
        room.release();
    }

    /** Where the middle of a face is, how large, and how far it is tilted. */
    private record Place(double x, double y, double scale, double tilt) {
    }

    private Place place(Visit visit, int frame) {
        Manner manner = visit.manner;
        double part = (double) (frame - visit.from) / (visit.until - visit.from);
        double longer = Math.max(visit.shot.face.width(), visit.shot.face.height());
        double turn = 2 * Math.PI * part + visit.phase;
        double scale = manner.facePx / longer * (1 + NEARER * Math.sin(turn));
        double tilt = manner.tiltDegrees * Math.sin(2.3 * turn);
        double away = Math.max(0, Math.max(1 - part / WALK_IN, 1 - (1 - part) / WALK_IN));
        double x = DemoScene.WIDTH * (visit.lane + 0.5) / walk.atOnce + manner.swayPx * Math.sin(1.7 * turn);
        double y = DemoScene.HEIGHT * 0.42 + manner.swayPx * Math.cos(1.3 * turn);
        double out = away * 1.2 * manner.facePx;
        if (visit.lane == 0) {
            return new Place(x - away * (x + out), y, scale, tilt);
        }
        return visit.lane == walk.atOnce - 1 ? new Place(x + away * (DemoScene.WIDTH - x + out), y, scale, tilt)
                : new Place(x, y + away * (DemoScene.HEIGHT - y + out), scale, tilt);
    }

    private void draw(Visit visit, int frame, Mat picture) {
        Place place = place(visit, frame);
        Shot shot = visit.shot;
        Point centre = shot.face.centre();
        Mat turn = Imgproc.getRotationMatrix2D(new org.opencv.core.Point(centre.x(), centre.y()), place.tilt, place.scale);
        turn.put(0, 2, turn.get(0, 2)[0] + place.x - centre.x());
        turn.put(1, 2, turn.get(1, 2)[0] + place.y - centre.y());
        Mat photo = new Mat();
        Mat inside = new Mat(shot.picture.size(), CvType.CV_8UC1, new Scalar(0));
        Mat mask = new Mat();
        try {
            Imgproc.ellipse(inside, new org.opencv.core.Point(centre.x(), centre.y()),
                    new Size(CUT_WIDTH * shot.face.width(), CUT_HEIGHT * shot.face.height()), 0, 0, 360, new Scalar(255), -1);
            Imgproc.warpAffine(shot.picture, photo, turn, picture.size(), Imgproc.INTER_AREA, Core.BORDER_REPLICATE, new Scalar(0));
            Imgproc.warpAffine(inside, mask, turn, picture.size(), Imgproc.INTER_NEAREST);
            photo.copyTo(picture, mask);
        } finally {
            turn.release();
            photo.release();
            inside.release();
            mask.release();
        }
    }
}
