// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hybridface.edge.cache.Faces.face;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.hybridface.edge.app.LogLines;
import org.hybridface.edge.store.DeviceKeyFile;
import org.hybridface.edge.store.Sealer;
import org.hybridface.messages.Answer;
import org.hybridface.vision.Embedding;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A device whose faces were learned with the model before this one: see device-of-face-api in the test resources. */
class OldModelTest {

    private static final String ADA = "1a382809-b7c0-3f68-ae12-dd15677c5497";
    private static final String KATHERINE = "092ebe46-5c68-34f4-82e9-af6a4a387116";

    @TempDir
    Path home;

    private final TestClock clock = new TestClock();
    private FaceCache cache;

    @BeforeEach
    void anOldDevice() throws Exception {
        for (String file : List.of("device.key", "data/last-key", "data/faces/User001.face", "data/faces/User002.face", "data/faces/User003.face",
                "data/faces/User004.face")) {
            Path target = home.resolve(file);
            Files.createDirectories(target.getParent());
            try (InputStream in = OldModelTest.class.getResourceAsStream("/device-of-face-api/" + file)) {
                Files.copy(in, target);
            }
        }
        start();
    }

    private void start() throws IOException {
        Path data = home.resolve("data");
        cache = new FaceCache(new CacheSettings(1000, 0.53, 0.02, Duration.ofHours(24), 1000), data,
                new Sealer(DeviceKeyFile.loadOrCreate(home.resolve("device.key"), data)), clock);
        cache.embedsWith(Faces.MODEL);
        cache.start();
    }

    @AfterEach
    void stop() {
        cache.stop();
    }

    @Test
    void whoIsLearnedAnewIsSaidOnceWhenTheFacesAreLoaded() throws IOException {
        cache.stop();
        try (LogLines log = new LogLines(FaceCache.class.getName())) {
            start();
            cache.stop();
            cache.start();
            assertThat(log.lines()).filteredOn(line -> line.contains("faces-to-relearn")).singleElement().asString()
                    .contains("faces=4 of=4").contains("model=" + Faces.MODEL);
        }
    }

    @Test
    void vectorsOfTheOldModelNameNobody() {
        assertThat(cache.getCacheSize()).isEqualTo(4);
        for (FaceEntry old : cache.list()) {
            assertThat(cache.near(new Embedding(Faces.MODEL, old.embeddings().get(0).values()))).isEmpty();
        }
        assertThat(cache.likeness(face(1), Set.of())).isInstanceOf(Likeness.Stranger.class);
    }

    @Test
    void aModelThatKeptItsIdButMakesLongerVectorsNamesNobodyEither() throws Exception {
        String key = askedFor(1);
        Embedding longer = new Embedding(Faces.MODEL, new float[] {1, 0, 0, 0, 0});
        assertThat(cache.likeness(longer, Set.of())).isInstanceOf(Likeness.Stranger.class);
        assertThat(cache.remember(longer, Set.of())).isNotEqualTo(key);
    }

    @Test
    void theCloudsAnswerBringsTheOldKeyAndNameBack() throws Exception {
        String again = askedFor(1);
        AppliedAnswer applied = cache.apply(again, new Answer.Named("Ada", ADA, 99.1)).orElseThrow();
        assertThat(applied.face().key()).isEqualTo("User001");
        assertThat(applied.face().name()).contains("Ada");
        assertThat(applied.waited()).isPresent();
        assertThat(applied.face().embeddings()).as("old vectors are of no more use").containsExactly(face(1));
        assertThat(cache.find(again)).as("nobody has two keys").isEmpty();
        assertThat(cache.current(again)).isEqualTo("User001");
        assertThat(cache.near(face(1.1))).extracting(Match::key).containsExactly("User001");
        assertThat(cache.add("User001")).as("not one question more").isFalse();
    }

    @Test
    void aNameTypedAtTheDeviceComesBackToo() throws Exception {
        String again = askedFor(3);
        FaceEntry face = cache.apply(again, new Answer.Enrolled(KATHERINE, 99)).orElseThrow().face();
        assertThat(face.key()).isEqualTo("User003");
        assertThat(face.name()).contains("Katherine");
    }

    @Test
    void whatWasJoinedSurvivesARestart() throws Exception {
        cache.apply(askedFor(1), new Answer.Named("Ada", ADA, 99.1));
        cache.stop();
        start();
        assertThat(cache.getCacheSize()).isEqualTo(4);
        assertThat(cache.near(face(1))).extracting(Match::key).containsExactly("User001");
    }

    @Test
    void anAnswerToTheOldKeyThatComesLateJoinsTheSame() throws Exception {
        String again = askedFor(4);
        cache.apply(again, new Answer.Named("Dennis", "3f1d6c1e-95d5-4a8e-8a2e-0c5f7f7b0d01", 99));
        AppliedAnswer late = cache.apply("User004", new Answer.Named("Dennis", "3f1d6c1e-95d5-4a8e-8a2e-0c5f7f7b0d01", 99)).orElseThrow();
        assertThat(late.face().key()).isEqualTo("User004");
        assertThat(cache.find(again)).isEmpty();
        assertThat(cache.near(face(4))).extracting(Match::key).containsExactly("User004");
    }

    @Test
    void twoPeopleTheDeviceTellsApartStayTwoWhateverTheCloudSays() throws Exception {
        String one = askedFor(1);
        String other = askedFor(2);
        cache.apply(one, new Answer.Named("Eve", "3f1d6c1e-95d5-4a8e-8a2e-0c5f7f7b0d02", 99));
        cache.apply(other, new Answer.Named("Eve", "3f1d6c1e-95d5-4a8e-8a2e-0c5f7f7b0d02", 82));
        assertThat(cache.find(one)).isPresent();
        assertThat(cache.find(other)).isPresent();
    }

    private String askedFor(int person) {
        String key = cache.remember(face(person), Set.of());
        assertThat(cache.add(key)).isTrue();
        return key;
    }
}
