// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hybridface.edge.cache.Faces.asked;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hybridface.edge.cache.FaceEntry;
import org.hybridface.edge.outbox.OutboxLoad;
import org.junit.jupiter.api.Test;

/** Each check goes down with a sentence that says what to do, and comes up again. */
class ChecksTest {

    private static final Optional<Instant> LONG_AGO = Optional.of(Instant.parse("2026-01-01T00:00:00Z"));
    private static final Instant NOW = Instant.parse("2026-01-31T10:15:30Z");

    @Test
    void theOutboxIsWellWhileItEmptiesItself() {
        assertThat(Checks.outbox(new OutboxLoad(3, 60_000, Optional.of(NOW.minusSeconds(5))), 1000, 50_000_000, NOW).problem()).isEmpty();
        assertThat(Checks.outbox(new OutboxLoad(0, 0, Optional.empty()), 1000, 50_000_000, NOW).problem()).isEmpty();
    }

    @Test
    void aFullOrOldOutboxSaysSo() {
        assertThat(Checks.outbox(new OutboxLoad(800, 60_000, Optional.of(NOW)), 1000, 50_000_000, NOW).problem().orElseThrow())
                .contains("800 questions", "outbox.max-files");
        assertThat(Checks.outbox(new OutboxLoad(10, 40_000_000, Optional.of(NOW)), 1000, 50_000_000, NOW).problem()).isPresent();
        assertThat(Checks.outbox(new OutboxLoad(1, 20_000, Optional.of(NOW.minus(Duration.ofMinutes(7)))), 1000, 50_000_000, NOW).problem()
                .orElseThrow()).contains("7 min", "mqtt");
    }

    @Test
    void aSpentBudgetSaysWhatToRaise() {
        assertThat(Checks.budget(1, 500).problem()).isEmpty();
        assertThat(Checks.budget(0, 500).problem().orElseThrow()).contains("500 questions an hour", "cloud.budget.per-hour");
    }

    @Test
    void aSilentCloudIsAFaultOnlyWhileItIsConnected() {
        List<FaceEntry> late = List.of(asked(NOW.minus(Duration.ofMinutes(6))), asked(NOW));
        assertThat(Checks.answers(late, LONG_AGO, NOW).problem().orElseThrow()).contains("6 min", "IoT rule");
        assertThat(Checks.answers(late, Optional.empty(), NOW).problem()).isEmpty();
        assertThat(Checks.answers(List.of(asked(NOW.minusSeconds(20))), LONG_AGO, NOW).problem()).isEmpty();
        assertThat(Checks.answers(List.of(), LONG_AGO, NOW).problem()).isEmpty();
    }

    @Test
    void askingAgainDoesNotMakeASilentCloudWell() {
        FaceEntry again = asked(NOW.minus(Duration.ofMinutes(12)), NOW.minus(Duration.ofMinutes(1)));
        assertThat(Checks.answers(List.of(again), LONG_AGO, NOW).problem().orElseThrow()).contains("12 min");
    }

    @Test
    void afterAnOutageTheCloudHasTimeToAnswer() {
        List<FaceEntry> waiting = List.of(asked(NOW.minus(Duration.ofMinutes(50))));
        assertThat(Checks.answers(waiting, Optional.of(NOW.minusSeconds(30)), NOW).problem()).isEmpty();
        assertThat(Checks.answers(waiting, Optional.of(NOW.minus(Duration.ofMinutes(7))), NOW).problem().orElseThrow()).contains("7 min");
    }

    @Test
    void aQuestionNobodyRepeatsIsGivenUp() {
        List<FaceEntry> gone = List.of(asked(NOW.minus(Duration.ofMinutes(61))));
        assertThat(Checks.answers(gone, LONG_AGO, NOW).problem()).isEmpty();
    }

    @Test
    void aDetectorThatHangsIsAFaultOnlyWhilePicturesCome() {
        assertThat(Checks.detector(true, Duration.ofSeconds(11), 5).problem().orElseThrow()).contains("11 s", "camera-to-faces");
        assertThat(Checks.detector(false, Duration.ofSeconds(11), 5).problem()).isEmpty();
        assertThat(Checks.detector(true, Duration.ofSeconds(1), 5).problem()).isEmpty();
    }

    @Test
    void aFullDiskSaysWhere() {
        assertThat(Checks.disk(200_000_000, 200_000_000, "/data").problem()).isEmpty();
        assertThat(Checks.disk(50_000_000, 200_000_000, "/data").problem().orElseThrow()).contains("50 MB", "edge.data.dir", "edge.data.min-free-bytes");
    }
}
