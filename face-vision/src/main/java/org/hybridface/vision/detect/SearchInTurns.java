// SPDX-License-Identifier: Apache-2.0
package org.hybridface.vision.detect;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.hybridface.vision.CameraSearch;
import org.hybridface.vision.Detection;
import org.hybridface.vision.detect.SearchPlan.Look;
import org.opencv.core.Mat;
import org.opencv.core.Size;

/**
 * Searches the pictures of one camera: each whole at a coarse scale, for near faces, and its parts at a fine scale in turns, for far ones, as
 * many in each picture as the camera's rate asks for. A face that was found is looked for closely at its place in every picture, whosever
 * turn it is.
 */
final class SearchInTurns implements CameraSearch {

    /** Every part has its turn at least so often: with the picture that follows, a new face is found within half a second. */
    private static final Duration CYCLE = Duration.ofMillis(400);

    /** How long a face that is not found is looked for at its place; a tracker forgets it then. */
    private static final Duration KEEP_LOOKING = Duration.ofMillis(700);

    /** At a camera's fastest, 60 a second. */
    private static final long MOST_PICTURES = 24;

    /** Sums of parts of a turn are a little off. */
    private static final double ROUNDING = 1e-6;

    /** How much of the last interval goes into the expected one. */
    private static final double NEW_INTERVAL = 0.3;

    private final FaceSearch search;
    private final Doubts doubts;
    private List<Known> known = List.of();
    private Size size = new Size();
    private SearchPlan plan;
    private Optional<Instant> last = Optional.empty();
    private double intervalSeconds;
    /** Parts in the order of their turns, and when each had its last. */
    private final Deque<Turn> turns = new ArrayDeque<>();
    /** Turns that are due: below one, no part is looked at in this picture. */
    private double due;

    SearchInTurns(FaceSearch search) {
        this.search = search;
        this.doubts = search.doubts();
    }

    @Override
    public List<Detection> next(Mat bgr, Instant capturedAt) {
        if (!bgr.size().equals(size)) {
            size = bgr.size();
            plan = search.plan(bgr);
            last = Optional.empty();
            known = List.of();
            turns.clear();
            plan.fine().forEach(look -> turns.add(new Turn(look, capturedAt)));
            due = turns.size();
        }
        List<Look> looks = turns(capturedAt);
        looks.add(plan.coarse());
        List<Detection> found = new ArrayList<>(search.found(bgr, looks, doubts, capturedAt));
        List<Known> lost = new ArrayList<>();
        for (Known one : known) {
            if (found.stream().noneMatch(face -> OneForEachFace.isSame(face.box(), one.face().box()))) {
                found.addAll(search.again(bgr, one.face()));
                lost.add(one);
            }
        }
        List<Detection> faces = OneForEachFace.of(found);
        remember(faces, lost, capturedAt);
        return faces;
    }

    /** The parts that are next. All of them in the first picture, and when pictures come so seldom that none can wait. */
    private List<Look> turns(Instant at) {
        Duration interval = last.map(before -> interval(before, at)).orElse(CYCLE);
        last = Optional.of(at);
        long pictures = Math.max(1, Math.min(MOST_PICTURES, CYCLE.toNanos() / Math.max(1, interval.toNanos())));
        due = Math.min(turns.size(), due + (double) turns.size() / pictures);
        Instant tooLate = at.plus(interval).minus(CYCLE);
        List<Look> looks = new ArrayList<>();
        while (looks.size() < turns.size() && (due >= 1 - ROUNDING || turns.getFirst().at().isBefore(tooLate))) {
            Look look = turns.removeFirst().look();
            turns.addLast(new Turn(look, at));
            looks.add(look);
            due = Math.max(0, due - 1);
        }
        return looks;
    }

    /** When the next picture is expected. One that comes late counts by itself, whatever the rate was before. */
    private Duration interval(Instant before, Instant at) {
        double seconds = Math.max(0, Duration.between(before, at).toNanos() / 1e9);
        intervalSeconds = intervalSeconds == 0 ? seconds : intervalSeconds + NEW_INTERVAL * (seconds - intervalSeconds);
        return Duration.ofNanos((long) (1e9 * Math.max(seconds, intervalSeconds)));
    }

    private void remember(List<Detection> faces, List<Known> lost, Instant at) {
        List<Known> next = new ArrayList<>();
        faces.forEach(face -> next.add(new Known(face, at)));
        for (Known one : lost) {
            boolean again = faces.stream().anyMatch(face -> OneForEachFace.isSame(face.box(), one.face().box()));
            if (!again && one.seen().plus(KEEP_LOOKING).isAfter(at)) {
                next.add(one);
            }
        }
        known = List.copyOf(next);
    }

    /** A part and when it was last looked at. */
    private record Turn(Look look, Instant at) {
    }

    /** A face and when it was last found. */
    private record Known(Detection face, Instant seen) {
    }
}
