// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.app;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.hybridface.edge.cache.FaceCache;
import org.hybridface.edge.camera.CameraListener;
import org.hybridface.edge.outbox.Outbox;
import org.hybridface.edge.print.Quoted;
import org.hybridface.edge.thread.LastingThreads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** For {@code edge.once}: when the source has ended, waits until the outbox is empty and every question answered, then stops. */
final class OnceWatch implements CameraListener {

    private static final Logger LOG = LoggerFactory.getLogger(OnceWatch.class);
    private static final long LOOK_EVERY_MS = 100;

    private final Outbox outbox;
    private final FaceCache cache;
    private final Duration settle;
    private final Clock clock;
    private final Program program;
    private final ScheduledExecutorService thread = LastingThreads.scheduler("edge-once");
    private long lastWaiting = Long.MAX_VALUE;
    private Instant lastProgress;

    /** What is ended. */
    interface Program {

        /** The work is done. */
        void done();

        /** The work cannot be done; the log says why. */
        void failed();
    }

    /** @param settle how long nothing may happen before the rest of the answers is given up */
    OnceWatch(Outbox outbox, FaceCache cache, Duration settle, Clock clock, Program program) {
        this.outbox = outbox;
        this.cache = cache;
        this.settle = settle;
        this.clock = clock;
        this.program = program;
    }

    @Override
    public void ended(String camera, long frames) {
        LOG.info("event=source-ended camera={} frames={}", Quoted.value(camera), frames);
        thread.scheduleWithFixedDelay(this::look, 0, LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void missing(String camera, String reason) {
        LOG.error("event=source-missing camera={} {}. With edge.once nothing else will come: stopping", Quoted.value(camera), reason);
        program.failed();
    }

    private void look() {
        // A question in the outbox is open as well, but its face may have been dropped.
        long waiting = Math.max(outbox.size(), cache.getOpenAsks());
        Instant now = clock.instant();
        if (waiting < lastWaiting) {
            lastWaiting = waiting;
            lastProgress = now;
        }
        boolean settled = !lastProgress.plus(settle).isAfter(now);
        if (waiting == 0 || settled) {
            if (waiting > 0) {
                LOG.warn("event=answers-missing waiting={} settle={} No answer came for so long; stopping without", waiting, settle);
            }
            thread.shutdown();
            program.done();
        }
    }
}
