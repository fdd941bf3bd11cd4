// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.cache;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.hybridface.edge.thread.LastingThreads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings changed faces to the disk soon, so that the camera never waits for it; {@link #changeNow} is for changes that somebody
 * else is told of only once they are safe. Thread safe.
 */
final class FaceWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FaceWriter.class);
    private static final long SOON_MILLIS = 100;
    private static final long LAST_WRITE_SECONDS = 3;

    private final FaceStore store;
    private final Function<String, Optional<FaceEntry>> current;
    private final Chore chore;
    private final Set<String> changed = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService thread = LastingThreads.scheduler("face-writer");
    private boolean failing;

    /** What else is to be written when it has changed. */
    interface Chore {
        void write() throws IOException;
    }

    /** @param current the face as it is now; empty when it was dropped, and its file goes */
    FaceWriter(FaceStore store, Function<String, Optional<FaceEntry>> current, Chore chore) {
        this.store = store;
        this.current = current;
        this.chore = chore;
        thread.scheduleWithFixedDelay(this::writeChanged, SOON_MILLIS, SOON_MILLIS, TimeUnit.MILLISECONDS);
    }

    void writeSoon(String key) {
        changed.add(key);
    }

    /**
     * Changes a face on the disk, and only then in memory. A write that fails leaves both as they were.
     *
     * @param change is asked twice: the camera may have changed the face meanwhile
     * @param memory makes the change there
     */
    synchronized Optional<FaceEntry> changeNow(String key, UnaryOperator<FaceEntry> change,
            Function<UnaryOperator<FaceEntry>, Optional<FaceEntry>> memory) throws IOException {
        Optional<FaceEntry> before = current.apply(key);
        if (before.isEmpty()) {
            return Optional.empty();
        }
        FaceEntry written = change.apply(before.get());
        store.save(written);
        Optional<FaceEntry> after = memory.apply(change);
        if (after.filter(written::equals).isEmpty()) {
            changed.add(key);
        }
        return after;
    }

    /** As {@link #writeSoon}, and returns when it is on the disk. */
    void writeNow(String key) throws IOException {
        write(key);
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            thread.awaitTermination(LAST_WRITE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        writeChanged();
    }

    private void writeChanged() {
        Throwable fault = null;
        for (String key : List.copyOf(changed)) {
            try {
                // Out first: a change during the write puts it back in.
                changed.remove(key);
                write(key);
            } catch (IOException | RuntimeException | Error e) {
                // The others go on: what is wrong with one file need not be wrong with the next.
                changed.add(key);
                fault = e;
            }
        }
        try {
            chore.write();
        } catch (IOException e) {
            fault = e;
        }
        if (fault == null) {
            recovered();
        } else {
            failed(fault);
        }
    }

    /** One write at a time, so that an older state never lands on a newer one. */
    private synchronized void write(String key) throws IOException {
        Optional<FaceEntry> face = current.apply(key);
        if (face.isPresent()) {
            store.save(face.get());
        } else {
            store.delete(key);
        }
    }

    private void failed(Throwable e) {
        if (!failing) {
            LOG.error("Remembered faces cannot be written ({}): free space or give rights in edge.data.dir; "
                    + "they are kept in memory and tried again", e.toString());
        }
        failing = true;
    }

    private void recovered() {
        if (failing) {
            LOG.info("Remembered faces can be written again");
        }
        failing = false;
    }
}
