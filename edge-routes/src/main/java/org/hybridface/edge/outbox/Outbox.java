// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.outbox;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.hybridface.edge.explain.FaceEvent;
import org.hybridface.edge.explain.FaceEvent.Kind;
import org.hybridface.edge.explain.FaceNews;
import org.hybridface.edge.outbox.OutboxLimits.Waiting;
import org.hybridface.edge.store.DurableFile;
import org.hybridface.edge.store.Sealer;
import org.hybridface.edge.store.UnsealException;
import org.hybridface.edge.time.SteadyClock;
import org.hybridface.messages.InvalidMessageException;
import org.hybridface.messages.NewFace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The directory of the outbox: seals, opens, and keeps it within its limits. Camel's file component moves the files. Thread safe. */
public class Outbox {

    /** The name of a question's file: a newer photo of the same face takes the place of the older. */
    public static final String SUFFIX = ".ask";

    /** A stamp is right within this. */
    private static final Duration STAMP_OFF = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    private final Path directory;
    private final Supplier<OutboxLimits> limits;
    private final Sealer sealer;
    private final SteadyClock clock;
    private final FaceNews news;
    private final Underway underway;
    /** Since when each file waits, by the steady clock: the file's own time is one of day, and that may have been set meanwhile. */
    private final Map<String, Instant> since = new ConcurrentHashMap<>();

    public Outbox(Path directory, OutboxLimits limits, Sealer sealer, Clock clock) {
        this(directory, limits, sealer, clock, FaceNews.NONE);
    }

    public Outbox(Path directory, OutboxLimits limits, Sealer sealer, Clock clock, FaceNews news) {
        this(directory, () -> limits, sealer, clock, news);
    }

    /** @param limits as they are at the moment */
    public Outbox(Path directory, Supplier<OutboxLimits> limits, Sealer sealer, Clock clock, FaceNews news) {
        this.news = news;
        this.directory = directory;
        this.underway = new Underway(directory);
        this.limits = limits;
        this.sealer = sealer;
        this.clock = SteadyClock.of(clock);
    }

    /** Makes the directory; what a power cut left half written is nobody's question. */
    public void prepare() throws IOException {
        DurableFile.makeDirectory(directory);
        try (DirectoryStream<Path> halves = Files.newDirectoryStream(directory, ".*" + SUFFIX)) {
            for (Path half : halves) {
                DurableFile.delete(half);
            }
        }
    }

    /**
     * Makes room for one more and encrypts it.
     *
     * @return what to write into the file
     */
    public byte[] seal(@Body byte[] question, @Header(Exchange.FILE_NAME) String file) throws IOException {
        byte[] sealed = sealer.seal(question, file);
        keepWithinLimits(sealed.length);
        underway.forget(file);
        since.put(file, clock.instant());
        return sealed;
    }

    /** The question lies in its file: brings it to the disk, name and all. When this returns, it survives a power cut. */
    public void stored(@Header(Exchange.FILE_NAME) String file) throws IOException {
        Path question = directory.resolve(file);
        try {
            DurableFile.sync(question);
            news.tell(FaceEvent.of(Kind.SEALED, key(file)).with("bytes", Files.size(question)));
        } catch (NoSuchFileException e) {
            LOG.debug("event=sent-already file={}", file);
        }
    }

    /**
     * Puts a better photo in the place of the one that waits. The two are never both asked: one that is underway already, or sent,
     * stays what it is.
     *
     * @param question with the id of the one that waits
     */
    public void improve(@Body byte[] question, @Header(Exchange.FILE_NAME) String file) throws IOException {
        byte[] sealed = sealer.seal(question, file);
        boolean replaced = underway.unlessUnderway(file, () -> replace(directory.resolve(file), sealed));
        if (replaced) {
            NewFace face = NewFace.fromJson(question);
            LOG.info("event=better-photo id={} key={} photo={}", face.uuid(), face.key(), face.photo().length);
            news.tell(FaceEvent.of(Kind.IMPROVED, face.key()).id(face.uuid().toString()).with("photo", face.photo().length));
        }
    }

    /** It keeps its place in the queue and its age. */
    private static boolean replace(Path waiting, byte[] sealed) throws IOException {
        if (Files.notExists(waiting)) {
            return false;
        }
        FileTime age = Files.getLastModifiedTime(waiting);
        DurableFile.write(waiting, sealed);
        Files.setLastModifiedTime(waiting, age);
        return true;
    }

