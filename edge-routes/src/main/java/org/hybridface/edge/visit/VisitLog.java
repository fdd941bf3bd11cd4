// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.visit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.hybridface.edge.camera.CameraEndpoint;
import org.hybridface.edge.frame.SeenFace;
import org.hybridface.edge.thread.LastingThreads;
import org.hybridface.edge.time.SteadyClock;
import org.hybridface.edge.visit.Visit.Phase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log of visits, as the routes of visits.camel.yaml use it: {@link #changes} and {@link #passed} say what is new, {@link #write} keeps it. Names
 * and keys of earlier visits are told as they are now. Thread safe; nothing here waits for the disk but {@code write}, {@code find},
 * {@code forget} and {@code tidy}.
 */
public final class VisitLog implements AutoCloseable {

    /** Where the log lies inside {@code edge.data.dir}. */
    public static final String DIRECTORY = "visits";

    private static final Logger LOG = LoggerFactory.getLogger(VisitLog.class);

    /** News that may wait for the disk. */
    private static final int WAITING = 2000;
    private static final long LAST_WRITE_SECONDS = 2;

    /** Files begin by UTC, and the clock may have been set in between. */
    private static final int SLACK_DAYS = 1;

    private final Supplier<VisitSettings> settings;
    private final VisitFiles files;
    private final VisitTracker tracker;
    private final VisitNames names;
    private final LastVisits lasts = new LastVisits();
    private final VisitPictures pictures;
    private final SteadyClock clock;
    // The tracker is its own lock, and this object that of the files: a frame never waits for the disk.
    /** Erased since the start: what still waits to be written of them is not. Keys are never given again. */
    private final Set<String> forgotten = new HashSet<>();
    private final ThreadPoolExecutor writer = LastingThreads.worker("visit-writer", WAITING, (news, thread) ->
            LOG.warn("event=visit-not-written the disk is too slow: {} changes wait already", WAITING));
    private boolean failing;

    /**
     * @param settings as they are at the moment
     * @param files    nobody else writes there
     * @param pictures asked at the end of a visit, when pictures are kept
     */
    public VisitLog(Supplier<VisitSettings> settings, VisitFiles files, KnownFaces known, VisitPictures pictures, SteadyClock clock) {
        this.settings = settings;
        this.files = files;
        this.names = new VisitNames(known);
        this.tracker = new VisitTracker(() -> settings.get().gap(), known::current, () -> UUID.randomUUID().toString());
        this.pictures = pictures;
        this.clock = clock;
    }

    /** Reads what is there. */
    public synchronized void open() throws IOException {
        files.expire(clock.wall().instant());
        reread();
    }

    private void reread() throws IOException {
        names.clear();
        lasts.clear();
        files.read(LocalDate.MIN, this::learn);
    }

    private void learn(VisitRow row) {
        names.learn(row);
        lasts.learn(row);
    }

    /** The thread in which the routes write and tell. */
    public ThreadPoolExecutor writer() {
        return writer;
    }

    /** @param exchange of the frame, which says which camera saw them */
    public List<Visit> changes(@Body Collection<SeenFace> faces, Exchange exchange) {
        return seen(faces, exchange.getFromEndpoint() instanceof CameraEndpoint camera ? camera.name() : "");
    }

    /** @param camera who sees them; empty when that is not known */
    public List<Visit> seen(Collection<SeenFace> faces, String camera) {
        synchronized (tracker) {
            return tracker.seen(faces, camera, clock.instant()).stream().map(this::told).toList();
        }
    }

    /** What came of time passing without a frame. */
    public List<Visit> passed() {
        synchronized (tracker) {
            return tracker.pass(clock.instant()).stream().map(this::told).toList();
        }
    }

    private Optional<Visit> underway(String id) {
        synchronized (tracker) {
            return tracker.find(id);
        }
    }

    private Visit told(Visit visit) {
        Optional<byte[]> picture = visit.phase() == Phase.ENDED && settings.get().keepsPictures() ? pictures.of(visit.key(), visit.begun()) : Optional.empty();
        return visit.with(picture).at(clock.toWall(visit.begun()), clock.toWall(visit.lastSeen()));
    }

    /** Keeps it; a full disk costs visits, never a frame. */
    public synchronized void write(@Body Visit visit) {
        if (!forgotten.contains(visit.key())) {
            write(new VisitRow.Seen(visit));
        }
    }

    private void write(VisitRow row) {
        if (!settings.get().isKept()) {
            return;
        }
        try {
            files.append(row, clock.wall().instant());
            learn(row);
            failing = false;
        } catch (IOException e) {
            if (!failing) {
                LOG.warn("event=visits-not-written {}: who comes until it can be written again is not in the log; free space or give rights there", e.toString());
            }
            failing = true;
        }
    }

    /** Notes names given since, and lets go of what is too old or too much. */
    public synchronized void tidy() throws IOException {
        List.copyOf(names.unwritten()).forEach(this::write);
        int gone = files.expire(clock.wall().instant());
        if (gone > 0) {
            LOG.info("event=visits-expired files={} older than {} days, or beyond {} bytes", gone, settings.get().days(), settings.get().maxBytes());
            reread();
        }
    }

    /** When each person was in view last, as far back as the log goes, by the key the person goes by now. */
    public synchronized Map<String, LastVisit> last() {
        return lasts.by(names::current);
    }

    /** Those visits, the newest first, with the names of today. Of a picture there is only that it is there: {@link #picture} has it. */
    public synchronized List<Visit> find(VisitSearch search) throws IOException {
        Map<String, Visit> found = new HashMap<>();
        LocalDate since = search.from().isBefore(SteadyClock.CLOCK_NEVER_SET) ? LocalDate.MIN : VisitFiles.dayOf(search.from()).minusDays(SLACK_DAYS);
        // A clock that was set back over midnight puts the end of a visit into a file before that of its beginning.
        Set<String> over = new HashSet<>();
        files.read(since, row -> {
            if (row instanceof VisitRow.Seen seen && (seen.visit().phase() == Phase.ENDED ? over.add(seen.visit().id()) : !over.contains(seen.visit().id()))) {
                Visit visit = asSeenNow(seen.visit());
                if (search.isInTime(visit)) {
                    found.put(visit.id(), visit.with(visit.picture().map(jpeg -> new byte[0])));
                } else {
                    found.remove(visit.id());
                }
            }
        });
        return found.values().stream().map(names::asNow).filter(search::isOfPerson).sorted(Comparator.comparing(Visit::begun).reversed().thenComparing(Visit::id)).limit(search.most()).toList();
    }

    /** Somebody who is still there was seen since the row was written, and the clock may have been set since: it tells both times. */
    private Visit asSeenNow(Visit written) {
        return underway(written.id()).map(now -> written.at(clock.toWall(now.begun()), clock.toWall(now.lastSeen()))).orElseGet(() -> written.in(Phase.ENDED));
    }

    /** The small picture of a visit. */
    public synchronized Optional<byte[]> picture(String id) throws IOException {
        byte[][] last = new byte[1][];
        files.read(LocalDate.MIN, row -> {
            if (row instanceof VisitRow.Seen seen && seen.visit().id().equals(id)) {
                last[0] = seen.visit().picture().orElse(last[0]);
            }
        });
        return Optional.ofNullable(last[0]);
    }

    /**
     * Erases a person: every visit of the key and of keys that were found to be the same person, with names and pictures.
     *
     * @return how many rows are gone from the disk
     * @throws IOException when the disk refuses; what is gone is gone, and the rest goes with the next call
     */
    public synchronized int forget(@Header("key") String key) throws IOException {
        Set<String> all = names.allOf(key);
        synchronized (tracker) {
            all.forEach(tracker::forget);
        }
        forgotten.addAll(all);
        int rows = files.delete(row -> all.contains(row.key()) || row instanceof VisitRow.Joined joined && all.contains(joined.into()));
        reread();
        LOG.info("event=visits-forgotten keys={} rows={}", all.size(), rows);
        return rows;
    }

    /** Whether somebody is still in view whom nobody has named; for routes of the owner's, some seconds after the visit began. */
    public synchronized boolean isUnnamed(@Body Map<String, Object> event) {
        return underway(String.valueOf(event.get("id"))).map(names::asNow).filter(visit -> visit.name().isEmpty()).isPresent();
    }

    /** Whether others are to hear of it. */
    public boolean isNews(@Body Visit visit) {
        return visit.phase() != Phase.SEEN;
    }

    /** What is published: {@code {"version":1,"event":"begun","id":...,"key":"User001","name":"Ada",...}}. Never a picture. */
    public byte[] message(@Body Visit visit) {
        ObjectNode message = VisitRow.JSON.createObjectNode().put("version", 1).put("event", visit.phase().name().toLowerCase(Locale.ROOT));
        VisitRow.describe(visit, message);
        message.put("seconds", Duration.between(visit.begun(), visit.lastSeen()).toSeconds());
        return message.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The device stops: everybody in view leaves. */
    @Override
    public void close() throws InterruptedException {
        writer.shutdown();
        if (!writer.awaitTermination(LAST_WRITE_SECONDS, TimeUnit.SECONDS)) {
            LOG.warn("event=visits-cut the disk is slow; the last visits are not in the log");
        }
        List<Visit> last;
        synchronized (tracker) {
            last = tracker.end();
        }
        synchronized (this) {
            last.stream().map(this::told).forEach(this::write);
            List.copyOf(names.unwritten()).forEach(this::write);
        }
    }
}
