// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local;

/**
 * What happens when a thread of the process, also one of a library, ends by something nobody caught: one line, and the process ends. A
 * local cloud that lost a thread but looks alive is the worse fault.
 */
public final class LastWord implements Thread.UncaughtExceptionHandler {

    /** Unlike a start that failed (1). */
    public static final int EXIT_THREAD_DIED = 3;

    private final Runnable end;

    LastWord(Runnable end) {
        this.end = end;
    }

    /** For the whole process; to be called first in {@code main}. */
    public static void install() {
        Thread.setDefaultUncaughtExceptionHandler(new LastWord(() -> System.exit(EXIT_THREAD_DIED)));
    }

    @Override
    public void uncaughtException(Thread thread, Throwable fault) {
        try {
            System.err.println("The local cloud ends: its thread " + thread.getName() + " died of " + fault + ". Start it again");
            fault.printStackTrace();
        } finally {
            end.run();
        }
    }
}
