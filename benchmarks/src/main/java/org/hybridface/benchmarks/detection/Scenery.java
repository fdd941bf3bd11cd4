// SPDX-License-Identifier: Apache-2.0
package org.hybridface.benchmarks.detection;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.hybridface.benchmarks.Scenes;
import org.hybridface.vision.Box;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Rect;
import org.opencv.imgproc.Imgproc;

/** People pasted into a background, each wholly in the picture and nobody on anybody else. */
final class Scenery implements AutoCloseable {

    /** Where the next face is put. */
    enum Place {

        ANYWHERE,

        /** Its box touches the picture's edge. */
        AT_THE_EDGE,

        /** On a line that divides the picture into two to eight equal parts, as a search in parts does. */
        ON_A_BORDER,

        /** Shoulder to shoulder with the face before. */
        IN_A_ROW
    }

    /**
     * A face in the picture.
     *
     * @param box    where it is
     * @param pasted with its surroundings; reaches out of the picture where the face is near its edge
     */
    record Placed(Cutting cutting, Box box, Rect pasted, Place place) {

        double longer() {
            return Math.max(box.width(), box.height());
        }

        /** Whether a detection is of this face. */
        boolean isFoundAt(Box detected) {
            return detected.overlap(box) > FOUND_OVERLAP;
        }

        /** Whether a detection is of somebody or something in what was pasted. */
        boolean shows(Box detected) {
            return pasted.contains(new Point(detected.centre().x(), detected.centre().y()));
        }

        Placed moved(int right, int down) {
            return new Placed(cutting, box.moved(right, down), new Rect(pasted.x + right, pasted.y + down, pasted.width, pasted.height), place);
        }
    }

    private static final int TRIES = 60;
    private static final double FOUND_OVERLAP = 0.3;

    /** What is pasted around a face, in sizes of it: hardly more than the face, the head, or as much as the photo has. */
    private static final double[] SURROUNDINGS = {0.15, 0.4, 2};

    private final Mat background;
    private final Random random;
    private final List<Placed> people = new ArrayList<>();
    private final List<Mat> tilted = new ArrayList<>();

    /** It owns the background from now on. */
    Scenery(Mat background, Random random) {
        this.background = background;
        this.random = random;
    }

    /** Finds a place for one more face, tilted by so much; leaves it out when there is none. */
    void add(Cutting upright, double facePx, Place place, double tiltDegrees) {
        Cutting cutting = upright;
        if (tiltDegrees != 0) {
            cutting = upright.tilted(tiltDegrees);
            tilted.add(cutting.picture());
        }
        double scale = facePx / cutting.longer();
        Rect cut = cutting.withSurroundings(place == Place.IN_A_ROW ? SURROUNDINGS[0] : SURROUNDINGS[random.nextInt(SURROUNDINGS.length)]);
        double width = cutting.face().width() * scale;
        double height = cutting.face().height() * scale;
        for (int i = 0; i < TRIES; i++) {
            double[] corner = corner(place, width, height);
            Placed placed = placed(cutting, cut, scale, corner, place);
            if (isWhole(placed.box()) && people.stream().noneMatch(one -> Scenes.touch(one.pasted(), placed.pasted()))) {
                people.add(placed);
                return;
            }
        }
    }

    List<Placed> people() {
        return List.copyOf(people);
    }

    /** @return the picture with these people; the caller releases it */
    Mat with(List<Placed> shown) {
        Mat picture = background.clone();
        shown.forEach(one -> paste(picture, one));
        return picture;
    }

    boolean isWhole(Box box) {
        return box.x() >= 0 && box.y() >= 0 && box.x() + box.width() <= background.cols() && box.y() + box.height() <= background.rows();
    }

    @Override
    public void close() {
        background.release();
        tilted.forEach(Mat::release);
    }

    /** The left upper corner of the face's box. */
    private double[] corner(Place place, double width, double height) {
        double right = background.cols() - width;
        double bottom = background.rows() - height;
        double x = random.nextDouble() * right;
        double y = random.nextDouble() * bottom;
        switch (place) {
            case AT_THE_EDGE -> {
                if (random.nextBoolean()) {
                    x = random.nextBoolean() ? 0.5 : right - 0.5;
                } else {
                    y = random.nextBoolean() ? 0.5 : bottom - 0.5;
                }
            }
            case ON_A_BORDER -> {
                int parts = 2 + random.nextInt(7);
                double along = (1 + random.nextInt(parts - 1)) / (double) parts;
                if (random.nextBoolean()) {
                    x = along * background.cols() - width * random.nextDouble();
                } else {
                    y = along * background.rows() - height * random.nextDouble();
                }
            }
            case IN_A_ROW -> {
                if (!people.isEmpty()) {
                    Placed last = people.get(people.size() - 1);
                    x = last.pasted().x + last.pasted().width + 1 + SURROUNDINGS[0] * Math.max(width, height);
                    y = last.box().y() + (random.nextDouble() - 0.5) * height / 4;
                }
            }
            default -> {
                // Anywhere.
            }
        }
        return new double[] {x, y};
    }

    /** Of the surroundings only what is in the picture is pasted. */
    private static Placed placed(Cutting cutting, Rect cut, double scale, double[] corner, Place place) {
        int left = (int) Math.round(corner[0] - (cutting.face().x() - cut.x) * scale);
        int top = (int) Math.round(corner[1] - (cutting.face().y() - cut.y) * scale);
        Rect pasted = new Rect(left, top, (int) Math.round(cut.width * scale), (int) Math.round(cut.height * scale));
        Box box = cutting.face().moved(-cut.x, -cut.y).scaled(scale).moved(left, top);
        return new Placed(cutting, box, pasted, place);
    }

    private static void paste(Mat picture, Placed one) {
        double scale = one.box().width() / one.cutting().face().width();
        Rect pasted = one.pasted();
        Rect inside = common(pasted, new Rect(0, 0, picture.cols(), picture.rows()));
        int cutX = (int) Math.round(one.cutting().face().x() - (one.box().x() - pasted.x) / scale);
        int cutY = (int) Math.round(one.cutting().face().y() - (one.box().y() - pasted.y) / scale);
        // Only what is seen is drawn: of a face that fills the picture the surroundings would be many times as large as that.
        int fromX = (int) Math.floor((inside.x - pasted.x) / scale);
        int fromY = (int) Math.floor((inside.y - pasted.y) / scale);
        Rect from = common(new Rect(cutX + fromX, cutY + fromY, (int) Math.ceil(inside.width / scale), (int) Math.ceil(inside.height / scale)),
                new Rect(0, 0, one.cutting().picture().cols(), one.cutting().picture().rows()));
        Mat source = one.cutting().picture().submat(from);
        Mat target = picture.submat(inside);
        Imgproc.resize(source, target, target.size(), 0, 0, scale < 1 ? Imgproc.INTER_AREA : Imgproc.INTER_CUBIC);
        source.release();
        target.release();
    }

    private static Rect common(Rect one, Rect other) {
        int x = Math.max(one.x, other.x);
        int y = Math.max(one.y, other.y);
        return new Rect(x, y, Math.min(one.x + one.width, other.x + other.width) - x, Math.min(one.y + one.height, other.y + other.height) - y);
    }
}
