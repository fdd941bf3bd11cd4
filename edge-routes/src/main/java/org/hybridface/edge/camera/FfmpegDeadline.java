// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.camera;

import java.time.Duration;
import java.util.Optional;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.javacpp.Pointer;

/** FFmpeg asks it again and again while it waits; yes ends the wait. Owns native memory. */
final class FfmpegDeadline extends AVIOInterruptCB.Callback_Pointer {

    private final Optional<Duration> patience;
    private final AVIOInterruptCB callback = new AVIOInterruptCB();
    private volatile long endNanos;

    /** @param patience for one picture; empty: endless */
    FfmpegDeadline(Optional<Duration> patience) {
        this.patience = patience;
        callback.callback(this);
    }

    AVIOInterruptCB callback() {
        return callback;
    }

    /** From now on, so many times the patience. */
    void start(int times) {
        endNanos = System.nanoTime() + patience.orElse(Duration.ZERO).multipliedBy(times).toNanos();
    }

    boolean isOver() {
        return patience.isPresent() && System.nanoTime() - endNanos > 0;
    }

    @Override
    public int call(Pointer opaque) {
        return isOver() ? 1 : 0;
    }

    @Override
    public void close() {
        callback.close();
        super.close();
    }
}
