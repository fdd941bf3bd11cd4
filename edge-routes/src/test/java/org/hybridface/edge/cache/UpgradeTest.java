// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;
import org.hybridface.edge.explain.Explanation;
import org.hybridface.edge.outbox.Outbox;
import org.hybridface.edge.outbox.OutboxLimits;
import org.hybridface.edge.store.DeviceKeyFile;
import org.hybridface.edge.store.Sealer;
import org.hybridface.messages.NewFace;
import org.hybridface.vision.Embedding;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A data directory that an older version wrote (commit 25171a7, at {@link #WRITTEN}) is read without one face lost or one question more. In it:
 * User001 is Ada, User002 is enrolled and was named Grace here, User003 and User005 wait for an answer, User004's photo was rejected, and
 * User006 was forgotten.
 */
class UpgradeTest {

    private static final Instant WRITTEN = Instant.parse("2026-11-27T04:01:05Z");
    private static final CacheSettings SETTINGS = new CacheSettings(1000, 1.03, 0.04, Duration.ofHours(24), 500);

    @TempDir
    Path home;

    private final TestClock clock = new TestClock();
    private Sealer sealer;
    private FaceCache cache;

    @BeforeEach
    void startWithOldData() throws IOException {
        Path old = Path.of("src/test/resources/data-of-25171a7");
        try (Stream<Path> files = Files.walk(old)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = home.resolve(old.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
                Files.setLastModifiedTime(copy, FileTime.from(WRITTEN));
            }
        }
        home = move(home);
        clock.set(WRITTEN.plusSeconds(5));
        sealer = new Sealer(DeviceKeyFile.loadOrCreate(home.resolve("device.key"), home.resolve("data")));
        start();
    }

    /** Where the old data are read. */
    Path move(Path there) throws IOException {
        return there;
    }

    @AfterEach
    void stop() {
        cache.stop();
    }

    @Test
    void everyFaceIsThereWithItsNameAndItsViews() {
        assertThat(cache.list()).extracting(FaceEntry::key).containsExactlyInAnyOrder("User001", "User002", "User003", "User004", "User005");
        assertThat(face("User001").name()).contains("Ada");
        assertThat(face("User001").embeddings()).hasSize(2);
        assertThat(face("User001").answerVersion()).isEqualTo(3);
        assertThat(face("User002").name()).contains("Grace");
        assertThat(face("User002").faceId()).isPresent();
        assertThat(face("User004").state()).isEqualTo(FaceState.REJECTED);
        assertThat(cache.near(new Embedding("test-model", new float[] {2, 0, 0, 0})).get(0).key()).isEqualTo("User001");
        assertThat(home.resolve("data/unreadable")).doesNotExist();
    }

    @Test
    void nobodyIsAskedForOnceMore() {
        for (FaceEntry face : cache.list()) {
            assertThat(cache.isWorthAsking(face.key())).as(face.key()).isFalse();
            assertThat(cache.add(face.key())).as(face.key()).isFalse();
        }
        assertThat(cache.getBudgetLeft()).isEqualTo(495);
    }

    @Test
    void theKeyThatWasForgottenIsNotGivenAgain() {
        assertThat(cache.remember(new Embedding("test-model", new float[] {40, 0, 0, 0}), Set.of())).isEqualTo("User007");
    }

    @Test
    void everyQuestionThatWaitsIsSentAndNoneIsTooOld() throws Exception {
        Outbox outbox = new Outbox(home.resolve("data/outbox"), new OutboxLimits(1000, 50_000_000, Duration.ofHours(24)), sealer, clock);
        outbox.prepare();
        outbox.expire();
        assertThat(outbox.load().oldest()).contains(WRITTEN);
        for (String key : new String[] {"User003", "User005"}) {
            byte[] sealed = Files.readAllBytes(home.resolve("data/outbox/" + key + ".ask"));
            assertThat(NewFace.fromJson(sealer.open(sealed, key + ".ask")).key()).isEqualTo(key);
        }
    }

    @Test
    void theJournalTellsWhatHappenedBefore() throws Exception {
        assertThat(Explanation.of(home.resolve("data/journal"), "User003")).contains("User003");
    }

    @Test
    void aSecondRestartFindsTheSame() {
        var before = cache.list();
        cache.stop();
        start();
        assertThat(cache.list()).containsExactlyElementsOf(before);
        assertThat(cache.getBudgetLeft()).isEqualTo(495);
    }

    private FaceEntry face(String key) {
        return cache.find(key).orElseThrow();
    }

    private void start() {
        cache = new FaceCache(SETTINGS, home.resolve("data"), sealer, clock);
        cache.start();
    }
}
