// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hybridface.edge.cache.Faces.SETTINGS;
import static org.hybridface.edge.cache.Faces.face;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hybridface.edge.explain.FaceJournal;
import org.hybridface.messages.DeviceKey;
import org.hybridface.messages.FaceKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens to the counter's files: a key is never given again. */
class KeyCounterTest {

    private static final int GIVEN = 6;

    @TempDir
    Path directory;

    private final TestClock clock = new TestClock();

    /** Six keys were given; all their faces are forgotten, so that only the counter knows. */
    @BeforeEach
    void giveKeys() {
        FaceCache cache = Faces.cache(directory, SETTINGS, clock);
        for (int i = 1; i <= GIVEN; i++) {
            cache.remember(face(i), Set.of());
        }
        cache.clear();
        cache.stop();
        assertThat(directory.resolve("faces")).isEmptyDirectory();
    }

    @Test
    void oneFlippedBitAnywhereIsMendedFromTheOtherCopy() throws IOException {
        for (String name : List.of(KeyCounter.FILE, KeyCounter.COPY)) {
            byte[] good = Files.readAllBytes(directory.resolve(name));
            for (int i = 0; i < good.length; i++) {
                byte[] bad = Files.readAllBytes(directory.resolve(name));
                bad[i] ^= (byte) (1 << i % 8);
                int before = last();
                Files.write(directory.resolve(name), bad);
                assertThat(next()).as("byte %d of %s", i, name).isEqualTo(before + 1);
            }
        }
    }

    @Test
    void aCutEndIsMendedFromTheOtherCopy() throws IOException {
        for (String name : List.of(KeyCounter.FILE, KeyCounter.COPY)) {
            int size = (int) Files.size(directory.resolve(name));
            for (int end = 0; end < size; end += 7) {
                int before = last();
                byte[] whole = Files.readAllBytes(directory.resolve(name));
                Files.write(directory.resolve(name), Arrays.copyOf(whole, end));
                assertThat(next()).as("%s cut at %d", name, end).isEqualTo(before + 1);
            }
        }
    }

    @Test
    void aMissingFileIsMendedFromTheOtherCopy() throws IOException {
        Files.delete(directory.resolve(KeyCounter.FILE));
        assertThat(next()).isEqualTo(GIVEN + 1);
        Files.delete(directory.resolve(KeyCounter.COPY));
        assertThat(next()).isEqualTo(GIVEN + 2);
    }

    @Test
    void anOldCopyOfOneFileCountsLessThanTheNewerOther() throws IOException {
        byte[] old = Files.readAllBytes(directory.resolve(KeyCounter.FILE));
        assertThat(next()).isEqualTo(GIVEN + 1);
        Files.write(directory.resolve(KeyCounter.FILE), old);
        assertThat(next()).isEqualTo(GIVEN + 2);
    }

    @Test
    void oldCopiesOfBothCountLessThanAFaceAnUnreadableFaceAQuestionOrTheJournal() throws IOException {
        for (String trace : List.of("faces/User020.face", "unreadable/User030.face", "outbox/User040.ask", "outbox/.User045.ask")) {
            Files.createDirectories(directory.resolve(trace).getParent());
            Files.write(directory.resolve(trace), new byte[3]);
            assertThat(next()).as(trace).isEqualTo(FaceKey.number(trace.replaceAll(".*(User[0-9]+).*", "$1")) + 1);
        }
        Path journal = Files.createDirectories(directory.resolve(FaceJournal.DIRECTORY)).resolve("faces.log");
        Files.writeString(journal, "2026-11-27T04:00:50.000Z event=keyed key=User050 limit=1.03\n"
                + "2026-11-27T04:00:51.000Z event=taken-out key=User060 version=7\nrubbish\n", StandardCharsets.US_ASCII);
        assertThat(next()).as("a key in the cloud's words was not given here").isEqualTo(51);
    }

