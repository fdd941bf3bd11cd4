// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.cache;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hybridface.edge.store.DurableFile;
import org.hybridface.edge.store.Sealer;
import org.hybridface.edge.store.UnsealException;
import org.hybridface.edge.time.SteadyClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The remembered faces on the disk: one sealed file each ({@code User001.face}), so that a change costs the same however many
 * there are, and a damaged file costs one face. A file opens under its own name only. Its times are times of day; one in the future, which
 * a clock that ran ahead wrote, counts as now.
 */
final class FaceStore {

    private static final Logger LOG = LoggerFactory.getLogger(FaceStore.class);
    private static final String SUFFIX = ".face";

    private final Path directory;
    private final Path unreadable;
    private final Sealer sealer;
    private final SteadyClock clock;

    FaceStore(Path directory, Path unreadable, Sealer sealer, SteadyClock clock) {
        this.directory = directory;
        this.unreadable = unreadable;
        this.sealer = sealer;
        this.clock = clock;
    }

    /** Every readable face; what cannot be read is moved aside, and one line says so. */
    List<FaceEntry> load() throws IOException {
        DurableFile.makeDirectory(directory);
        List<FaceEntry> faces = new ArrayList<>();
        int bad = 0;
        int wrong = 0;
        Instant now = clock.wall().instant();
        String firstReason = "";
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "User*" + SUFFIX)) {
            for (Path file : files) {
                try {
                    FaceEntry face = read(file);
                    wrong += face.lastSeen().isAfter(now) || face.lastSeen().isBefore(SteadyClock.CLOCK_NEVER_SET) ? 1 : 0;
                    faces.add(face.retimed(clock::fromDisk));
                } catch (IOException | UnsealException e) {
                    firstReason = bad++ == 0 ? file.getFileName() + ": " + e.getMessage() : firstReason;
                    setAside(file);
                }
            }
        }
        if (bad > 0) {
            LOG.warn("{} of {} remembered faces in {} cannot be read ({}). They were moved to {} and are learned anew; "
                    + "if the key file was changed, put the old one back and move them back",
                    bad, bad + faces.size(), directory, firstReason, unreadable);
        }
        if (wrong > 0) {
            LOG.warn("event=clock-was-wrong faces={} of={} were seen in the future or before there was this program, by a clock that was wrong then "
                    + "or is now ({}): their times count as now", wrong, faces.size(), now);
        }
        return faces;
    }

    void save(FaceEntry face) throws IOException {
        String name = face.key() + SUFFIX;
        DurableFile.write(directory.resolve(name), sealer.seal(FaceEntryFormat.write(face.retimed(clock::toWall)), name));
    }

    void delete(String key) throws IOException {
        DurableFile.delete(directory.resolve(key + SUFFIX));
    }

    private FaceEntry read(Path file) throws IOException, UnsealException {
        return FaceEntryFormat.read(sealer.open(Files.readAllBytes(file), file.getFileName().toString()));
    }

    private void setAside(Path file) throws IOException {
        DurableFile.makeDirectory(unreadable);
        DurableFile.move(file, unreadable.resolve(file.getFileName()));
    }
}
