// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A restart buys no new budget. */
class BudgetOverRestartTest extends OneCache {

    private static final CacheSettings SETTINGS = new CacheSettings(2, 0.53, 0.02, Duration.ofHours(24), 10);

    BudgetOverRestartTest() {
        super(SETTINGS);
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
}
