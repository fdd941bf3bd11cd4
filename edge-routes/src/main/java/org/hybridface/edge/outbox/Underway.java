// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.outbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * Which questions have left the outbox for the broker and must not change any more: from the moment one is opened until it failed, or until
 * another question takes its file. Thread safe.
 */
final class Underway {

    private final Path directory;
    private final Set<String> files = new HashSet<>();

    /** @param directory of the outbox */
    Underway(Path directory) {
        this.directory = directory;
    }

    /** @param exchange that carries it; when it fails, the file waits as before */
    synchronized void begins(String file, Exchange exchange) {
        // Sent and deleted: nothing is left of them that could change.
        files.removeIf(gone -> Files.notExists(directory.resolve(gone)));
        files.add(file);
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onFailure(Exchange failed) {
                forget(file);
            }
        });
    }

    /** Another question has that file now, or none. */
    synchronized void forget(String file) {
        files.remove(file);
    }

    /** @return whether it was done: not when the question is underway */
    synchronized boolean unlessUnderway(String file, Replacement replacement) throws IOException {
        return !files.contains(file) && replacement.replace();
    }

    /** Changes a file that waits. */
    interface Replacement {

        /** @return false when there is none any more */
        boolean replace() throws IOException;
    }
}
