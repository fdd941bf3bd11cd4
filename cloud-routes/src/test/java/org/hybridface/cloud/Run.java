// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiPredicate;

/**
 * One run of the function in a thread of its own that goes on only while a test waits for it, and stops before the step the test
 * names: so a race happens the same way every time. The doubles say what step comes with {@link #about}.
 */
final class Run implements AutoCloseable {

    private static final ThreadLocal<Run> CURRENT = new ThreadLocal<>();

    /** What each step of a killed run throws: a killed process does nothing any more. */
    static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final Thread thread;
    private final List<String> steps = new ArrayList<>();
    private BiPredicate<String, Integer> stop = (step, number) -> true;
    private boolean goesOn;
    private boolean ended;
    private boolean killed;
    private JsonNode result;
    private Throwable failure;

    private Run(Callable<JsonNode> work) {
        thread = new Thread(() -> work(work), "run");
        thread.setDaemon(true);
    }

    /** A run that stops before its first step. */
    static Run begin(Callable<JsonNode> work) {
        Run run = new Run(work);
        run.goesOn = true;
        run.thread.start();
        run.waitForStop();
        return run;
    }

    /** Said by whatever a run does to the world, before it does it. Nothing happens outside a run. */
    static void about(String step) {
        Run run = CURRENT.get();
        if (run != null) {
            run.reach(step);
        }
    }

    static boolean isKilled() {
        Run run = CURRENT.get();
        return run != null && run.killed;
    }

    /** Goes on until the run is about to do this. */
    Run until(String step) {
        goOn((next, number) -> next.equals(step));
        if (ended) {
            throw new AssertionError("the run ended without '" + step + "' after " + steps, failure);
        }
        return this;
    }

    /** Goes on until the run has done so many steps in all, or ended. */
    Run untilAfter(int count) {
        if (steps.size() - 1 < count) {
            goOn((next, number) -> number == count);
        }
        return this;
    }

    JsonNode finish() {
        goOn((next, number) -> false);
        if (failure != null) {
            throw new AssertionError("the run failed after " + steps, failure);
        }
        return result;
    }

    /** The run does nothing any more, as if its process had ended. */
    void kill() {
        synchronized (this) {
            killed = true;
        }
        goOn((next, number) -> false);
    }

    List<String> steps() {
        return steps;
    }

    private void goOn(BiPredicate<String, Integer> nextStop) {
        synchronized (this) {
            if (ended) {
                return;
            }
            stop = nextStop;
            goesOn = true;
            notifyAll();
        }
        waitForStop();
    }

    private synchronized void waitForStop() {
        while (goesOn) {
            await();
        }
    }

    private synchronized void reach(String step) {
        if (killed) {
            throw new Killed();
        }
        steps.add(step);
        if (stop.test(step, steps.size() - 1)) {
            goesOn = false;
            notifyAll();
            while (!goesOn) {
                await();
            }
            if (killed) {
                throw new Killed();
            }
        }
    }

    private void work(Callable<JsonNode> work) {
        CURRENT.set(this);
        try {
            result = work.call();
        } catch (Throwable e) {
            failure = e;
        }
        synchronized (this) {
            ended = true;
            goesOn = false;
            notifyAll();
        }
    }

    private void await() {
        try {
            wait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    @Override
    public void close() {
        if (!ended) {
            kill();
        }
    }
}
