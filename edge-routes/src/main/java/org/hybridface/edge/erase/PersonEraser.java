// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.erase;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hybridface.edge.cache.EditedFaces;
import org.hybridface.edge.cache.FaceEntry;
import org.hybridface.edge.explain.FaceJournal;
import org.hybridface.edge.gallery.Gallery;
import org.hybridface.edge.outbox.Outbox;
import org.hybridface.edge.store.DurableFile;
import org.hybridface.edge.visit.VisitLog;
import org.hybridface.messages.Answer;
import org.hybridface.messages.DeviceKey;
import org.hybridface.messages.Known;
import org.hybridface.messages.Sha256;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Erases a person from this device: visits, waiting questions, files set aside, journal, gallery, pictures, and the remembered face last, since it is what leads to
 * the others. When a method returns, all of it is off the disk; what a power cut or a full disk interrupts is done again with the letter, which stays in
 * the mailbox. Thread safe.
 */
public final class PersonEraser {

    private static final Logger LOG = LoggerFactory.getLogger(PersonEraser.class);

    private final EditedFaces cache;
    private final Optional<Gallery> gallery;
    private final Outbox outbox;
    private final FaceJournal journal;
    private final Path unreadable;
    private final ErasureFiles files;
    private final Clock clock;
    private final Map<String, Forgetting> others = new LinkedHashMap<>();
    private VisitLog visits;
    private Consumer<String> pictures = key -> { };

    /**
     * @param unreadable folder of files that could not be read and were set aside
     * @param clock      of the wall
     */
    public PersonEraser(EditedFaces cache, Optional<Gallery> gallery, Outbox outbox, FaceJournal journal, Path unreadable, ErasureFiles files, Clock clock) {
        this.cache = cache;
        this.gallery = gallery;
        this.outbox = outbox;
        this.journal = journal;
        this.unreadable = unreadable;
        this.files = files;
        this.clock = clock;
    }

    /**
     * Before the first letter.
     *
     * @param forgetPictures of a key, in memory
     */
    public void serves(VisitLog log, Consumer<String> forgetPictures) {
        visits = log;
        pictures = forgetPictures;
    }

    /** One more place of this device that holds something of people. */
    @FunctionalInterface
    public interface Forgetting {

        /**
         * @param who is erased
         * @return how much went
         */
        int forget(Erased who) throws IOException;
    }

    /**
     * Who is erased, by all that leads to something.
     *
     * @param keys  under which this device knows the person
     * @param ids   of faces, persons and events
     * @param names as the device has them
     */
    public record Erased(Set<String> keys, Set<String> ids, Set<String> names) {
    }

    /** Before the first letter. */
    public PersonEraser also(String place, Forgetting forgetting) {
        others.put(place, forgetting);
        return this;
    }

    /**
     * Does what a letter of the cloud says, and notes what went, for the cloud.
     *
     * @throws IOException when the disk refuses; the letter must stay then
     */
    public void erase(UUID erasure, Answer.Erased letter) throws IOException {
        Map<String, Integer> gone = erase(keys(letter), letter.faces(), letter.persons());
        files.note(erasure, clock.instant(), gone);
        LOG.info("event=person-erased erasure={} gone={}", erasure, gone);
    }

    /**
     * Erases whom only this device knows.
     *
     * @return how much went out of each place; empty when there is no such face
     * @throws IOException when the disk refuses; what is gone is gone, and the rest goes with the next call
     */
    public Map<String, Integer> eraseHere(String key) throws IOException {
        Optional<FaceEntry> face = cache.find(key);
        if (face.isEmpty()) {
            return Map.of();
        }
        Map<String, Integer> gone = erase(Set.of(key), face.get().faceId().map(Set::of).orElse(Set.of()), Set.of());
        LOG.info("event=person-erased key={} gone={}", key, gone);
        return gone;
    }