    /** @throws UnsealException when the file is damaged or was sealed with another key */
    public byte[] open(@Body byte[] sealed, @Header(Exchange.FILE_NAME_ONLY) String file, Exchange exchange) throws UnsealException {
        underway.begins(file, exchange);
        byte[] question = sealer.open(sealed, file);
        NewFace face = NewFace.fromJson(question);
        LOG.info("event=asking id={} key={} bytes={}", face.uuid(), face.key(), question.length);
        news.tell(FaceEvent.of(Kind.SENDING, face.key()).id(face.uuid().toString()).with("bytes", question.length));
        return question;
    }

    /** The broker has acknowledged it. */
    public void sent(@Body byte[] question) {
        NewFace face = NewFace.fromJson(question);
        LOG.info("event=published id={} key={}", face.uuid(), face.key());
        news.tell(FaceEvent.of(Kind.PUBLISHED, face.key()).id(face.uuid().toString()));
    }

    /**
     * Deletes the question about a face that waits, and halves of it. One that is on its way to the broker at this moment is asked all the same.
     *
     * @return whether there was one
     */
    public boolean forget(String key) throws IOException {
        String file = key + SUFFIX;
        if (Files.notExists(directory)) {
            return false;
        }
        boolean waited = DurableFile.delete(directory.resolve(file));
        try (DirectoryStream<Path> halves = Files.newDirectoryStream(directory, "." + file + "*")) {
            for (Path half : halves) {
                waited |= DurableFile.delete(half);
            }
        }
        since.remove(file);
        return waited;
    }

    /** The question about a face that waits; empty when none does. What cannot be opened is no question. */
    public Optional<NewFace> waiting(String key) throws IOException {
        String file = key + SUFFIX;
        try {
            return Optional.of(NewFace.fromJson(sealer.open(Files.readAllBytes(directory.resolve(file)), file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (UnsealException | InvalidMessageException e) {
            LOG.warn("event=question-unreadable file={} {}", file, e.getMessage());
            return Optional.empty();
        }
    }

    /** Drops what waited too long. */
    public void expire() throws IOException {
        keepWithinLimits(0);
    }

    /** What waits, at a glance. */
    public OutboxLoad load() {
        try {
            List<Waiting> all = waiting();
            Optional<Instant> oldest = all.stream().map(Waiting::since).min(Comparator.naturalOrder());
            return new OutboxLoad(all.size(), all.stream().mapToLong(Waiting::bytes).sum(), oldest);
        } catch (IOException e) {
            return OutboxLoad.EMPTY;
        }
    }

    public int maxFiles() {
        return limits.get().files();
    }

    public long maxBytes() {
        return limits.get().bytes();
    }

    /** How many questions wait. */
    public int size() {
        try {
            return waiting().size();
        } catch (IOException e) {
            return 0;
        }
    }

    private void keepWithinLimits(long moreBytes) throws IOException {
        List<Waiting> drop = limits.get().toDrop(waiting(), moreBytes, clock.instant());
        for (Waiting one : drop) {
            DurableFile.delete(directory.resolve(one.file()));
            news.tell(FaceEvent.of(Kind.DROPPED, key(one.file())));
        }
        if (!drop.isEmpty()) {
            LOG.warn("event=outbox-dropped count={} oldest={} The cloud was out of reach for too long: these faces are asked for again when "
                    + "they are seen", drop.size(), clock.toWall(drop.get(0).since()));
        }
    }

    private static String key(String file) {
        return file.endsWith(SUFFIX) ? file.substring(0, file.length() - SUFFIX.length()) : file;
    }

    private List<Waiting> waiting() throws IOException {
        List<Waiting> waiting = new ArrayList<>();
        if (Files.notExists(directory)) {
            return waiting;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "User*" + SUFFIX)) {
            for (Path file : files) {
                try {
                    waiting.add(new Waiting(file.getFileName().toString(), Files.size(file), since(file)));
                } catch (NoSuchFileException e) {
                    // Sent meanwhile.
                }
            }
        }
        since.keySet().retainAll(waiting.stream().map(Waiting::file).toList());
        return waiting;
    }

    /** By this run's own knowledge, else by the file's; what a wrong clock wrote there is put right, for the next run and the order of sending. */
    private Instant since(Path file) throws IOException {
        Instant stamp = Files.getLastModifiedTime(file).toInstant();
        Instant waits = since.computeIfAbsent(file.getFileName().toString(), name -> clock.fromDisk(stamp));
        Instant right = clock.toWall(waits);
        if (Duration.between(right, stamp).abs().compareTo(STAMP_OFF) > 0) {
            Files.setLastModifiedTime(file, FileTime.from(right));
        }
        return waits;
    }
}
