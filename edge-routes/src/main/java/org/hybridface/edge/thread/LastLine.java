// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.thread;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens when a thread of the process, also one of a library, ends by something nobody caught: one line, and the process ends,
 * so that whatever starts it again starts it whole. A device that lost a thread but looks alive is the worse fault.
 */
public final class LastLine implements Thread.UncaughtExceptionHandler {

    /** Unlike a start that failed (1) or a bad option (2). */
    public static final int EXIT_THREAD_DIED = 3;

    private static final Logger LOG = LoggerFactory.getLogger(LastLine.class);

    private final Runnable end;

    /** @param end ends the process; called once the line is written */
    public LastLine(Runnable end) {
        this.end = end;
    }

    @Override
    public void uncaughtException(Thread thread, Throwable fault) {
        try {
            LOG.error("event=thread-died thread={} The device ends; start it again (a service manager does)", thread.getName(), fault);
        } finally {
            end.run();
        }
    }
}
