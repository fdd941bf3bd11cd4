// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.cache;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.hybridface.edge.explain.FaceJournal;
import org.hybridface.edge.store.DurableFile;
import org.hybridface.edge.store.Sealer;
import org.hybridface.edge.time.SteadyClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the remembered faces stand: in memory for every frame, and on the disk for the next start. Decides nothing. Thread safe;
 * a change holds its own face only.
 */
final class FaceShelf {

    private static final Logger LOG = LoggerFactory.getLogger(FaceShelf.class);

    static final String FACES = "faces";

    /** A clock that is steered by small steps is not set. */
    private static final Duration CLOCK_SET = Duration.ofSeconds(10);

    private final Map<String, FaceEntry> faces = new ConcurrentHashMap<>();
    private final Path directory;
    private final FaceStore store;
    private final Sealer sealer;
    private final SteadyClock clock;
    private final HourlyBudget budget;
    private final BudgetFile budgetFile;
    private Duration offsetOnDisk;
    private volatile KeyCounter keys;
    private volatile FaceWriter writer;

    FaceShelf(Path directory, Sealer sealer, SteadyClock clock, HourlyBudget budget) {
        this.directory = directory;
        this.store = new FaceStore(directory.resolve(FACES), directory.resolve(KeyCounter.UNREADABLE), sealer, clock);
        this.sealer = sealer;
        this.clock = clock;
        this.budget = budget;
        this.budgetFile = new BudgetFile(directory, sealer, clock);
        this.offsetOnDisk = clock.offset();
    }

    /** Reads the disk the first time; what is in memory stays there between {@link #close()} and the next call. */
    void open() throws IOException {
        if (writer != null) {
            return;
        }
        if (keys == null) {
            load();
        }
        writer = new FaceWriter(store, this::find, this::writeRest);
    }

    /** Returns when every face is on the disk. */
    void close() {
        if (writer != null) {
            faces.keySet().forEach(writer::writeSoon);
            writer.close();
            writer = null;
        }
    }

    /**
     * A key no face ever had.
     *
     * @throws UncheckedIOException when the disk does not let that be promised
     */
    String newKey() {
        try {
            return keys.next();
        } catch (IOException e) {
            throw new UncheckedIOException("no new key can be given, since " + directory + " cannot be written: free space or give rights there",
                    e);
        }
    }

    DeviceKeys deviceKeys() {
        return keys.keys();
    }

    Optional<FaceEntry> find(String key) {
        return Optional.ofNullable(faces.get(key));
    }

    Collection<FaceEntry> all() {
        return faces.values();
    }

    int size() {
        return faces.size();
    }

    void put(FaceEntry face) {
        faces.put(face.key(), face);
        writeSoon(face.key());
    }

    /**
     * Changes a face, on the disk soon.
     *
     * @return the face as it is now, or empty when there is none with that key
     */
    Optional<FaceEntry> change(String key, UnaryOperator<FaceEntry> change) {
        Optional<FaceEntry> after = changeInMemory(key, change);
        after.ifPresent(face -> writeSoon(key));
        return after;
    }

    /** As {@link #change}, and returns when it is on the disk; where that fails, nothing has changed. */
    Optional<FaceEntry> changeForSure(String key, UnaryOperator<FaceEntry> change) throws IOException {
        FaceWriter current = writer;
        if (current == null) {
            throw new IOException("the face cache is stopped");
        }
        return current.changeNow(key, change, sure -> changeInMemory(key, sure));
    }

    /** Returns when the hour's questions are on the disk. */
    void writeBudget() throws IOException {
        budgetFile.save(budget.spent(clock.instant()));
    }

    /** As {@link #change}, but the disk learns it with the next change only, or when this is closed. */
    Optional<FaceEntry> changeInMemory(String key, UnaryOperator<FaceEntry> change) {
        return Optional.ofNullable(faces.computeIfPresent(key, (k, face) -> change.apply(face)));
    }

    boolean remove(String key) {
        boolean known = faces.remove(key) != null;
        if (known) {
            writeSoon(key);
        }
        return known;
    }

    /** As {@link #remove}, and returns when it is off the disk, also one that was removed before; where that fails, it is still there. */
    boolean removeForSure(String key) throws IOException {
        FaceWriter current = writer;
        if (current == null) {
            throw new IOException("the face cache is stopped");
        }
        Optional<FaceEntry> known = Optional.ofNullable(faces.remove(key));
        try {
            current.writeNow(key);
        } catch (IOException e) {
            known.ifPresent(face -> faces.putIfAbsent(key, face));
            throw e;
        }
        return known.isPresent();
    }

    void writeSoon(String key) {
        FaceWriter current = writer;
        // While closed nothing is lost: the next close writes every face.
        if (current != null) {
            current.writeSoon(key);
        }
    }

    private void writeRest() throws IOException {
        Duration offset = clock.offset();
        if (offset.minus(offsetOnDisk).abs().compareTo(CLOCK_SET) > 0) {
            LOG.warn("event=clock-set by={} The machine's clock was set while the device ran: waits, budget and ages go on as before, and the "
                    + "remembered times are written anew", offset.minus(offsetOnDisk));
            offsetOnDisk = offset;
            budgetFile.forgetWritten();
            faces.keySet().forEach(this::writeSoon);
        }
        writeBudget();
    }

    private void load() throws IOException {
        KeyCounter.FirstStart firstStart = Files.isDirectory(directory.resolve(FACES))
                ? KeyCounter.FirstStart.NO : KeyCounter.FirstStart.YES;
        DurableFile.makeDirectory(directory);
        // Before there is a folder of faces: with one, a missing counter means a lost one.
        int highest = GivenKeys.highest(List.of(directory.resolve(FACES), directory.resolve(KeyCounter.UNREADABLE), directory.resolve("outbox")),
                directory.resolve(FaceJournal.DIRECTORY));
        KeyCounter counter = new KeyCounter(directory, sealer, highest, firstStart, clock.wall());
        store.load().forEach(face -> faces.put(face.key(), face));
        keys = counter;
        budget.alreadySpent(budgetFile.load().orElseGet(() -> faces.values().stream().flatMap(face -> face.lastAsk().stream()).toList()));
    }
}
