// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.record;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.support.SynchronizationAdapter;
import org.hybridface.edge.frame.Frame;
import org.hybridface.edge.frame.SeenFace;
import org.hybridface.edge.print.Reason;
import org.hybridface.edge.store.DurableFile;
import org.hybridface.edge.thread.LastingThreads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a line for each processed frame, in their order, to the file of {@code edge.record}:
 * {@code {"frame":7,"source":"clip.avi#7","faces":[{"key":"User001","name":"Ada","state":"named","box":[x,y,w,h]}]}}.
 * A face between two people has no name, the state {@code probable}, and {@code "probably":"Ada"}.
 * <p>
 * A frame of a video says what was known at that moment. A photo has no next frame that could show the name, so its line waits
 * until the cloud has answered for everyone in it, at most {@link #PATIENCE}; a folder is not read further than
 * {@link #WAITING_PHOTOS} photos ahead, so that no question waits behind a hundred others until its line is due. Lines are appended
 * whole; stopping writes all that wait.
 * Thread safe.
 */
public class FrameRecord implements AutoCloseable {

    /** An answer takes well under a second; this also covers a Lambda's cold start. */
    static final Duration PATIENCE = Duration.ofSeconds(15);

    /** Keeps two Lambda environments busy. */
    static final int WAITING_PHOTOS = 4;

    /** Frames whose line may wait for the disk: half a minute of video. A line more is lost, and one warning says so. */
    private static final int WAITING_LINES = 1000;

    private static final Logger LOG = LoggerFactory.getLogger(FrameRecord.class);
    private static final long LOOK_EVERY_MS = 20;

    /** A frame of a video shows what was known then. */
    private static final KeyLookup NO_NEWS = key -> Optional.empty();

    private final Supplier<Optional<Path>> fileOfNow;
    private volatile Optional<Path> file = Optional.empty();
    private volatile Optional<Path> wanted = Optional.empty();
    private final KeyLookup lookup;
    private final Clock clock;
    private final Queue<RecordLine> lines = new LinkedBlockingQueue<>(WAITING_LINES);
    private final Semaphore photos = new Semaphore(WAITING_PHOTOS);
    private OutputStream out;
    private ScheduledExecutorService writer;
    private boolean failed;
    private volatile boolean tooSlow;
    /** Erased since the start: what still waits to be written says nothing of them. Keys are never given again. */
    private final Set<String> forgotten = ConcurrentHashMap.newKeySet();

    public FrameRecord(Optional<Path> file, KeyLookup lookup, Clock clock) {
        this(() -> file, lookup, clock);
    }

    /** @param file at the moment: made when it is not there, else appended to; empty: nothing is recorded */
    public FrameRecord(Supplier<Optional<Path>> file, KeyLookup lookup, Clock clock) {
        this.fileOfNow = file;
        this.lookup = lookup;
        this.clock = clock;
    }

    /**
     * Before the first frame.
     *
     * @throws IOException when the file cannot be written; the message says what to do
     */
    public synchronized void open() throws IOException {
        wanted = fileOfNow.get();
        file = Optional.empty();
        if (wanted.isEmpty()) {
            return;
        }
        Path path = wanted.get().toAbsolutePath();
        try {
            DurableFile.makeDirectory(path.getParent());
            out = Channels.newOutputStream(DurableFile.append(path));
        } catch (IOException e) {
            throw new IOException("edge.record=" + path + " cannot be written (" + Reason.of(e) + "): choose another file or give rights", e);
        }
        file = wanted;
        if (writer == null) {
            writer = LastingThreads.scheduler("frame-record");
            writer.scheduleWithFixedDelay(this::writeSettled, LOOK_EVERY_MS, LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
        }
    }

    /** What waits goes into the file it was meant for. */
    private synchronized void change() {
        try {
            if (file.isPresent()) {
                writeAll();
                out.close();
            }
            open();
            LOG.info("event=record-changed file={}", file.map(Path::toString).orElse("none"));
        } catch (IOException e) {
            LOG.error("event=record-not-written {}", e.getMessage());
        }
    }

    /**
     * Notes the frame when its exchange completes: only then has everyone in it been asked for who is to be asked for.
     *
     * @param faces who is in it, as they are shown
     * @throws InterruptedException when the route is stopped while a photo waits for its turn
     */
    public void record(@ExchangeProperty("frame") Frame frame, @Body List<SeenFace> faces, Exchange exchange)
            throws InterruptedException {
        if (!fileOfNow.get().equals(wanted)) {
            change();
        }
        if (file.isEmpty()) {
            return;
        }
        boolean photo = frame.kind() == Frame.Kind.STILL;
        if (photo) {
            photos.acquire();
        }
        RecordLine line = new RecordLine(frame.number(), frame.source(), List.copyOf(faces), frame.picture().cols(),
                frame.picture().rows(), photo ? lookup : NO_NEWS, clock.instant().plus(photo ? PATIENCE : Duration.ZERO));
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                keep(line);
            }
        });
    }

    private void keep(RecordLine line) {
        boolean recorded = file.isPresent();
        if (recorded && lines.offer(line)) {
            return;
        }
        if (line.lookup() != NO_NEWS) {
            photos.release();
        }
        if (!recorded) {
            return;
        }
        if (!tooSlow) {
            LOG.warn("event=record-line-lost file={} the disk is too slow for a line of each frame: lines are lost while {} of them wait", file.map(Path::toString).orElse("none"),
                    WAITING_LINES);
        }
        tooSlow = true;
    }

    /**
     * Takes people out of every line, also of those that wait; the line of the frame stays. The file is written anew beside itself.
     *
     * @param names of theirs: a face that was only probably one of them loses that
     * @return how many lines changed
     */
    public int forget(Set<String> keys, Set<String> names) throws IOException {
        forgotten.addAll(keys);
        Optional<RecordFile> lasting = file.map(RecordFile::new).filter(RecordFile::isRegular);
        if (lasting.isEmpty() || keys.isEmpty()) {
            return 0;
        }
        synchronized (this) {
            int changed = lasting.get().without(keys, names);
            if (changed > 0 && out != null) {
                out.close();
                out = Channels.newOutputStream(DurableFile.append(file.get().toAbsolutePath()));
            }
            return changed;
        }
    }

    /** What the file says of some keys, a line for each frame, without whoever else was in it. */
    public List<String> about(Set<String> keys) throws IOException {
        Optional<RecordFile> lasting = file.map(RecordFile::new).filter(RecordFile::isRegular);
        synchronized (this) {
            return lasting.isPresent() ? lasting.get().about(keys) : List.of();
        }
    }

    /** Lines that wait to be written. */
    public int waiting() {
        return lines.size();
    }

    private synchronized void writeSettled() {
        RecordLine next = lines.peek();
        while (next != null && (!next.due().isAfter(clock.instant()) || next.settled())) {
            try {
                write(lines.remove());
            } finally {
                if (next.lookup() != NO_NEWS) {
                    photos.release();
                }
            }
            next = lines.peek();
        }
    }

    private void write(RecordLine line) {
        try {
            out.write(line.without(forgotten).toJson());
            failed = false;
        } catch (IOException e) {
            if (!failed) {
                LOG.warn("event=record-not-written file={} {}: lines are lost until it can be written again, check the disk", file.map(Path::toString).orElse("none"), e.getMessage());
            }
            failed = true;
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        if (writer == null) {
            return;
        }
        writer.shutdown();
        if (!writer.awaitTermination(2, TimeUnit.SECONDS)) {
            LOG.warn("event=record-busy file={} the disk is slow; the last lines may be missing", file.map(Path::toString).orElse("none"));
        }
        synchronized (this) {
            if (file.isPresent()) {
                writeAll();
                out.close();
            }
        }
    }

    private void writeAll() {
        for (RecordLine line = lines.poll(); line != null; line = lines.poll()) {
            try {
                write(line);
            } finally {
                if (line.lookup() != NO_NEWS) {
                    photos.release();
                }
            }
        }
    }
}
