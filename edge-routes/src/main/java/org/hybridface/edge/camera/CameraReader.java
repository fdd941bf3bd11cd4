// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.camera;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.hybridface.edge.camera.FrameSource.Picture;
import org.hybridface.edge.frame.Frame;
import org.hybridface.edge.print.Quoted;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens a source, reads it until it ends or the camera is stopped, and opens it again when it is lost. One thread runs it and
 * owns the source. A suspended live source is closed, so that the device is free and its light goes out; a file keeps its place.
 */
final class CameraReader implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(CameraReader.class);

    /** Opens the source anew. */
    interface Opener {
        FrameSource open() throws CameraUnavailableException;
    }

    /** Takes over each frame; may wait, which makes the source wait. */
    interface Sink {
        void accept(Frame frame) throws InterruptedException;
    }

    /**
     * @param camera how log lines call it, without passwords
     * @param live   whether a picture not taken now is gone
     * @param kept   whether it lies on this machine as a file or folder
     * @param loop   whether a source that ends starts again
     * @param paced  whether to play at the source's playback rate
     */
    record Plan(String camera, boolean live, boolean kept, boolean loop, boolean paced) {
    }

    private enum Outcome { ENDED, INTERRUPTED }

    private final Plan plan;
    private final Opener opener;
    private final Sink sink;
    private final BackOff backOff;
    private final RunControl control;
    private final CameraStatistics statistics;
    private final CameraListener listener;
    private final Clock clock;
    private boolean wasLost;
    private Instant lastSceneTime = Instant.MIN;

    CameraReader(Plan plan, Opener opener, Sink sink, BackOff backOff, RunControl control, CameraStatistics statistics,
            CameraListener listener, Clock clock) {
        this.plan = plan;
        this.opener = opener;
        this.sink = sink;
        this.backOff = backOff;
        this.control = control;
        this.statistics = statistics;
        this.listener = listener;
        this.clock = clock;
    }

    /** Returns when the source is at its end for good, or the camera was stopped. */
    @Override
    public void run() {
        try {
            while (control.awaitRunning()) {
                if (readOnce() == Outcome.ENDED && !again()) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean again() {
        if (plan.loop() && statistics.frames() > 0) {
            return true;
        }
        statistics.become(CameraStatus.ENDED);
        return false;
    }

    private Outcome readOnce() throws InterruptedException {
        try {
            return read();
        } catch (CameraUnavailableException e) {
            lost(e.getMessage(), Optional.empty());
        } catch (RuntimeException | Error e) {
            // Native code out of memory throws an Error that the JVM does not end for. This thread must live, or the camera is blind.
            lost("stopped working: " + e + ". Memory is short, or this is a fault in the program or its native library; see the stack trace",
                    Optional.of(e));
        }
        control.pause(backOff.next());
        return Outcome.INTERRUPTED;
    }

    private Outcome read() throws CameraUnavailableException, InterruptedException {
        // Who is lost stays so until pictures come, and a clip that starts again was never away.
        if (statistics.status() != CameraStatus.LOST && statistics.status() != CameraStatus.FLOWING) {
            statistics.become(CameraStatus.OPENING);
        }
        try (FrameSource source = opener.open()) {
            long start = System.nanoTime();
            Instant opened = sceneStart(source);
            long played = 0;
            while (readOn()) {
                Optional<Picture> picture = source.next();
                if (picture.isEmpty()) {
                    return Outcome.ENDED;
                }
                handOn(picture.get(), source, ownPace(source) ? opened.plusNanos((long) (played / source.playbackRate() * 1e9)) : clock.instant());
                played++;
                if (plan.paced() && source.playbackRate() > 0) {
                    long due = start + (long) (played / source.playbackRate() * 1e9);
                    control.pause(Duration.ofNanos(due - System.nanoTime()));
                }
            }
            return Outcome.INTERRUPTED;
        }
    }

    /** A clip that is read as fast as the machine can has a time of its own. */
    private boolean ownPace(FrameSource source) {
        return !plan.paced() && !plan.live() && source.kind() == Frame.Kind.VIDEO && source.playbackRate() > 0;
    }

    /** The time of a scene never goes back, also when a clip starts again that was read faster than it plays. */
    private Instant sceneStart(FrameSource source) {
        Instant now = clock.instant();
        if (!ownPace(source) || lastSceneTime.isBefore(now)) {
            return now;
        }
        return lastSceneTime.plusNanos((long) (1e9 / source.playbackRate()));
    }

    private boolean readOn() throws InterruptedException {
        return plan.live() ? control.running() : control.awaitRunning();
    }

    private void handOn(Picture picture, FrameSource source, Instant sceneTime) throws InterruptedException {
        // The camera may have been suspended or stopped during the read.
        if (!readOn()) {
            source.giveBack(picture);
            return;
        }
        if (statistics.status() != CameraStatus.FLOWING) {
            flowing(picture);
        }
        long number = statistics.arrived(picture.image().cols(), picture.image().rows());
        lastSceneTime = sceneTime;
        sink.accept(new Frame(number, picture.name(), source.kind(), clock.instant(), sceneTime, picture.image()));
    }

    private void flowing(Picture picture) {
        backOff.reset();
        if (wasLost) {
            if (statistics.frames() > 0) {
                statistics.reconnected();
            }
            LOG.info("camera={} is there: pictures flow ({}x{})", Quoted.value(plan.camera()), picture.image().cols(), picture.image().rows());
        }
        wasLost = false;
        statistics.become(CameraStatus.FLOWING);
        listener.flowing(plan.camera());
    }

    private void lost(String reason, Optional<Throwable> cause) {
        if (wasLost) {
            LOG.debug("camera={} is still not there: {}", Quoted.value(plan.camera()), reason);
        } else {
            LOG.atWarn().setCause(cause.orElse(null)).log("camera={} {}. Trying again until it is there.", Quoted.value(plan.camera()), reason);
            wasLost = true;
            statistics.lost(reason);
            listener.lost(plan.camera(), reason);
            if (plan.kept()) {
                listener.missing(plan.camera(), reason);
            }
        }
    }
}
