// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.camera;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.javacpp.Pointer;

/**
 * FFmpeg asks it again and again while it waits; yes ends the wait. Owns native memory.
 *
 * <p>JavaCPP has ten native functions for callbacks of one class, and gives the eleventh none, without a word: FFmpeg would wait without end there. So all
 * share one, which is told by a number whose wait it is.
 *
 * @see <a href="https://bytedeco.org/javacpp/apidocs/org/bytedeco/javacpp/annotation/Allocator.html">JavaCPP: Allocator</a>
 */
final class FfmpegDeadline implements AutoCloseable {

    private static final Map<Long, FfmpegDeadline> OPEN = new ConcurrentHashMap<>();
    private static final AtomicLong NUMBERS = new AtomicLong();
    private static final Asked ASKED = new Asked();

    private final Optional<Duration> patience;
    private final long number = NUMBERS.incrementAndGet();
    private final AVIOInterruptCB callback = new AVIOInterruptCB();
    private volatile long endNanos;

    /** @param patience for one picture; empty: endless */
    FfmpegDeadline(Optional<Duration> patience) {
        this.patience = patience;
        OPEN.put(number, this);
        callback.callback(ASKED);
        callback.opaque(new Number(number));
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
    public void close() {
        OPEN.remove(number);
        callback.close();
    }

    /** Lives as long as the program. */
    private static final class Asked extends AVIOInterruptCB.Callback_Pointer {

        @Override
        public int call(Pointer opaque) {
            FfmpegDeadline deadline = OPEN.get(opaque.address());
            return deadline != null && deadline.isOver() ? 1 : 0;
        }
    }

    /** A number where FFmpeg keeps an address that it never looks at. */
    private static final class Number extends Pointer {

        Number(long number) {
            address = number;
        }
    }
}
