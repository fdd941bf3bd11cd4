// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hybridface.edge.explain.FaceEvent;
import org.hybridface.messages.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the cache tells of its decisions, once for each change. */
class CacheNewsTest {

    @TempDir
    Path directory;

    private final TestClock clock = new TestClock();
    private final List<FaceEvent> heard = new ArrayList<>();
    private FaceCache cache;
    private String key;

    @BeforeEach
    void oneFaceIsRemembered() {
        start(Faces.SETTINGS);
        key = cache.remember(Faces.face(1), Set.of());
    }

    @AfterEach
    void stop() {
        cache.stop();
    }

    @Test
    void aNewFaceIsToldWithWhoIsNearest() {
        cache.remember(Faces.face(3), Set.of());
        assertThat(lines()).containsExactly("event=keyed key=User001 limit=0.53",
                "event=keyed key=User002 limit=0.53 nearest=User001 distance=2.00");
    }

    @Test
    void framesWithoutNewsTellNothing() throws IOException {
        heard.clear();
        assertThat(cache.isWorthAsking(key)).isTrue();
        cache.add(key);
        for (int frame = 0; frame < 25; frame++) {
            cache.inFrame(Set.of(key));
            cache.isWorthAsking(key);
        }
        cache.apply(key, new Answer.Enrolled("00000000-0000-0000-0000-000000000001", 100));
        for (int frame = 0; frame < 25; frame++) {
            cache.isWorthAsking(key);
        }
        clock.advance(Duration.ofHours(24));
        cache.isWorthAsking(key);
        cache.add(key);
        assertThat(lines()).containsExactly("event=verdict key=User001 verdict=ask asks=1",
                "event=verdict key=User001 verdict=wait until=2026-01-31T10:16:30Z",
                "event=verdict key=User001 verdict=answered until=2026-02-01T10:15:30Z",
                "event=verdict key=User001 verdict=ask asks=1 why=expired");
    }

    @Test
    void aSpentBudgetIsToldOnceForEachFace() {
        start(new CacheSettings(1000, 0.53, 0.02, Duration.ofHours(24), 0));
        key = cache.remember(Faces.face(2), Set.of());
        heard.clear();
        cache.add(key);
        cache.add(key);
        assertThat(lines()).containsExactly("event=verdict key=" + key + " verdict=no-budget");
    }

    @Test
    void whoComesBackAfterAMinuteIsToldAndALostTrackIsNot() {
        heard.clear();
        clock.advance(Duration.ofSeconds(59));
        cache.recognised(key, Faces.face(1.25));
        clock.advance(Duration.ofSeconds(1));
        cache.recognised(key, Faces.face(1.25));
        assertThat(lines()).containsExactly("event=recognised key=User001 distance=0.25 limit=0.53 away=60");
    }

    @Test
    void failuresNamesAndForgettingAreToldWithoutTheName() {
        cache.add(key);
        cache.asking(key, "e-1");
        heard.clear();
        cache.remove(key);
        cache.askAgain(key);
        cache.rename(key, "Ada");
        cache.forget(key);
        cache.forget(key);
        assertThat(lines()).containsExactly("event=ask-failed key=User001 id=e-1", "event=ask-again key=User001", "event=renamed key=User001",
                "event=forgotten key=User001 why=request");
    }

    @Test
    void whoMakesRoomIsToldAsSuch() {
        start(new CacheSettings(1, 0.53, 0.02, Duration.ofHours(24), 10));
        cache.remember(Faces.face(5), Set.of());
        heard.clear();
        cache.remember(Faces.face(7), Set.of());
        assertThat(lines()).last().asString().endsWith(" why=capacity");
    }

    private List<String> lines() {
        return heard.stream().map(FaceEvent::toString).toList();
    }

    private void start(CacheSettings settings) {
        if (cache != null) {
            cache.stop();
        }
        cache = new FaceCache(settings, directory, Faces.SEALER, clock, heard::add);
        cache.start();
    }
}
