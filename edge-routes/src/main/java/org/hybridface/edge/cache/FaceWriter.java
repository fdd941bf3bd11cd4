package org.hybridface.edge.cache;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.hybridface.edge.thread.LastingThreads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings changed faces to the disk soon, so that the camera never waits for it; {@link #writeNow} is for changes that somebody
 * else is told of only once they are safe. Thread safe.
 */
final class FaceWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FaceWriter.class);
    private static final long SOON_MILLIS = 100;
    private static final long LAST_WRITE_SECONDS = 3;

    private final FaceStore store;
    private final Function<String, Optional<FaceEntry>> current;
    private final Set<String> changed = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService thread = LastingThreads.scheduler("face-writer");
    private boolean failing;

    /** @param current the face as it is now; empty when it was dropped, and its file goes */
    FaceWriter(FaceStore store, Function<String, Optional<FaceEntry>> current) {
        this.store = store;
        this.current = current;
        thread.scheduleWithFixedDelay(this::writeChanged, SOON_MILLIS, SOON_MILLIS, TimeUnit.MILLISECONDS);
    }

    void writeSoon(String key) {
        changed.add(key);
    }

    /** Returns when the face is on the disk as it is now. */
    void writeNow(String key) throws IOException {
        write(key);
        changed.remove(key);
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
        for (String key : changed) {
            try {
                // Out first: a change during the write puts it back in.
                changed.remove(key);
                write(key);
                recovered();
            } catch (IOException | RuntimeException | Error e) {
                changed.add(key);
                failed(e);
                return;
            }
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
