// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.hybridface.edge.outbox.OutboxLimits.Waiting;
import org.junit.jupiter.api.Test;

class OutboxLimitsTest {

    private static final Instant NOW = Instant.parse("2026-01-31T10:00:00Z");
    private static final OutboxLimits LIMITS = new OutboxLimits(3, 100, Duration.ofHours(1));

    @Test
    void nothingGoesWhileThereIsRoom() {
        assertThat(LIMITS.toDrop(List.of(waiting("a", 10, 5), waiting("b", 10, 4)), 10, NOW)).isEmpty();
    }

    @Test
    void theOldestMakesRoomForOneMore() {
        assertThat(LIMITS.toDrop(List.of(waiting("b", 10, 2), waiting("a", 10, 3), waiting("c", 10, 1)), 10, NOW))
                .extracting(Waiting::file).containsExactly("a");
    }

    @Test
    void asManyGoAsTheBytesWant() {
        assertThat(LIMITS.toDrop(List.of(waiting("a", 40, 3), waiting("b", 40, 2)), 70, NOW))
                .extracting(Waiting::file).containsExactly("a", "b");
    }

    @Test
    void noMoreGoThanTheBytesWant() {
        assertThat(LIMITS.toDrop(List.of(waiting("a", 60, 3), waiting("b", 20, 2)), 30, NOW)).extracting(Waiting::file).containsExactly("a");
    }

    @Test
    void theLastFileAndTheLastByteAreRoom() {
        assertThat(LIMITS.toDrop(List.of(waiting("a", 40, 3), waiting("b", 30, 2)), 30, NOW)).isEmpty();
        assertThat(LIMITS.toDrop(List.of(waiting("a", 1, 3), waiting("b", 1, 2), waiting("c", 1, 1)), 0, NOW)).as("nothing is to come").isEmpty();
    }

    @Test
    void aPhotoThatWaitedTooLongGoesThoughThereIsRoom() {
        assertThat(LIMITS.toDrop(List.of(waiting("old", 1, 61), waiting("new", 1, 59)), 0, NOW))
                .extracting(Waiting::file).containsExactly("old");
    }

    @Test
    void limitsOfNothingAreNoLimits() {
        assertThatThrownBy(() -> new OutboxLimits(0, 1, Duration.ofHours(1))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("outbox.max-files");
    }

    private static Waiting waiting(String file, long bytes, int minutes) {
        return new Waiting(file, bytes, NOW.minus(Duration.ofMinutes(minutes)));
    }
}
