// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.camera;

import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.hybridface.edge.frame.Frame;

/**
 * A place for exactly one frame between the thread that reads a live source and the thread that runs the route: a newer frame
 * pushes the waiting one out, so that the route never works on old pictures.
 */
final class FrameSlot {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Frame waiting;
    private boolean finished;

    /**
     * Takes over the frame.
     *
     * @return whether another frame had to be dropped for it
     */
    boolean put(Frame frame) {
        Frame dropped;
        lock.lock();
        try {
            if (finished) {
                dropped = frame;
            } else {
                dropped = waiting;
                waiting = frame;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
        if (dropped != null) {
            dropped.close();
        }
        return dropped != null;
    }

    /**
     * Waits for a frame, which then belongs to the caller.
     *
     * @return empty when {@link #finish()} was called and none is left
     */
    Optional<Frame> take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (waiting == null && !finished) {
                changed.await();
            }
            Frame frame = waiting;
            waiting = null;
            return Optional.ofNullable(frame);
        } finally {
            lock.unlock();
        }
    }

    /** No more frames will come; one that waits can still be taken. */
    void finish() {
        lock.lock();
        try {
            finished = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Drops the frame that waits, if any. */
    void clear() {
        Frame dropped;
        lock.lock();
        try {
            dropped = waiting;
            waiting = null;
        } finally {
            lock.unlock();
        }
        if (dropped != null) {
            dropped.close();
        }
    }
}
