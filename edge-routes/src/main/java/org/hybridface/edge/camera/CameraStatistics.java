// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.camera;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.hybridface.edge.print.Masked;

/** What a camera did so far; written by the camera's threads, read by health, JMX and metrics. Thread safe. */
public final class CameraStatistics {

    private static final int RATE_WINDOW_FRAMES = 32;
    private static final double NANOS_PER_SECOND = 1e9;

    private final LongSupplier nanoClock;
    private final AtomicLong frames = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong unreadable = new AtomicLong();
    private final AtomicLong reconnects = new AtomicLong();
    private final long[] arrivals = new long[RATE_WINDOW_FRAMES];
    private volatile CameraStatus status = CameraStatus.STOPPED;
    private volatile String problem = "";
    private volatile long since;
    private volatile int width;
    private volatile int height;

    CameraStatistics(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.since = nanoClock.getAsLong();
    }

    void become(CameraStatus next) {
        status = next;
        if (next != CameraStatus.LOST) {
            problem = "";
        }
        since = nanoClock.getAsLong();
    }

    void lost(String reason) {
        problem = Masked.of(reason);
        status = CameraStatus.LOST;
        since = nanoClock.getAsLong();
    }

    void reconnected() {
        reconnects.incrementAndGet();
    }

    /**
     * A picture of that size in pixels came.
     *
     * @return its number
     */
    synchronized long arrived(int pictureWidth, int pictureHeight) {
        long number = frames.incrementAndGet();
        since = nanoClock.getAsLong();
        arrivals[(int) (number % RATE_WINDOW_FRAMES)] = since;
        width = pictureWidth;
        height = pictureHeight;
        return number;
    }

    void dropped() {
        dropped.incrementAndGet();
    }

    /** That many more could not be decoded. */
    void unreadable(long more) {
        unreadable.addAndGet(more);
    }

    public CameraStatus status() {
        return status;
    }

    /** Why the camera is lost and what to do; empty when it is not. */
    public String problem() {
        return problem;
    }

    /** Pictures read from the source. */
    public long frames() {
        return frames.get();
    }

    /** Pictures of a live source that were pushed out by a newer one before the route was ready. */
    public long droppedFrames() {
        return dropped.get();
    }

    /** Files of a folder, or pictures of a network camera, that were cut, damaged or of an unknown kind. */
    public long unreadable() {
        return unreadable.get();
    }

    /** How often the source came back after it was lost. */
    public long reconnects() {
        return reconnects.get();
    }

    /** Width of the last picture in pixels, 0 before the first. */
    public int width() {
        return width;
    }

    /** Height of the last picture in pixels, 0 before the first. */
    public int height() {
        return height;
    }

    /** Time since the last picture or change of status. */
    public Duration quiet() {
        return Duration.ofNanos(Math.max(0, nanoClock.getAsLong() - since));
    }

    /** Pictures a second over the last {@value #RATE_WINDOW_FRAMES}; falls towards 0 when none comes. */
    public synchronized double framesPerSecond() {
        long last = frames.get();
        int count = (int) Math.min(last, RATE_WINDOW_FRAMES);
        if (count < 2 || status != CameraStatus.FLOWING) {
            return 0;
        }
        long oldest = arrivals[(int) ((last - count + 1) % RATE_WINDOW_FRAMES)];
        long newest = arrivals[(int) (last % RATE_WINDOW_FRAMES)];
        double average = (newest - oldest) / (count - 1.0);
        double span = Math.max(average, (double) (nanoClock.getAsLong() - newest));
        return span <= 0 ? 0 : NANOS_PER_SECOND / Math.max(1, span);
    }
}
