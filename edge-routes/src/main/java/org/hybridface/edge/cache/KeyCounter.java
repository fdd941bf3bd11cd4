package org.hybridface.edge.cache;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.hybridface.edge.store.DurableFile;
import org.hybridface.messages.FaceKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands out face keys, each once for ever: the last number is on the disk before its key is used. It has a file of its own, so
 * that neither a cleared nor a damaged cache starts over and lets a late answer name another face. Thread safe.
 */
final class KeyCounter {

    private static final Logger LOG = LoggerFactory.getLogger(KeyCounter.class);

    /** A counter that was lost goes on at the minutes since then: more than any device has given keys. */
    private static final Instant LOST_COUNTER_EPOCH = Instant.parse("2020-01-01T00:00:00Z");

    private final Path file;
    private int last;

    /**
     * @param highestKnown the highest number in the cache, 0 when it is empty
     * @param firstStart   whether this data directory is new; a missing counter is a loss only when it is not
     * @throws IOException when the file cannot be written
     */
    KeyCounter(Path file, int highestKnown, FirstStart firstStart, Clock clock) throws IOException {
        this.file = file;
        this.last = Math.max(highestKnown, read(file, firstStart, clock));
        // At once, so that from now on a missing file means a lost one.
        write(last);
    }

    enum FirstStart { YES, NO }

    /** The next key. @throws IOException when it could not be made sure that no other face will ever get it */
    synchronized String next() throws IOException {
        int number = last + 1;
        write(number);
        last = number;
        return FaceKey.of(number);
    }

    private void write(int number) throws IOException {
        DurableFile.write(file, Integer.toString(number).getBytes(StandardCharsets.US_ASCII));
    }

    private static int read(Path file, FirstStart firstStart, Clock clock) {
        try {
            if (Files.notExists(file) && firstStart == FirstStart.YES) {
                return 0;
            }
            return Integer.parseInt(Files.readString(file, StandardCharsets.US_ASCII).trim());
        } catch (IOException | NumberFormatException e) {
            int jump = (int) Duration.between(LOST_COUNTER_EPOCH, clock.instant()).toMinutes();
            LOG.warn("The key counter {} is missing or damaged: keys go on at {}, so that none is given twice", file, FaceKey.of(jump + 1));
            return jump;
        }
    }
}
