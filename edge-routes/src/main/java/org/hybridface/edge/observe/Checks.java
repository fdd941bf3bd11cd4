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

    static final Duration DETECTOR_STUCK = Duration.ofSeconds(10);
    static final long DISK_LOW_BYTES = 200L * 1024 * 1024;

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

    /** Whether the cloud answers what it is asked; while the link is down nobody expects it to. */
    static Finding answers(Collection<FaceEntry> faces, boolean connected, Instant now) {
        Optional<Instant> oldest = faces.stream().filter(FaceEntry::isOpen).flatMap(face -> face.lastAsk().stream())
                .min(Comparator.naturalOrder());
        long open = faces.stream().filter(FaceEntry::isOpen).count();
        Map<String, Object> details = Map.of("unanswered", open);
        if (connected && oldest.isPresent() && oldest.get().plus(ANSWER_LATE).isBefore(now)) {
            return Finding.bad("the cloud has not answered for " + Duration.between(oldest.get(), now).toMinutes()
                    + " min although it is connected: check the IoT rule, the function's log and its failure queue", details);
        }
        return Finding.well(details);
    }

    /**
     * @param cameraFlows  whether pictures come
     * @param sinceLast    since the detector finished a picture
     */
    static Finding detector(boolean cameraFlows, Duration sinceLast, long frames) {
        Map<String, Object> details = Map.of("frames", frames, "secondsSinceLast", sinceLast.toSeconds());
        return cameraFlows && sinceLast.compareTo(DETECTOR_STUCK) > 0
                ? Finding.bad("pictures come, but none was looked at for " + sinceLast.toSeconds()
                        + " s: see the log for errors of the route camera-to-faces, or choose a faster face.detector", details)
                : Finding.well(details);
    }

    static Finding disk(long usableBytes, String where) {
        Map<String, Object> details = Map.of("usableBytes", usableBytes, "directory", where);
        return usableBytes >= DISK_LOW_BYTES ? Finding.well(details)
                : Finding.bad("only %d MB are free where %s lies: faces and questions may not be kept. Free some space"
                        .formatted(usableBytes / (1024 * 1024), where), details);
    }
}
