// SPDX-License-Identifier: Apache-2.0
package org.hybridface.vision.detect;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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

    /** How much of the last interval goes into the expected one. */
    private static final double NEW_INTERVAL = 0.3;

    private final FaceSearch search;
    private List<Known> known = List.of();
    private Size size = new Size();
    private SearchPlan plan;
    private Optional<Instant> last = Optional.empty();
    private double intervalSeconds;
    private int turn;

    SearchInTurns(FaceSearch search) {
        this.search = search;
    }

    @Override
    public List<Detection> next(Mat bgr, Instant capturedAt) {
        if (!bgr.size().equals(size)) {
            size = bgr.size();
            plan = search.plan(bgr);
            last = Optional.empty();
            known = List.of();
            turn = 0;
        }
        List<Look> looks = turns(capturedAt);
        looks.add(plan.coarse());
        List<Detection> found = new ArrayList<>(search.found(bgr, looks));
        List<Known> lost = new ArrayList<>();
        for (Known one : known) {
            if (found.stream().noneMatch(face -> OneForEachFace.isSame(face.box(), one.face().box()))) {
                found.addAll(search.closely(bgr, one.face()));
                lost.add(one);
            }
        }
        List<Detection> faces = OneForEachFace.of(found);
        remember(faces, lost, capturedAt);
        return faces;
    }

    /** The parts that are next. All of them in the first picture, and when pictures come so seldom that none can wait. */
    private List<Look> turns(Instant at) {
        int parts = plan.fine().size();
        int count = parts;
        if (last.isPresent()) {
            double seconds = Math.max(0, Duration.between(last.get(), at).toNanos() / 1e9);
            intervalSeconds = intervalSeconds == 0 ? seconds : intervalSeconds + NEW_INTERVAL * (seconds - intervalSeconds);
            // A picture that comes late counts by itself, whatever the rate was before.
            double interval = Math.max(seconds, intervalSeconds);
            int pictures = interval > 0 ? (int) Math.max(1, Math.min(parts, CYCLE.toNanos() / 1e9 / interval)) : Math.max(1, parts);
            count = (parts + pictures - 1) / pictures;
        }
        last = Optional.of(at);
        List<Look> looks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            looks.add(plan.fine().get(turn));
            turn = (turn + 1) % parts;
        }
        return looks;
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

    /** A face and when it was last found. */
    private record Known(Detection face, Instant seen) {
    }
}
