// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.thread;

import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A task whose thread or schedule must outlive its failures. A schedule of {@link java.util.concurrent.ScheduledExecutorService} is
 * cancelled without a word by the first thing thrown, and native code that finds no memory throws an {@link OutOfMemoryError} from
 * Java, for which the JVM neither exits nor dumps. So every {@link Throwable} ends here: one line when a fault begins, one when the
 * task works again. Used by one thread at a time.
 */
public final class LastingTask implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(LastingTask.class);

    private final String name;
    private final Runnable task;
    private String fault = "";

    /** @param name what log lines call it, for example {@code face-writer} */
    public LastingTask(String name, Runnable task) {
        this.name = Objects.requireNonNull(name, "name");
        this.task = Objects.requireNonNull(task, "task");
    }

    @Override
    public void run() {
        try {
            task.run();
            recovered();
        } catch (Throwable e) {
            failed(e);
        }
    }

    private void recovered() {
        if (!fault.isEmpty()) {
            LOG.info("event=task-recovered task={}", name);
            fault = "";
        }
    }

    private void failed(Throwable e) {
        String now = e.toString();
        if (now.equals(fault)) {
            LOG.debug("event=task-failed task={} again", name, e);
        } else {
            fault = now;
            LOG.error("event=task-failed task={} It goes on with its next run. This is a fault in the program, or memory is short", name, e);
        }
    }
}