    @Test
    void withBothFilesGoneOrDamagedTheNumbersGoOnFarAbove() throws IOException {
        Files.delete(directory.resolve(KeyCounter.FILE));
        Files.delete(directory.resolve(KeyCounter.COPY));
        int far = next();
        assertThat(far).isGreaterThan(1_000_000);
        damageBoth();
        assertThat(next()).isGreaterThan(far);
        Files.delete(directory.resolve("faces"));
        damageBoth();
        assertThat(next()).as("a folder of faces that is gone as well is no first start").isGreaterThan(1_000_000);
    }

    @Test
    void aClockThatWasNeverSetDoesNotStartALostCounterAtTheBeginning() throws IOException {
        clock.set(Instant.parse("1970-01-01T00:00:40Z"));
        Files.delete(directory.resolve(KeyCounter.FILE));
        Files.delete(directory.resolve(KeyCounter.COPY));
        assertThat(next()).isGreaterThan(1_000_000);
    }

    @Test
    void noClockLeavesTooFewKeys() throws IOException {
        clock.set(Instant.parse("9999-01-01T00:00:00Z"));
        damageBoth();
        assertThat(next()).isLessThan(600_000_000);
    }

    @Test
    void aNameThatNoDeviceGaveDoesNotUseUpTheKeys() throws IOException {
        Files.write(directory.resolve("faces/User999999999.face"), new byte[3]);
        assertThat(next()).isEqualTo(GIVEN + 1);
    }

    @Test
    void theCounterOfAnOlderVersionIsTakenOver() throws IOException {
        Files.delete(directory.resolve(KeyCounter.COPY));
        Files.writeString(directory.resolve(KeyCounter.FILE), "41");
        assertThat(next()).isEqualTo(42);
        Files.writeString(directory.resolve(KeyCounter.FILE), "7");
        assertThat(next()).as("digits in the clear count once only").isEqualTo(43);
    }

    @Test
    void aDirectoryWhereNothingEverWasBeginsAtOne() throws IOException {
        loseEverything();
        assertThat(next()).isEqualTo(1);
    }

    @Test
    void aDeviceThatLostAllItsMemoryIsAnotherIncarnationWhateverIsMendedIsNot() throws IOException {
        DeviceKeys before = keys();
        Files.write(directory.resolve(KeyCounter.FILE), new byte[40]);
        assertThat(keys()).as("the other copy knows it").isEqualTo(before);
        assertThat(before.incarnation()).hasValueSatisfying(life -> assertThat(DeviceKey.isIncarnation(life)).isTrue());

        loseEverything();

        DeviceKeys after = keys();
        assertThat(after.gave(before.of("User001"))).as("it begins at User001 again, which is not that one").isFalse();
        assertThat(after.gave(after.of("User001"))).isTrue();
    }

    @Test
    void aDeviceThatHasItsFacesButNoCounterTakesAnswersForAllItsKeys() throws IOException {
        DeviceKeys before = keys();
        damageBoth();
        assertThat(keys().gave(before.of("User001"))).isTrue();
    }

    private void loseEverything() throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).filter(path -> !path.equals(directory)).toList()) {
                Files.delete(path);
            }
        }
    }

    private DeviceKeys keys() {
        FaceCache cache = Faces.cache(directory, SETTINGS, clock);
        try {
            return cache.deviceKeys();
        } finally {
            cache.stop();
        }
    }

    private void damageBoth() throws IOException {
        Files.write(directory.resolve(KeyCounter.FILE), new byte[40]);
        Files.write(directory.resolve(KeyCounter.COPY), new byte[0]);
    }

    private int last() {
        return next();
    }

    /** Starts the device's memory, takes a key, forgets its face and stops. */
    private int next() {
        FaceCache cache = Faces.cache(directory, SETTINGS, clock);
        try {
            String key = cache.remember(face(1), Set.of());
            cache.forget(key);
            return FaceKey.number(key);
        } finally {
            cache.stop();
        }
    }
}
