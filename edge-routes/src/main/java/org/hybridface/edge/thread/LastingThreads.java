// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.thread;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Where the device's own threads come from. Each is a daemon with a name, and each task is a {@link LastingTask}, so no Throwable
 * ends a thread or a schedule without a word.
 */
public final class LastingThreads {

    private LastingThreads() {
    }

    /** One thread for tasks at once, later or again and again. */
    public static ScheduledExecutorService scheduler(String name) {
        return new Scheduler(name);
    }

    /**
     * One thread with a bounded queue.
     *
     * @param waiting tasks that may wait
     * @param full    what happens to one more
     */
    public static ThreadPoolExecutor worker(String name, int waiting, RejectedExecutionHandler full) {
        return new Worker(name, waiting, full);
    }

    private static ThreadFactory daemon(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** All its other methods that take a Runnable end in one of these three. */
    private static final class Scheduler extends ScheduledThreadPoolExecutor {

        private final String name;

        Scheduler(String name) {
            super(1, daemon(name));
            this.name = name;
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
            return super.schedule(new LastingTask(name, task), delay, unit);
        }

        @Override
        public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, long initialDelay, long period, TimeUnit unit) {
            return super.scheduleAtFixedRate(new LastingTask(name, task), initialDelay, period, unit);
        }

        @Override
        public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long initialDelay, long delay, TimeUnit unit) {
            return super.scheduleWithFixedDelay(new LastingTask(name, task), initialDelay, delay, unit);
        }
    }

    private static final class Worker extends ThreadPoolExecutor {

        private final String name;

        Worker(String name, int waiting, RejectedExecutionHandler full) {
            super(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(waiting), daemon(name), full);
            this.name = name;
        }

        @Override
        public void execute(Runnable task) {
            super.execute(new LastingTask(name, task));
        }
    }
}
