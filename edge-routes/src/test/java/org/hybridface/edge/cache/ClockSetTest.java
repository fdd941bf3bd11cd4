// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hybridface.edge.cache.Faces.face;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.hybridface.edge.time.TestTime;
import org.hybridface.messages.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A clock that ran ahead and is set right, and one that starts in the past and jumps to now: while the device runs, and over a restart. */
class ClockSetTest {

    private static final Answer ADA = new Answer.Named("Ada", "00000000-0000-0000-0000-000000000001", 98.7);
    private static final int BUDGET = 3;
    private static final CacheSettings SETTINGS = new CacheSettings(1000, 0.53, 0.02, Duration.ofHours(24), BUDGET);

    @TempDir
    Path directory;

    private final TestTime machine = new TestTime();
    private FaceCache cache;

    @AfterEach
    void stop() {
        cache.stop();
    }

    @ParameterizedTest
    @ValueSource(longs = {-20_000, -2, 2, 20_000})
    void waitsBudgetAndExpiryGoOnAsIfNobodyHadSetIt(long days) throws IOException {
        start();
        String open = asked(1);
        String named = asked(2);
        cache.apply(named, ADA);
        asked(3);
        machine.set(Duration.ofDays(days));
        assertThat(cache.getBudgetLeft()).isZero();
        assertThat(cache.isWorthAsking(named)).as("the answer is believed as before").isFalse();
        machine.pass(BackOff.FIRST.minusSeconds(1));
        assertThat(cache.isWorthAsking(open)).isFalse();
        machine.pass(Duration.ofSeconds(1));
        assertThat(cache.isWorthAsking(open)).as("asked again after the back-off").isTrue();
        assertThat(cache.add(open)).as("the budget is spent").isFalse();
        machine.pass(Duration.ofHours(1));
        assertThat(cache.getBudgetLeft()).isEqualTo(BUDGET);
        assertThat(cache.add(open)).isTrue();
        machine.pass(Duration.ofHours(23));
        assertThat(cache.isWorthAsking(named)).as("the answer expires as before").isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {-20_000, -2, 2, 20_000})
    void whatIsRememberedTellsTheRightTimeAfterARestart(long days) throws IOException {
        machine.set(Duration.ofDays(-days));
        start();
        String open = asked(1);
        String named = asked(2);
        cache.apply(named, ADA);
        machine.set(Duration.ofDays(days));
        restartedAfterKill();
        assertThat(cache.getBudgetLeft()).isEqualTo(BUDGET - 2);
        assertThat(cache.timeOfDay(cache.find(open).orElseThrow().lastSeen())).isEqualTo(machine.timeOfDay());
        assertThat(cache.add(open)).isFalse();
        assertThat(cache.isWorthAsking(named)).isFalse();
        machine.pass(BackOff.FIRST);
        assertThat(cache.add(open)).isTrue();
    }

    /** The process was gone while the clock was set right: one that ran ahead, and one that began in 1971. */
    @ParameterizedTest
    @ValueSource(longs = {2, 20_000, -20_000})
    void impossibleTimesCountAsNowAfterARestart(long days) throws IOException {
        machine.set(Duration.ofDays(days));
        start();
        String open = asked(1);
        String named = asked(2);
        cache.apply(named, ADA);
        cache.stop();
        machine.set(Duration.ofDays(-days));
        start();
        assertThat(cache.getBudgetLeft()).isEqualTo(BUDGET - 2);
        assertThat(cache.isWorthAsking(named)).isFalse();
        machine.pass(BackOff.FIRST);
        assertThat(cache.add(open)).as("not silent for days").isTrue();
        machine.pass(Duration.ofHours(1));
        assertThat(cache.getBudgetLeft()).isEqualTo(BUDGET);
        machine.pass(Duration.ofHours(23));
        assertThat(cache.isWorthAsking(named)).isTrue();
    }

    private String asked(int person) throws IOException {
        String key = cache.remember(face(person), Set.of());
        assertThat(cache.add(key)).isTrue();
        cache.asking(key, "event-" + person);
        return key;
    }

    private void start() {
        cache = new FaceCache(SETTINGS, directory, Faces.SEALER, machine.process());
        cache.start();
    }

    /** Nothing is stopped: a new process reads what this one has written by itself. */
    private void restartedAfterKill() {
        await().untilAsserted(() -> {
            FaceCache other = new FaceCache(SETTINGS, directory, Faces.SEALER, machine.process());
            other.start();
            assertThat(other.list()).hasSize(2).allSatisfy(face -> assertThat(other.timeOfDay(face.lastSeen())).isEqualTo(machine.timeOfDay()));
            other.stop();
        });
        cache.stop();
        start();
    }
}
