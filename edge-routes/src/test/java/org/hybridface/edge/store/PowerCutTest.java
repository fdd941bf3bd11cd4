// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hybridface.edge.cache.Faces.SEALER;
import static org.hybridface.edge.cache.Faces.SETTINGS;
import static org.hybridface.edge.cache.Faces.face;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.hybridface.edge.cache.FaceCache;
import org.hybridface.edge.cache.FaceEntry;
import org.hybridface.edge.cache.TestClock;
import org.hybridface.edge.outbox.Outbox;
import org.hybridface.edge.outbox.OutboxLimits;
import org.hybridface.edge.store.RecordedDisk.Spared;
import org.hybridface.messages.Answer;
import org.hybridface.messages.NewFace;
import org.hybridface.messages.PhotoQuality;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Cache, outbox, key counter and budget on a recorded disk: the process is killed and the power is cut after each single step, and whatever
 * the program had promised by then is there when it starts again.
 */
class PowerCutTest {

    private static final byte[] JPEG_BEGIN = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};

    private sealed interface Promise {
    }

    /** No other face ever gets it. */
    private record KeyGiven(String key) implements Promise {
    }

    /** The face is remembered, the question counts. */
    private record Asked(String key, int questions) implements Promise {
    }

    private record QuestionStored(String file, UUID id) implements Promise {
    }

    private record QuestionSent(String file) implements Promise {
    }

    /** From here on it may be there. */
    private record Naming(String key, String name) implements Promise {
    }

    private record Named(String key, String name) implements Promise {
    }

    private final TestClock clock = new TestClock();
    private Path place;
    private RecordedDisk disk;

    /** In memory where that can be: thousands of starts follow. */
    @BeforeEach
    void makeDisk() throws IOException {
        Path memory = Path.of("/dev/shm");
        place = Files.isWritable(memory) ? Files.createTempDirectory(memory, "power-cut") : Files.createTempDirectory("power-cut");
        disk = new RecordedDisk(Files.createDirectory(place.resolve("disk")));
    }

    @AfterEach
    void deleteDisk() throws IOException {
        try (Stream<Path> all = Files.walk(place)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @Test
    void whateverTheProgramPromisedIsThereAfterACutAtEachStep() throws Exception {
        live();
        List<String> broken = new ArrayList<>();
        for (int step = 0; step <= disk.steps(); step++) {
            for (Spared spared : Spared.values()) {
                broken.addAll(brokenAfterACut(step, spared));
            }
        }
        assertThat(disk.steps()).as("steps tried").isGreaterThan(150);
        assertThat(broken).isEmpty();
    }

    /** A check that could not fail would be none: what is written as most programs do it is found out. */
    @Test
    void aFileThatIsOnlyWrittenAndRenamedIsFoundOut() throws Exception {
        Path box = disk.root().resolve("data/outbox");
        DurableFile.makeDirectory(box);
        NewFace question = question("User001");
        camelWrites(box, "User001.ask", SEALER.seal(question.toJson(), "User001.ask"));
        disk.said(new QuestionStored("User001.ask", question.uuid()));
        assertThat(brokenAfterACut(disk.steps(), Spared.ALL)).isEmpty();
        assertThat(brokenAfterACut(disk.steps(), Spared.NOTHING)).isNotEmpty();
        assertThat(brokenAfterACut(disk.steps(), Spared.NAMES)).isNotEmpty();
    }

    @Test
    void aNameWhoseDirectoryIsNotSyncedIsFoundOut() throws Exception {
        Path box = disk.root().resolve("data/outbox");
        DurableFile.makeDirectory(box);
        NewFace question = question("User001");
        byte[] sealed = SEALER.seal(question.toJson(), "User001.ask");
        DurableFile.write(box.resolve("other"), sealed);
        Files.move(box.resolve("other"), box.resolve("User001.ask"), StandardCopyOption.ATOMIC_MOVE);
        disk.said(new QuestionStored("User001.ask", question.uuid()));
        assertThat(brokenAfterACut(disk.steps(), Spared.NOTHING)).isNotEmpty();
    }

    /** Three people come, are asked for and named; one is forgotten, and the device is restarted in between. */
    private void live() throws Exception {
        Path data = disk.root().resolve("data");
        FaceCache cache = start(data);
        Outbox outbox = outbox(data);
        outbox.prepare();
        List<String> keys = new ArrayList<>();
        for (int person = 1; person <= 3; person++) {
            String key = cache.remember(face(person), Set.of());
            disk.said(new KeyGiven(key));
            keys.add(key);
            ask(cache, outbox, key, person);
            if (person == 2) {
                cache.stop();
                cache = start(data);
            }
        }
        improve(cache, outbox, keys.get(0));
        answer(cache, data, keys.get(0), "Ada");
        answer(cache, data, keys.get(1), "Eve");
        cache.forget(keys.get(2));
        answer(cache, data, keys.get(0), "Ada Lovelace");
        String late = cache.remember(face(4), Set.of());
        disk.said(new KeyGiven(late));
        cache.stop();
    }

    private void ask(FaceCache cache, Outbox outbox, String key, int questions) throws IOException {
        assertThat(cache.add(key)).isTrue();
        NewFace question = question(key);
        cache.asking(key, question.uuid().toString());
        disk.said(new Asked(key, questions));
        String file = key + Outbox.SUFFIX;
        camelWrites(disk.root().resolve("data/outbox"), file, outbox.seal(question.toJson(), file));
        outbox.stored(file);
        disk.said(new QuestionStored(file, question.uuid()));
    }

    private void improve(FaceCache cache, Outbox outbox, String key) throws IOException {
        UUID asked = UUID.fromString(cache.find(key).flatMap(FaceEntry::eventId).orElseThrow());
        NewFace better = new NewFace(asked, key, clock.instant(), photo(key), new PhotoQuality(200, 0.5, 0));
        outbox.improve(better.toJson(), key + Outbox.SUFFIX);
        disk.said(new QuestionStored(key + Outbox.SUFFIX, better.uuid()));
    }

    private void answer(FaceCache cache, Path data, String key, String name) throws IOException {
        disk.said(new QuestionSent(key + Outbox.SUFFIX));
        Files.deleteIfExists(data.resolve("outbox").resolve(key + Outbox.SUFFIX));
        disk.said(new Naming(key, name));
        cache.apply(key, new Answer.Named(name, new UUID(1, key.hashCode()).toString(), 98));
        disk.said(new Named(key, name));
    }

    /** As Camel's file component: a temporary name, then the right one. Nothing of it is taken as safe, whatever Camel does today. */
    private static void camelWrites(Path box, String file, byte[] content) throws IOException {
        Files.write(box.resolve("." + file), content);
        Files.move(box.resolve("." + file), box.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }

    private List<String> brokenAfterACut(int step, Spared spared) throws IOException {
        Path left = Files.createDirectory(place.resolve("left-" + step + "-" + spared));
        disk.cut(step, spared, step, left);
        Path data = left.resolve("data");
        List<String> broken = new ArrayList<>();
        FaceCache cache = start(data);
        try {
            Outbox outbox = outbox(data);
            outbox.prepare();
            broken.addAll(broken(cache, data, disk.promises(step)));
            if (Files.exists(data.resolve("unreadable")) && holdsFaces(data.resolve("unreadable"))) {
                broken.add("a face cannot be read");
            }
        } finally {
            cache.stop();
        }
        return broken.stream().map(fault -> fault + " after step " + step + " with " + spared + " spared").toList();
    }

    private static boolean holdsFaces(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> file.toString().endsWith(".face"));
        }
    }

    private List<String> broken(FaceCache cache, Path data, List<Object> promises) throws IOException {
        List<String> broken = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        Map<String, List<String>> names = new HashMap<>();
        Map<String, UUID> questions = new HashMap<>();
        int asked = 0;
        for (Object promise : promises) {
            if (promise instanceof KeyGiven given) {
                keys.add(given.key());
            } else if (promise instanceof Asked question) {
                asked = question.questions();
            } else if (promise instanceof QuestionStored stored) {
                questions.put(stored.file(), stored.id());
            } else if (promise instanceof QuestionSent sent) {
                questions.remove(sent.file());
            } else if (promise instanceof Named named) {
                names.put(named.key(), List.of(named.name()));
            } else if (promise instanceof Naming naming) {
                names.computeIfPresent(naming.key(), (key, name) -> List.of(name.get(0), naming.name()));
            }
        }
        if (cache.getBudgetLeft() > SETTINGS.asksPerHour() - asked) {
            broken.add("the budget forgot questions");
        }
        names.forEach((key, name) -> {
            if (cache.find(key).flatMap(FaceEntry::name).filter(name::contains).isEmpty()) {
                broken.add(key + " is not " + name);
            }
        });
        questions.forEach((file, id) -> {
            if (!isThere(data.resolve("outbox").resolve(file), id)) {
                broken.add("the question " + file + " is gone");
            }
        });
        String next = cache.remember(face(99), Set.of());
        if (!keys.add(next)) {
            broken.add(next + " is given again");
        }
        return broken;
    }

    private static boolean isThere(Path file, UUID id) {
        try {
            return NewFace.fromJson(SEALER.open(Files.readAllBytes(file), file.getFileName().toString())).uuid().equals(id);
        } catch (IOException | UnsealException e) {
            return false;
        }
    }

    private NewFace question(String key) {
        return new NewFace(UUID.randomUUID(), key, clock.instant(), photo(key), new PhotoQuality(100, 0.5, 0));
    }

    /** Too little for a decoder, enough for a message. */
    private static byte[] photo(String key) {
        byte[] photo = new byte[40];
        System.arraycopy(JPEG_BEGIN, 0, photo, 0, JPEG_BEGIN.length);
        System.arraycopy(key.getBytes(StandardCharsets.US_ASCII), 0, photo, JPEG_BEGIN.length, key.length());
        return photo;
    }

    private FaceCache start(Path data) {
        FaceCache cache = new FaceCache(SETTINGS, data, SEALER, clock);
        cache.start();
        return cache;
    }

    private Outbox outbox(Path data) {
        return new Outbox(data.resolve("outbox"), new OutboxLimits(100, 1_000_000, Duration.ofDays(1)), SEALER, clock);
    }
}
