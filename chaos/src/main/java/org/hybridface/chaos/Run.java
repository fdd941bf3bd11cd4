// SPDX-License-Identifier: Apache-2.0
package org.hybridface.chaos;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;

/**
 * One run of the function in a thread of its own, which goes on only while the simulation waits for it and stops before each call
 * to the outside: so the same schedule gives the same run.
 */
final class Run {

    private static final ThreadLocal<Run> CURRENT = new ThreadLocal<>();

    /** What a killed run meets at each call: nothing it does reaches the world. An Error, so that nothing repeats it. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;

        Killed() {
            super("killed", null, false, false);
        }
    }

    private final Semaphore baton = new Semaphore(0);
    private final Semaphore back = new Semaphore(0);
    private final Set<String> down;
    private Call next = Call.BEGIN;
    private Fault fault = Fault.NONE;
    private boolean ended;
    private boolean killed;
    private byte[] result = new byte[0];
    private Throwable failure;

    private Run(Set<String> down) {
        this.down = down;
    }

    /**
     * A run that waits for its first {@link #go}.
     *
     * @param down shared by all tries of one event
     */
    static Run of(Set<String> down, Callable<byte[]> work) {
        Run run = new Run(down);
        // Never a thread that ran before: Camel keeps what a killed run had left to do with its thread, and would do it now.
        Thread thread = new Thread(() -> run.work(work), "run");
        thread.setDaemon(true);
        thread.start();
        return run;
    }

    /** The run whose thread asks; empty while the routes start. */
    static Optional<Run> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    /** What no try of this run's event reaches any more, by {@link Call#what}. */
    Set<String> down() {
        return down;
    }

    /** Said before each call; returns what is to happen to it. */
    Fault reach(Call call) {
        if (killed) {
            throw new Killed();
        }
        next = call;
        back.release();
        baton.acquireUninterruptibly();
        if (fault == Fault.KILL) {
            killed = true;
            throw new Killed();
        }
        return fault;
    }

    /** Lets the run do its next call, with this fault, and all up to the call after it. */
    void go(Fault with) {
        fault = with;
        baton.release();
        back.acquireUninterruptibly();
    }

    Call next() {
        return next;
    }

    boolean ended() {
        return ended;
    }

    boolean succeeded() {
        return ended && !killed && failure == null;
    }

    byte[] result() {
        return result;
    }

    String ending() {
        return killed ? "killed" : failure == null ? "done" : "failed: " + failure.getMessage();
    }

    private void work(Callable<byte[]> work) {
        CURRENT.set(this);
        baton.acquireUninterruptibly();
        try {
            if (fault == Fault.KILL) {
                throw new Killed();
            }
            result = work.call();
        } catch (Killed e) {
            killed = true;
        } catch (Throwable e) {
            failure = e;
        } finally {
            CURRENT.remove();
            ended = true;
            back.release();
        }
    }
}
