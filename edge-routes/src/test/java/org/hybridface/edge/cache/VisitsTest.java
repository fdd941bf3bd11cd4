// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VisitsTest {

    private final Visits visits = new Visits();
    private Instant now = Instant.EPOCH;

    @Test
    void whoComesIsOneQuestionHoweverManyPicturesShowHim() {
        inView(Duration.ofSeconds(59), "User001", "User002");
        assertThat(visits.questions()).isEqualTo(2);
    }

    @Test
    void whoStaysIsOneMoreEachMinute() {
        inView(Duration.ofMinutes(3).plusSeconds(1), "User001");
        assertThat(visits.questions()).isEqualTo(4);
    }

    @Test
    void whoComesBackIsAnotherAndWhoTurnsHisHeadIsNot() {
        inView(Duration.ofSeconds(5), "User001");
        now = now.plus(Visits.GAP.minusSeconds(1));
        inView(Duration.ofSeconds(1), "User001");
        assertThat(visits.questions()).isEqualTo(1);
        now = now.plus(Visits.GAP.plusSeconds(1));
        inView(Duration.ofSeconds(1), "User001");
        assertThat(visits.questions()).isEqualTo(2);
    }

    private void inView(Duration time, String... keys) {
        for (Instant end = now.plus(time); now.isBefore(end); now = now.plusMillis(200)) {
            visits.seen(Set.of(keys), now);
        }
    }
}
