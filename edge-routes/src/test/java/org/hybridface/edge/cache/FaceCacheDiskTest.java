// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hybridface.edge.cache.Faces.SETTINGS;
import static org.hybridface.edge.cache.Faces.face;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.hybridface.edge.store.Sealer;
import org.hybridface.messages.Answer;
import org.hybridface.messages.Whose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What of the face cache is on the disk: after a restart, a power cut, damage and theft. */
class FaceCacheDiskTest extends OneCache {

    private static final Answer ADA = new Answer.Named("Ada", "00000000-0000-0000-0000-000000000001", 98.7, 3,
            new Whose(Optional.of("00000000-0000-0000-0000-0000000000aa"), true, Optional.of(Instant.parse("2030-01-31T00:00:00Z")),
                    Set.of("00000000-0000-0000-0000-0000000000bb")));
    private static final Answer POOLED = new Answer.Enrolled("00000000-0000-0000-0000-000000000002", 100);

    FaceCacheDiskTest() {
        super(SETTINGS);
    }

    @Test
    void everythingSurvivesARestart() throws IOException {
        String ada = asked(1);
        cache.asking(ada, "event-1");
        cache.apply(ada, ADA);
        String pooled = asked(2);
        cache.apply(pooled, POOLED);
        String open = asked(3);
        List<FaceEntry> before = cache.list();
        restart();
        assertThat(cache.list()).containsExactlyInAnyOrderElementsOf(before);
        assertThat(cache.near(face(1.1)).get(0).key()).isEqualTo(ada);
        assertThat(cache.add(open)).isFalse();
    }

    @Test
    void anAnswerIsOnTheDiskBeforeItIsAcknowledged() throws IOException {
        String key = asked(1);
        cache.apply(key, ADA);
        assertThat(asAfterKill(key).orElseThrow().name()).contains("Ada");
    }

    /** As after kill -9: nothing was stopped, another process reads the files. */
    private Optional<FaceEntry> asAfterKill(String key) {
        FaceCache after = Faces.cache(directory, SETTINGS, clock);
        try {
            return after.find(key);
        } finally {
            after.stop();
        }
    }

    @ParameterizedTest
    @EnumSource(HandEdit.class)
    void whatSomebodySaidIsOnTheDiskBeforeTheyAreAnswered(HandEdit edit) throws IOException {
        String key = asked(1);
        cache.apply(key, ADA);
        edit.make(cache, key);
        assertThat(asAfterKill(key)).isEqualTo(cache.find(key));
    }

    @ParameterizedTest
    @EnumSource(HandEdit.class)
    void whatTheDiskDoesNotTakeChangesNothingAndSaysSo(HandEdit edit) throws IOException {
        String key = asked(1);
        cache.apply(key, ADA);
        Optional<FaceEntry> before = cache.find(key);
        Files.move(directory.resolve("faces"), directory.resolve("elsewhere"));
        Files.createFile(directory.resolve("faces"));

        assertThatThrownBy(() -> edit.make(cache, key)).isInstanceOf(EditNotKeptException.class).hasMessageContaining(key).hasMessageContaining("free space");
        assertThat(cache.find(key)).isEqualTo(before);

        Files.delete(directory.resolve("faces"));
        Files.move(directory.resolve("elsewhere"), directory.resolve("faces"));
        edit.make(cache, key);
        assertThat(cache.find(key)).isNotEqualTo(before);
    }

    /** What somebody may say of a face. */
    enum HandEdit {
        NAME((cache, key) -> cache.rename(key, "Grace")),
        TAKE_NAME_AWAY(FaceCache::takeNameAway),
        NOT_THIS_PERSON(FaceCache::notThisPerson),
        MAY_BE_ASKED((cache, key) -> cache.neverAsk(key, false)),
        FORGET(FaceCache::forget),
        FORGET_EVERYBODY((cache, key) -> cache.clear());

        private final BiConsumer<FaceCache, String> edit;

        HandEdit(BiConsumer<FaceCache, String> edit) {
            this.edit = edit;
        }

        void make(FaceCache cache, String key) {
            edit.accept(cache, key);
        }
    }

    @Test
    void aNewFaceReachesTheDiskSoon() {
        asked(1);
        await().untilAsserted(() -> {
            FaceCache after = Faces.cache(directory, SETTINGS, clock);
            assertThat(after.getCacheSize()).isEqualTo(1);
            after.stop();
        });
    }

    @Test
    void aKeyIsNeverGivenTwice() {
        assertThat(cache.remember(face(1), Set.of())).isEqualTo("User001");
        cache.clear();
        assertThat(cache.remember(face(2), Set.of())).isEqualTo("User002");
        restart();
        assertThat(cache.remember(face(3), Set.of())).isEqualTo("User003");
        cache.forget("User003");
        restart();
        assertThat(cache.remember(face(4), Set.of())).isEqualTo("User004");
    }

    @Test
    void aDeviceThatSawNobodyYetStartsAtTheFirstKeyAfterARestart() {
        restart();
        assertThat(cache.remember(face(1), Set.of())).isEqualTo("User001");
    }

    @Test
    void aLostKeyCounterNeverGivesAnOldKeyAgain() throws IOException {
        asked(1);
        cache.clear();
        cache.stop();
        Files.delete(directory.resolve("last-key"));
        Files.delete(directory.resolve("last-key.copy"));
        cache = Faces.cache(directory, SETTINGS, clock);
        assertThat(cache.remember(face(2), Set.of())).isNotEqualTo("User001").matches("User[0-9]{7}");
    }

    @Test
    void aDamagedFileCostsOneFaceAndIsSetAside() throws IOException {
        String good = asked(1);
        String bad = asked(2);
        cache.stop();
        Path file = directory.resolve("faces/" + bad + ".face");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        cache = Faces.cache(directory, SETTINGS, clock);
        assertThat(cache.list()).extracting(FaceEntry::key).containsExactly(good);
        assertThat(directory.resolve("unreadable/" + bad + ".face")).hasBinaryContent(bytes);
        assertThat(cache.remember(face(3), Set.of())).isEqualTo("User003");
    }

    @Test
    void aHalfWrittenFileIsNoFace() throws IOException {
        asked(1);
        cache.stop();
        Files.write(directory.resolve("faces/.User009.face.tmp"), new byte[] {1, 2, 3});
        Files.write(directory.resolve("faces/User010.face"), new byte[0]);
        cache = Faces.cache(directory, SETTINGS, clock);
        assertThat(cache.list()).extracting(FaceEntry::key).containsExactly("User001");
    }

    @Test
    void withAnotherKeyNothingCanBeRead() {
        asked(1);
        cache.stop();
        byte[] other = new byte[32];
        other[0] = 1;
        FaceCache thief = new FaceCache(SETTINGS, directory, new Sealer(new SecretKeySpec(other, "AES")), clock);
        thief.start();
        assertThat(thief.list()).isEmpty();
        thief.stop();
    }

    @Test
    void noNameAndNoVectorCanBeReadOnTheDisk() throws IOException {
        String key = asked(1);
        cache.apply(key, ADA);
        cache.stop();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .doesNotContain("Ada").doesNotContain(Faces.MODEL);
            }
        }
    }
}
