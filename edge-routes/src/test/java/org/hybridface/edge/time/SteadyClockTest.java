// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.hybridface.edge.cache.TestClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SteadyClockTest {

    private final TestTime machine = new TestTime();

    @ParameterizedTest
    @ValueSource(longs = {-400, 400, 20_000})
    void setsOfTheClockAreNoTimePassed(long days) {
        SteadyClock clock = machine.process();
        Instant before = clock.instant();
        machine.pass(Duration.ofMinutes(3));
        machine.set(Duration.ofDays(days));
        machine.pass(Duration.ofMinutes(4));
        assertThat(Duration.between(before, clock.instant())).isEqualTo(Duration.ofMinutes(7));
        assertThat(clock.offset()).isEqualTo(Duration.ofDays(days));
        assertThat(clock.toWall(clock.instant())).isEqualTo(machine.timeOfDay());
        assertThat(clock.fromWall(machine.timeOfDay())).isEqualTo(clock.instant());
    }

    @Test
    void whatAnotherRunWroteInTheFutureCountsAsNow() {
        SteadyClock clock = machine.process();
        assertThat(clock.fromDisk(machine.timeOfDay().plusSeconds(1))).isEqualTo(clock.instant());
        assertThat(clock.fromDisk(machine.timeOfDay().minusSeconds(1))).isEqualTo(clock.instant().minusSeconds(1));
    }

    @Test
    void theMachinesOwnClockIsMeasuredByWhatDoesNotJump() {
        assertThat(SteadyClock.of(Clock.systemUTC())).isSameAs(SteadyClock.SYSTEM);
        assertThat(SteadyClock.of(SteadyClock.SYSTEM)).isSameAs(SteadyClock.SYSTEM);
        assertThat(Duration.between(SteadyClock.SYSTEM.wall().instant(), SteadyClock.SYSTEM.instant()).abs()).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void anyOtherClockTellsHowTimePassesButNeverGoesBack() {
        TestClock given = new TestClock();
        SteadyClock clock = SteadyClock.of(given);
        Instant before = clock.instant();
        given.advance(Duration.ofMinutes(1));
        assertThat(Duration.between(before, clock.instant())).isEqualTo(Duration.ofMinutes(1));
        given.set(given.instant().minus(Duration.ofDays(1)));
        assertThat(Duration.between(before, clock.instant())).isEqualTo(Duration.ofMinutes(1));
        given.advance(Duration.ofMinutes(1));
        assertThat(Duration.between(before, clock.instant())).isEqualTo(Duration.ofMinutes(2));
    }
}
