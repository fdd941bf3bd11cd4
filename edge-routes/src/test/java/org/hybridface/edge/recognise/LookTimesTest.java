// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.recognise;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LookTimesTest {

    private static final Instant START = Instant.parse("2026-01-31T10:00:00Z");

    private final LookTimes times = new LookTimes(Duration.ofMillis(700));

    @Test
    void aGoodFaceIsLookedAtAtOnceAndAPoorOneAfterAMoment() {
        times.start(START);
        assertThat(times.isDue(START, true)).isTrue();
        assertThat(times.isDue(START, false)).isFalse();
        assertThat(times.isDue(START.plus(LookTimes.GOOD_LOOK_WAIT), false)).isTrue();
    }

    @Test
    void looksThatShowedLittleBecomeRareButAGoodMomentIsNotMissed() {
        times.start(START);
        Instant at = START;
        for (int i = 0; i < 8; i++) {
            at = at.plusSeconds(5);
            times.showedLittle(at);
        }
        assertThat(times.isDue(at.plusMillis(3900), false)).isFalse();
        assertThat(times.isDue(at.plusMillis(900), true)).isFalse();
        assertThat(times.isDue(at.plusMillis(1000), true)).isTrue();
    }

    @Test
    void aLookAtAPoorMomentKeepsNoGoodMomentWaiting() {
        times.start(START);
        Instant at = START.plus(LookTimes.GOOD_LOOK_WAIT);
        times.takenAnyhow(at);
        assertThat(times.isDue(at.plusMillis(40), true)).isTrue();
        assertThat(times.isDue(at.plusMillis(400), false)).isFalse();
    }

    @Test
    void looksAtPoorMomentsStayRareHoweverOftenTheFaceIsDoubted() {
        int looks = 0;
        for (int millis = 0; millis < 10_000; millis += 40) {
            Instant at = START.plusMillis(millis);
            if (times.isDue(at, false)) {
                times.takenAnyhow(at);
                times.start(at);
                looks++;
            }
        }
        assertThat(looks).isBetween(10, 20);
    }

    @Test
    void whoeverTakesThePlaceOfSomebodyLookedAtInVainIsLookedAtAtOnce() {
        times.start(START);
        Instant at = START;
        for (int i = 0; i < 8; i++) {
            at = at.plusSeconds(5);
            times.showedLittle(at);
        }
        times.start(at.plusMillis(40));
        assertThat(times.isDue(at.plusMillis(40), true)).isTrue();
        times.showedLittle(at.plusMillis(40));
        assertThat(times.isDue(at.plusMillis(300), true)).as("and soon again").isTrue();
    }
}
