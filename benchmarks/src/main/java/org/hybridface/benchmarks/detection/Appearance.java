// SPDX-License-Identifier: Apache-2.0
package org.hybridface.benchmarks.detection;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.hybridface.benchmarks.detection.Scenery.Placed;
import org.hybridface.vision.CameraSearch;
import org.hybridface.vision.Detection;
import org.opencv.core.Mat;

/**
 * People who appear all at once in a camera's empty picture, standing or moving, while some pictures are dropped or none. A face that meets another one
 * or the picture's edge before it was found does not count.
 */
final class Appearance {

    /** Scene time within which a new face must be found. */
    private static final Duration WITHIN = Duration.ofMillis(500);

    private static final List<Integer> RATES = List.of(5, 12, 25);

    /** A gap that is longer leaves no picture to find somebody in. */
    private static final double LONGEST_GAP_S = 0.4;
    private static final double DROPPED = 0.4;

    /** Sizes of the face that somebody moves in a second, and how much of that up or down. */
    private static final double SLOWEST = 0.3;
    private static final double FASTEST = 2;
    private static final double UPWARDS = 0.3;

    private static final double TOUCHING = 0.05;

    private final Draw draw;
    private final Random random;
    private final int rate;
    private final boolean dropping;
    private final List<Walker> walkers = new ArrayList<>();

    Appearance(Draw draw, Random random) {
        this.draw = draw;
        this.random = random;
        this.rate = RATES.get(random.nextInt(RATES.size()));
        this.dropping = random.nextBoolean();
        boolean moving = random.nextBoolean();
        for (Placed one : draw.scenery().people()) {
            double speed = moving ? one.longer() * (SLOWEST + (FASTEST - SLOWEST) * random.nextDouble()) : 0;
            double direction = 2 * Math.PI * random.nextDouble();
            walkers.add(new Walker(one, speed * Math.cos(direction), UPWARDS * speed * Math.sin(direction)));
        }
    }

    void show(CameraSearch search, Tally tally) {
        double appear = 0.5 + 0.5 * random.nextDouble();
        double end = appear + WITHIN.toMillis() / 1e3;
        for (double at = 0; at <= end; at = next(at)) {
            double since = at - appear;
            List<Placed> shown = since < 0 ? List.of()
                    : walkers.stream().map(one -> one.after(since)).filter(one -> draw.scenery().isWhole(one.box())).toList();
            Mat picture = draw.picture(shown, random);
            List<Detection> found = search.next(picture, Instant.EPOCH.plusNanos((long) (at * 1e9)));
            picture.release();
            if (since >= 0) {
                walkers.forEach(one -> one.look(since, shown, found));
            }
            tally.addFalseAlarms((int) found.stream().filter(face -> shown.stream().noneMatch(one -> one.shows(face.box()))).count());
        }
        walkers.stream().filter(one -> one.fate != Fate.LEFT_OUT).forEach(one -> {
            Map<String, String> kinds = draw.kinds(one.start);
            kinds.put("pictures a second", String.format("%2d%s", rate, dropping ? ", some dropped" : ""));
            kinds.put("people", one.right == 0 ? "standing" : "moving");
            tally.add(kinds, one.fate == Fate.FOUND);
        });
    }

    private double next(double at) {
        double step = 1.0 / rate;
        double next = at + step;
        while (dropping && random.nextDouble() < DROPPED && next + step - at <= LONGEST_GAP_S) {
            next += step;
        }
        return next;
    }

    private enum Fate { WAITING, FOUND, LEFT_OUT }

    /** Somebody on their way, in pixels a second. */
    private final class Walker {

        private final Placed start;
        private final double right;
        private final double down;
        private Fate fate = Fate.WAITING;

        private Walker(Placed start, double right, double down) {
            this.start = start;
            this.right = right;
            this.down = down;
        }

        private Placed after(double seconds) {
            return start.moved((int) (right * seconds), (int) (down * seconds));
        }

        private void look(double since, List<Placed> shown, List<Detection> found) {
            Placed now = after(since);
            if (fate != Fate.WAITING) {
                return;
            }
            boolean meets = shown.stream().filter(one -> one.cutting() != start.cutting()).anyMatch(one -> one.box().overlap(now.box()) > TOUCHING);
            if (!draw.scenery().isWhole(now.box()) || meets) {
                fate = Fate.LEFT_OUT;
            } else if (found.stream().anyMatch(face -> now.isFoundAt(face.box()))) {
                fate = Fate.FOUND;
            }
        }
    }
}
