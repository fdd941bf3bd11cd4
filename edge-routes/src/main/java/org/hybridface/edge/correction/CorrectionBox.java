// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.correction;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hybridface.edge.store.DurableFile;
import org.hybridface.edge.store.Sealer;
import org.hybridface.edge.store.UnsealException;
import org.hybridface.messages.Correction;
import org.hybridface.messages.Correction.Act;
import org.hybridface.messages.DeviceKey;
import org.hybridface.messages.InvalidMessageException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Corrections on the disk, sealed, in the order in which they were made, until the broker has them: {@code 0000000012-<id>.correction}. One that is kept
 * survives a power cut and is sent once more than needed rather than not at all; the cloud does each once, by its id. Thread safe.
 */
public final class CorrectionBox {

    /** Where they lie inside {@code edge.data.dir}. */
    public static final String DIRECTORY = "corrections";

    /** More are refused: nobody corrects so much without a link. */
    static final int MOST = 1000;

    private static final Logger LOG = LoggerFactory.getLogger(CorrectionBox.class);
    private static final Pattern NAME = Pattern.compile("(\\d{10})-([0-9a-f-]{36})\\.correction");

    private final Path directory;
    private final Sealer sealer;
    /** Whoever made one sends it first; nobody else meanwhile. */
    private final Set<UUID> underway = Collections.synchronizedSet(new HashSet<>());

    public CorrectionBox(Path directory, Sealer sealer) {
        this.directory = directory;
        this.sealer = sealer;
    }

    /**
     * Keeps one. When this returns, it survives a power cut.
     *
     * @return whether it may be sent at once: none that was made before waits
     * @throws IOException when the disk refuses, or {@value #MOST} wait already
     */
    public synchronized boolean keep(Correction correction) throws IOException {
        DurableFile.makeDirectory(directory);
        List<Path> before = files();
        if (before.size() >= MOST) {
            throw new IOException(MOST + " corrections wait for the link already");
        }
        long number = before.isEmpty() ? 1 : number(before.get(before.size() - 1)) + 1;
        String name = String.format(Locale.ROOT, "%010d-%s.correction", number, correction.id());
        if (before.isEmpty()) {
            underway.add(correction.id());
        }
        DurableFile.write(directory.resolve(name), sealer.seal(correction.toJson(), name));
        return before.isEmpty();
    }

    /** The first that waits; empty when none does, or the first is being sent. */
    public synchronized Optional<Correction> next() throws IOException {
        for (Path file : files()) {
            Optional<Correction> correction = read(file);
            if (correction.isPresent()) {
                return correction.filter(first -> !underway.contains(first.id()));
            }
        }
        return Optional.empty();
    }

    /** The broker has it. */
    public synchronized void sent(UUID correction) throws IOException {
        underway.remove(correction);
        for (Path file : files()) {
            if (match(file).group(2).equals(correction.toString())) {
                DurableFile.delete(file);
            }
        }
    }

    /** The broker did not take it: it waits with the others. */
    public void notSent(UUID correction) {
        underway.remove(correction);
    }

    /** How many wait. */
    public synchronized int size() throws IOException {
        return files().size();
    }

    /** Those about one of some keys or ids. */
    public synchronized List<Correction> about(Set<String> keys, Set<String> ids) throws IOException {
        List<Correction> about = new ArrayList<>();
        for (Path file : files()) {
            read(file).filter(correction -> isAbout(correction, keys, ids)).ifPresent(about::add);
        }
        return about;
    }

    /**
     * Deletes those about one of some keys or ids.
     *
     * @return how many
     */
    public synchronized int forget(Set<String> keys, Set<String> ids) throws IOException {
        int gone = 0;
        for (Path file : files()) {
            if (read(file).filter(correction -> isAbout(correction, keys, ids)).isPresent()) {
                gone += DurableFile.delete(file) ? 1 : 0;
            }
        }
        return gone;
    }

    private static boolean isAbout(Correction correction, Set<String> keys, Set<String> ids) {
        return correction.act().faces().stream().anyMatch(ids::contains) || correction.act() instanceof Act.NotThisPerson not && keys.contains(DeviceKey.parse(not.key()).key());
    }

    /** What cannot be read is nobody's correction, and keeps no other waiting. */
    private Optional<Correction> read(Path file) throws IOException {
        String name = file.getFileName().toString();
        try {
            return Optional.of(Correction.fromJson(sealer.open(Files.readAllBytes(file), name)));
        } catch (UnsealException | InvalidMessageException e) {
            LOG.warn("event=correction-unreadable file={} {}: it is deleted, correct it again", name, e.getMessage());
            DurableFile.delete(file);
            return Optional.empty();
        }
    }

    /** In the order in which they were made, which their names have. */
    private List<Path> files() throws IOException {
        return DurableFile.list(directory, NAME);
    }

    private static long number(Path file) {
        return Long.parseLong(match(file).group(1));
    }

    private static Matcher match(Path file) {
        Matcher matcher = NAME.matcher(file.getFileName().toString());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(file.toString());
        }
        return matcher;
    }
}
