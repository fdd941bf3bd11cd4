// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.observe;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.hybridface.edge.cache.FaceEntry;
import org.hybridface.edge.observe.EdgeHealthCheck.Finding;
import org.hybridface.edge.outbox.OutboxLoad;

/** What is well and what is not. Pure: told the numbers and the time. */
final class Checks {

    /** From here on it is a jam and not a moment's wait. */
    static final double OUTBOX_FULL = 0.8;
    static final Duration OUTBOX_OLD = Duration.ofMinutes(5);

    /** Longer than Lambda's cold start, its two retries of AWS and the reconnect of a link. */
    static final Duration ANSWER_LATE = Duration.ofMinutes(5);

    /** Twice the longest wait before a face in view is asked for again: whom nobody asked for since is not waited for. */
    static final Duration ASK_FORGOTTEN = Duration.ofHours(1);

    static final Duration DETECTOR_STUCK = Duration.ofSeconds(10);

    private Checks() {
    }

    static Finding outbox(OutboxLoad load, int maxFiles, long maxBytes, Instant now) {
        Duration age = load.oldest().map(since -> Duration.between(since, now)).orElse(Duration.ZERO);
        Map<String, Object> details = Map.of("waiting", load.files(), "bytes", load.bytes(), "oldestSeconds", age.toSeconds());
        if (load.files() >= OUTBOX_FULL * maxFiles || load.bytes() >= OUTBOX_FULL * maxBytes) {
            return Finding.bad("%d questions (%d bytes) wait in the outbox, near its limit: the oldest will be dropped. See the check mqtt; raise "
                    .formatted(load.files(), load.bytes()) + "outbox.max-files or outbox.max-bytes for longer outages", details);
        }
        if (age.compareTo(OUTBOX_OLD) > 0) {
            return Finding.bad("a question has waited in the outbox for %d min: it cannot be sent. See the check mqtt".formatted(age.toMinutes()),
                    details);
        }
        return Finding.well(details);
    }

    static Finding budget(int left, int perHour) {
        Map<String, Object> details = Map.of("left", left, "perHour", perHour);
        return left > 0 ? Finding.well(details) : Finding.bad("the budget of " + perHour + " questions an hour is spent: new faces keep their keys until "
                + "it frees up. Raise cloud.budget.per-hour if that is too few", details);
    }

    /**
     * Whether the cloud answers what it is asked, however often it is asked again meanwhile. While the link is down nobody expects it to.
     *
     * @param connectedSince empty while the link is down
     */
    static Finding answers(Collection<FaceEntry> faces, Optional<Instant> connectedSince, Instant now) {
        Map<String, Object> details = Map.of("unanswered", faces.stream().filter(FaceEntry::isOpen).count());
        Optional<Duration> longest = connectedSince.flatMap(connected -> faces.stream()
                .filter(face -> face.lastAsk().map(asked -> asked.plus(ASK_FORGOTTEN).isAfter(now)).orElse(false))
                .flatMap(face -> face.openSince().stream())
                .map(asked -> Duration.between(asked.isAfter(connected) ? asked : connected, now))
                .max(Comparator.naturalOrder()));
        if (longest.isPresent() && longest.get().compareTo(ANSWER_LATE) > 0) {
            return Finding.bad("the cloud has not answered for " + longest.get().toMinutes()
                    + " min although it is connected: check the IoT rule, the function's log and its failure queue", details);
        }
        return Finding.well(details);
    }

    /**
     * @param cameraFlows  whether pictures come
     * @param sinceLast    since a picture was looked at to the end: its faces found, and embedded where they had to be
     */
    static Finding detector(boolean cameraFlows, Duration sinceLast, long frames) {
        Map<String, Object> details = Map.of("frames", frames, "secondsSinceLast", sinceLast.toSeconds());
        return cameraFlows && sinceLast.compareTo(DETECTOR_STUCK) > 0
                ? Finding.bad("pictures come, but none was looked at for " + sinceLast.toSeconds()
                        + " s: see the log for errors of the route camera-to-faces, or choose a faster face.detector", details)
                : Finding.well(details);
    }

    static Finding disk(long usableBytes, long minFreeBytes, String where) {
        Map<String, Object> details = Map.of("usableBytes", usableBytes, "minFreeBytes", minFreeBytes, "directory", where);
        return usableBytes >= minFreeBytes ? Finding.well(details)
                : Finding.bad("only %d MB are free where edge.data.dir lies, less than edge.data.min-free-bytes: faces and questions may not be kept. "
                        .formatted(usableBytes / 1_000_000) + "Free some space", details);
    }
}