    /**
     * Erases whom an erasure of before has erased everywhere, and who is here again since an older backup was brought back. Whoever was answered after it
     * began is somebody the cloud has met anew.
     *
     * @param subjects SHA-256, in hexadecimal digits, of every id of the person and of the person's faces
     */
    public void eraseAgain(UUID erasure, Set<String> subjects, Instant began) throws IOException {
        Set<String> keys = new TreeSet<>();
        Set<String> faces = new TreeSet<>();
        Set<String> persons = new TreeSet<>();
        for (FaceEntry face : cache.list()) {
            Set<String> ids = Stream.concat(face.person().stream(), face.faceId().stream()).filter(id -> subjects.contains(Sha256.hex(id))).collect(Collectors.toSet());
            if (!ids.isEmpty() && cache.timeOfDay(face.answeredAt().orElse(face.firstSeen())).isBefore(began)) {
                keys.add(face.key());
                face.faceId().filter(ids::contains).ifPresent(faces::add);
                face.person().filter(ids::contains).ifPresent(persons::add);
            }
        }
        for (Known known : cache.knownElsewhere()) {
            if (subjects.contains(Sha256.hex(known.person())) && known.told().isBefore(began)) {
                persons.add(known.person());
            }
        }
        if (!keys.isEmpty() || !persons.isEmpty()) {
            Map<String, Integer> gone = erase(keys, faces, persons);
            files.note(erasure, clock.instant(), gone);
            LOG.warn("event=person-erased-again erasure={} gone={} an older backup had brought the person back", erasure, gone);
        }
    }

    /** A key that shows somebody else by now, since a person said so, is not the person's. */
    private Set<String> keys(Answer.Erased letter) {
        Set<String> keys = new TreeSet<>();
        cache.list().stream().filter(face -> face.faceId().filter(letter.faces()::contains).isPresent() || face.person().filter(letter.persons()::contains).isPresent())
                .forEach(face -> keys.add(face.key()));
        for (String told : letter.keys().stream().map(DeviceKey::parse).filter(cache.deviceKeys()::gave).map(DeviceKey::key).toList()) {
            String now = cache.current(told);
            boolean isOthers = cache.find(now).flatMap(FaceEntry::faceId).filter(id -> !letter.faces().contains(id)).isPresent();
            if (!isOthers) {
                keys.add(told);
                keys.add(now);
            }
        }
        return keys;
    }

    private Map<String, Integer> erase(Set<String> keys, Set<String> faces, Set<String> persons) throws IOException {
        Set<String> ids = new HashSet<>(faces);
        ids.addAll(persons);
        Set<String> names = new HashSet<>();
        Map<String, Integer> gone = new TreeMap<>();
        for (String key : keys) {
            cache.find(key).ifPresent(face -> {
                face.name().ifPresent(names::add);
                face.eventId().ifPresent(ids::add);
                face.faceId().ifPresent(ids::add);
            });
            count(gone, "visits", visits.forget(key));
            count(gone, "outbox", outbox.forget(key) ? 1 : 0);
            count(gone, "unreadable", deleteSetAside(key));
            pictures.accept(key);
        }
        for (String person : persons) {
            if (gallery.isPresent() && gallery.get().forget(person)) {
                count(gone, "gallery", 1);
            }
        }
        Erased who = new Erased(keys, ids, names);
        for (Map.Entry<String, Forgetting> other : others.entrySet()) {
            count(gone, other.getKey(), other.getValue().forget(who));
        }
        cache.forgetDifferences(persons);
        for (String key : keys) {
            count(gone, "faces", cache.erase(key) ? 1 : 0);
        }
        count(gone, "journal", journal.forget(keys, ids));
        return gone;
    }

    private static void count(Map<String, Integer> gone, String place, int more) {
        gone.merge(place, more, Integer::sum);
    }

    private int deleteSetAside(String key) throws IOException {
        if (!Files.isDirectory(unreadable)) {
            return 0;
        }
        int deleted = 0;
        try (DirectoryStream<Path> all = Files.newDirectoryStream(unreadable, key + ".face*")) {
            for (Path file : all) {
                deleted += DurableFile.delete(file) ? 1 : 0;
            }
        }
        return deleted;
    }
}
