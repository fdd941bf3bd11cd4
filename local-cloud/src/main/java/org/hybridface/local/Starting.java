// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Something that starts on a thread of its own; its failure comes out where the thing is needed. */
public final class Starting<T> {

    private final CompletableFuture<T> future = new CompletableFuture<>();

    private Starting() {
    }

    /** How it starts. */
    @FunctionalInterface
    public interface Start<T> {
        T run() throws IOException;
    }

    /** Begins at once. */
    public static <T> Starting<T> of(Start<T> start) {
        Starting<T> starting = new Starting<>();
        Thread thread = new Thread(() -> {
            try {
                starting.future.complete(start.run());
            } catch (IOException | RuntimeException | LinkageError e) {
                starting.future.completeExceptionally(e);
            }
        }, "start");
        thread.setDaemon(true);
        thread.start();
        return starting;
    }

    /**
     * Waits until it has started.
     *
     * @throws IOException why it did not
     */
    public T get() throws IOException {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            if (e.getCause() instanceof RuntimeException runtime) {
                throw runtime;
            }
            throw e;
        }
    }
}
