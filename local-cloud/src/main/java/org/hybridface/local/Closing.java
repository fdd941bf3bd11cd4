// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Things to close in the end, the last started first. What is added after the end is closed at once. Thread safe. */
final class Closing implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private boolean closed;

    <T extends AutoCloseable> T add(T started) {
        synchronized (this) {
            if (!closed) {
                open.push(started);
                return started;
            }
        }
        close(started);
        return started;
    }

    @Override
    public void close() {
        Deque<AutoCloseable> last;
        synchronized (this) {
            closed = true;
            last = new ArrayDeque<>(open);
            open.clear();
        }
        last.forEach(Closing::close);
    }

    private static void close(AutoCloseable started) {
        try {
            started.close();
        } catch (Exception e) {
            LOG.warn("{} did not stop clean: {}", started.getClass().getSimpleName(), e.toString());
        }
    }
}
