// SPDX-License-Identifier: Apache-2.0
package org.hybridface.benchmarks.clip;

import java.util.ArrayList;
import java.util.List;
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
 * once everybody was there. Three at a time, each in a lane of its own, so that nobody hides another.
 */
public final class MovedPhotos implements Clip, AutoCloseable {

    private static final double FRAMES_PER_SECOND = 12;
    private static final double VISIT_S = 5;
    private static final int VISIT = (int) (VISIT_S * FRAMES_PER_SECOND);
    /** Part of a visit in which somebody comes in, and in which they go out. */
    private static final double WALK_IN = 0.15;
    private static final int LANES = 3;

    /** Longer side of the face at the middle distance, pixels. */
    private static final double FACE_PX = 95;
    private static final double NEARER = 0.25;
    private static final double TILT_DEGREES = 7;
    private static final double SWAY_PX = 25;

    /** What is cut out around the face: half axes in widths and heights of the face's box. */
    private static final double CUT_WIDTH = 0.95;
    private static final double CUT_HEIGHT = 0.95;

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

    private record Visit(Guest guest, Shot shot, int lane, int from, int seed) {
    }

    private final Mat room = Scenes.emptyRoom();
    private final List<Visit> visits = new ArrayList<>();
    private final int frames;

    public MovedPhotos(List<Guest> guests) {
        int slot = 0;
        int rounds = guests.stream().mapToInt(guest -> guest.visits().size()).max().orElse(0);
        for (int round = 0; round < rounds; round++) {
            for (Guest guest : guests) {
                if (round < guest.visits().size()) {
                    visits.add(new Visit(guest, guest.visits().get(round), slot % LANES, slot / LANES * VISIT + slot % LANES * VISIT / LANES, slot));
                    slot++;
                }
            }
        }
        frames = visits.stream().mapToInt(visit -> visit.from + VISIT).max().orElse(0);
    }

    @Override
    public int frames() {
        return frames;
    }

    @Override
    public double framesPerSecond() {
        return FRAMES_PER_SECOND;
    }

    @Override
    public Size size() {
        return new Size(DemoScene.WIDTH, DemoScene.HEIGHT);
    }

    @Override
    public Mat picture(int frame) {
        Mat picture = room.clone();
        visits.stream().filter(visit -> isOn(visit, frame)).forEach(visit -> draw(visit, frame, picture));
        return picture;
    }

    @Override
    public List<Standing> who(int frame) {
        return visits.stream().filter(visit -> isOn(visit, frame)).map(visit -> {
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

    private static boolean isOn(Visit visit, int frame) {
        return frame >= visit.from && frame < visit.from + VISIT;
    }

    /** Where the middle of a face is, how large, and how far it is tilted. */
    private record Place(double x, double y, double scale, double tilt) {
    }

    private Place place(Visit visit, int frame) {
        double part = (double) (frame - visit.from) / VISIT;
        double longer = Math.max(visit.shot.face.width(), visit.shot.face.height());
        double turn = 2 * Math.PI * part + visit.seed;
        double scale = FACE_PX / longer * (1 + NEARER * Math.sin(turn));
        double away = Math.max(0, Math.max(1 - part / WALK_IN, 1 - (1 - part) / WALK_IN));
        double x = DemoScene.WIDTH * (visit.lane + 0.5) / LANES + SWAY_PX * Math.sin(1.7 * turn);
        double y = DemoScene.HEIGHT * 0.42 + SWAY_PX * Math.cos(1.3 * turn);
        double out = away * 1.2 * FACE_PX;
        return switch (visit.lane) {
            case 0 -> new Place(x - away * (x + out), y, scale, TILT_DEGREES * Math.sin(2.3 * turn));
            case LANES - 1 -> new Place(x + away * (DemoScene.WIDTH - x + out), y, scale, TILT_DEGREES * Math.sin(2.3 * turn));
            default -> new Place(x, y + away * (DemoScene.HEIGHT - y + out), scale, TILT_DEGREES * Math.sin(2.3 * turn));
        };
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
