package org.hybridface.edge.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hybridface.edge.cache.Faces.face;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A restart buys no new budget. */
class BudgetOverRestartTest {

    private static final CacheSettings SETTINGS = new CacheSettings(2, 0.53, 0.02, Duration.ofHours(24), 10);

    @TempDir
    Path directory;

    private final TestClock clock = new TestClock();
    private FaceCache cache;

    @BeforeEach
    void start() {
        cache = Faces.cache(directory, SETTINGS, clock);
    }

    @AfterEach
    void stop() {
        cache.stop();
    }

    @Test
    void questionsForFacesThatMadeRoomSinceAreCounted() {
        for (int person = 1; person <= 5; person++) {
            asked(person);
        }
        assertThat(cache.getCacheSize()).isEqualTo(2);
        restart();
        assertThat(cache.getBudgetLeft()).isEqualTo(5);
        clock.advance(Duration.ofMinutes(61));
        assertThat(cache.getBudgetLeft()).isEqualTo(10);
    }

    @Test
    void eachQuestionForOneFaceIsCounted() {
        String key = asked(1);
        clock.advance(Duration.ofSeconds(60));
        assertThat(cache.add(key)).isTrue();
        clock.advance(Duration.ofSeconds(120));
        assertThat(cache.add(key)).isTrue();
        restart();
        assertThat(cache.getBudgetLeft()).isEqualTo(7);
        restart();
        assertThat(cache.getBudgetLeft()).isEqualTo(7);
    }

    @Test
    void aQuestionIsCountedBeforeItIsOnItsWay() throws IOException {
        String key = asked(1);
        cache.asking(key, "event-1");
        // As after kill -9: nothing was stopped.
        FaceCache after = Faces.cache(directory, SETTINGS, clock);
        assertThat(after.getBudgetLeft()).isEqualTo(9);
        assertThat(after.find(key).orElseThrow().isOpen()).isTrue();
        after.stop();
    }

    @Test
    void aDamagedFileIsReplacedByWhatTheFacesTell() throws IOException {
        asked(1);
        asked(2);
        cache.stop();
        Files.write(directory.resolve(BudgetFile.NAME), new byte[] {1, 2, 3});
        start();
        assertThat(cache.getBudgetLeft()).isEqualTo(8);
    }

    private String asked(int person) {
        String key = cache.remember(face(person), Set.of());
        assertThat(cache.add(key)).isTrue();
        return key;
    }

    private void restart() {
        cache.stop();
        start();
    }
}
