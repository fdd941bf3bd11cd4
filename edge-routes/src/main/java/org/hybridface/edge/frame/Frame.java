// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.frame;

import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.opencv.core.Mat;

/**
 * One picture of a camera. The pixels lie outside the Java heap, so somebody must let go of them: a frame starts with one owner
 * (the exchange that carries it), everyone who keeps it longer calls {@link #retain()}, and the last {@link #close()} releases
 * the memory. Thread safe.
 */
public final class Frame implements AutoCloseable {

    /** Whether the frame before this one shows the same scene a moment earlier, or is just another photo. */
    public enum Kind { VIDEO, STILL }

    private static final AtomicLong OPEN = new AtomicLong();

    private final long number;
    private final String source;
    private final Kind kind;
    private final Instant capturedAt;
    private final Instant sceneTime;
    private final Mat picture;
    private final AtomicInteger owners = new AtomicInteger(1);

    /** A picture of the moment in which it is taken. */
    public Frame(long number, String source, Kind kind, Instant capturedAt, Mat picture) {
        this(number, source, kind, capturedAt, capturedAt, picture);
    }

    /**
     * @param number     counts from 1 for each source
     * @param source     file name for a directory of photos, else the position, for example {@code clip.avi#120}
     * @param capturedAt when it came, by the device's steady clock
     * @param sceneTime  see {@link #sceneTime()}
     * @param picture    BGR, 8 bits a channel; this frame owns it from now on
     */
    public Frame(long number, String source, Kind kind, Instant capturedAt, Instant sceneTime, Mat picture) {
        this.number = number;
        this.source = Objects.requireNonNull(source, "source");
        this.kind = Objects.requireNonNull(kind, "kind");
        this.capturedAt = Objects.requireNonNull(capturedAt, "capturedAt");
        this.sceneTime = Objects.requireNonNull(sceneTime, "sceneTime");
        this.picture = Objects.requireNonNull(picture, "picture");
        OPEN.incrementAndGet();
    }

    /** Frames in this process that nobody has released yet; a number that only grows means memory outside the heap is lost. */
    public static long open() {
        return OPEN.get();
    }

    public long number() {
        return number;
    }

    public String source() {
        return source;
    }

    public Kind kind() {
        return kind;
    }

    public Instant capturedAt() {
        return capturedAt;
    }

    /**
     * When this was in the scene it shows: what moves in a clip moves at the clip's own pace, however fast a machine reads it. Good for
     * durations between pictures of one source only.
     */
    public Instant sceneTime() {
        return sceneTime;
    }

    /** The pixels: BGR, 8 bits a channel. Read only; valid until this owner closes the frame. */
    public Mat picture() {
        if (owners.get() <= 0) {
            throw new IllegalStateException("frame " + number + " of " + source + " was released already");
        }
        return picture;
    }

    /** One more owner; each calls {@link #close()} once. */
    public Frame retain() {
        int before = owners.getAndUpdate(count -> count > 0 ? count + 1 : count);
        if (before <= 0) {
            throw new IllegalStateException("frame " + number + " of " + source + " was released already");
        }
        return this;
    }

    @Override
    public void close() {
        int left = owners.decrementAndGet();
        if (left == 0) {
            picture.release();
            OPEN.decrementAndGet();
        } else if (left < 0) {
            throw new IllegalStateException("frame " + number + " of " + source + " was closed once too often");
        }
    }

    @Override
    public String toString() {
        return "Frame[" + source + ", " + picture.cols() + "x" + picture.rows() + "]";
    }
}
