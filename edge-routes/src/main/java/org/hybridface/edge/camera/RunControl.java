// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.camera;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Lets the thread of a consumer's life cycle suspend, resume and stop the threads that read and deliver. Thread safe. */
final class RunControl {

    private enum State { RUNNING, SUSPENDED, STOPPED }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private State state = State.RUNNING;

    void suspend() {
        become(State.SUSPENDED);
    }

    void resume() {
        become(State.RUNNING);
    }

    void stop() {
        become(State.STOPPED);
    }

    boolean running() {
        lock.lock();
        try {
            return state == State.RUNNING;
        } finally {
            lock.unlock();
        }
    }

    boolean stopped() {
        lock.lock();
        try {
            return state == State.STOPPED;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits while suspended.
     *
     * @return false when stopped
     */
    boolean awaitRunning() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (state == State.SUSPENDED) {
                changed.await();
            }
            return state == State.RUNNING;
        } finally {
            lock.unlock();
        }
    }

    /** Waits that long, or until suspended or stopped. */
    void pause(Duration duration) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = duration.toNanos();
            while (state == State.RUNNING && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private void become(State next) {
        lock.lock();
        try {
            if (state != State.STOPPED) {
                state = next;
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
