// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.explain;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.apache.camel.support.service.ServiceSupport;
import org.hybridface.edge.store.DurableFile;
import org.hybridface.edge.thread.LastingThreads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what happens to faces, one line each, in {@code faces.log} and the older {@code faces.1.log}; each takes half of
 * {@code edge.journal.max-bytes}, and the oldest half goes. Told in any thread, writes in its own: a slow or full disk costs lines
 * of the journal, never a frame. The same line is in the log at level DEBUG.
 */
public final class FaceJournal extends ServiceSupport implements FaceNews {

    /** Where the journal lies inside {@code edge.data.dir}. */
    public static final String DIRECTORY = "journal";

    static final String CURRENT = "faces.log";
    static final String OLDER = "faces.1.log";

    private static final Logger LOG = LoggerFactory.getLogger(FaceJournal.class);

    /** Lines that may wait for the disk; a new face brings about ten. */
    private static final int WAITING_LINES = 2000;
    private static final long LAST_WRITE_SECONDS = 2;

    /** Both files are read and written; 2 MB take a tenth of a second. */
    private static final long FORGET_SECONDS = 20;

    private final Path directory;
    private final LongSupplier maxBytes;
    private final Clock clock;
    private final ThreadPoolExecutor thread;
    private boolean failing;
    private boolean begun;

    /**
     * @param directory whose files are this journal's; made when the first line comes
     * @param maxBytes  of both files together; 0 keeps none; at the moment
     */
    public FaceJournal(Path directory, LongSupplier maxBytes, Clock clock) {
        this.directory = directory;
        this.maxBytes = maxBytes;
        this.clock = clock;
        this.thread = LastingThreads.worker("face-journal", WAITING_LINES, new ThreadPoolExecutor.DiscardPolicy());
    }

    @Override
    public void tell(FaceEvent event) {
        LOG.debug("{}", event);
        if (maxBytes.getAsLong() > 0) {
            String line = new JournalEntry(clock.instant(), event).toLine() + "\n";
            thread.execute(() -> write(line));
        }
    }

    /** What was told before is written when this returns. */
    @Override
    protected void doStop() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(LAST_WRITE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("event=journal-cut the disk is slow; the last lines of {} are missing", directory);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Takes out every line about some keys or ids; where another face's line only names such a key, a dash takes its place. What was told before is
     * written, and what is told now follows it.
     *
     * @return how many lines went
     * @throws IOException when the disk refuses, or is too slow to be waited for
     */
    public int forget(Set<String> keys, Set<String> ids) throws IOException {
        if (maxBytes.getAsLong() == 0 && !Files.isDirectory(directory)) {
            return 0;
        }
        return inTurn(() -> JournalScrub.of(keys, ids).scrub(directory));
    }

    /** After what was told before. */
    private <T> T inTurn(Callable<T> work) throws IOException {
        try {
            return thread.submit(work).get(FORGET_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + directory + " was read or written", e);
        } catch (ExecutionException | TimeoutException | CancellationException e) {
            throw new IOException(directory + " cannot be read or written: " + (e.getCause() == null ? e : e.getCause()), e);
        }
    }

    /**
     * Every line about some keys or ids, the oldest first; where such a line names another key, a dash takes its place.
     *
     * @throws IOException when the journal cannot be read, or is too slow to be waited for
     */
    public List<String> about(Set<String> keys, Set<String> ids) throws IOException {
        return Files.isDirectory(directory) ? inTurn(() -> JournalScrub.of(keys, ids).linesOf(directory)) : List.of();
    }

    private void write(String line) {
        try {
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            makeRoom(bytes.length);
            append(bytes);
            failing = false;
        } catch (IOException e) {
            if (!failing) {
                LOG.warn("event=journal-not-written directory={} {}: bin/edge explain misses what happens until it can be written again; "
                        + "free space or give rights there", directory, e.toString());
            }
            failing = true;
        }
    }

    private void makeRoom(int moreBytes) throws IOException {
        DurableFile.makeDirectory(directory);
        Path current = directory.resolve(CURRENT);
        if (Files.exists(current) && Files.size(current) + moreBytes > maxBytes.getAsLong() / 2) {
            Files.move(current, directory.resolve(OLDER), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Opened for each line: lines are rare, and a reader or a deletion from outside never meets an open file. */
    private void append(byte[] line) throws IOException {
        Path current = directory.resolve(CURRENT);
        // A power cut may have left half a line; the next one must not be lost with it.
        boolean halfLine = !begun && endsInsideALine(current);
        begun = true;
        try (SeekableByteChannel file = DurableFile.append(current)) {
            if (halfLine) {
                file.write(ByteBuffer.wrap(new byte[] {'\n'}));
            }
            file.write(ByteBuffer.wrap(line));
        }
    }

    private static boolean endsInsideALine(Path file) throws IOException {
        if (Files.notExists(file) || Files.size(file) == 0) {
            return false;
        }
        try (SeekableByteChannel channel = Files.newByteChannel(file, StandardOpenOption.READ)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            channel.position(channel.size() - 1).read(last);
            return last.get(0) != '\n';
        }
    }
}
