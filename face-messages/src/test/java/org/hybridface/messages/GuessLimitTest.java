// SPDX-License-Identifier: Apache-2.0
package org.hybridface.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class GuessLimitTest {

    private static final int MOST = 3;
    private static final String THERE = "192.0.2.7";
    private static final String HERE = "127.0.0.1";

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);
    private final GuessLimit limit = new GuessLimit(MOST, nanos::get);

    @Test
    void whoeverBringsTooManyWrongTokensWaitsUntilTheFirstIsAMinuteOld() {
        guess(THERE, 1);
        pass(Duration.ofSeconds(10));
        guess(THERE, 2);
        assertThat(limit.pause(THERE, false)).isEmpty();
        guess(THERE, 3);
        assertThat(limit.pause(THERE, false)).contains(Duration.ofSeconds(50));
        pass(Duration.ofSeconds(50));
        assertThat(limit.pause(THERE, false)).isEmpty();
        guess(THERE, 4);
        assertThat(limit.pause(THERE, false)).contains(Duration.ofSeconds(10));
    }

    @Test
    void anotherAddressIsNotKeptWaiting() {
        guesses(THERE, MOST);
        assertThat(limit.pause("192.0.2.8", false)).isEmpty();
    }

    @Test
    void theSameWrongTokenAgainAndAgainLocksNobodyOut() {
        for (int i = 0; i < 100; i++) {
            guess(THERE, 1);
        }
        assertThat(limit.pause(THERE, false)).isEmpty();
    }

    @Test
    void onTheMachineItselfTheWaitIsShort() {
        guesses(HERE, MOST);
        assertThat(limit.pause(HERE, true)).contains(GuessLimit.WINDOW_HERE);
        pass(GuessLimit.WINDOW_HERE);
        assertThat(limit.pause(HERE, true)).isEmpty();
    }

    @Test
    void guessesFromManyAddressesCountTogetherAndKeepNobodyOutOnTheMachineItself() {
        for (int address = 0; address < MOST * GuessLimit.ADDRESSES; address++) {
            assertThat(limit.pause("192.0.2." + address, false)).isEmpty();
            guess("192.0.2." + address, 1);
        }
        assertThat(limit.pause("198.51.100.1", false)).contains(GuessLimit.WINDOW);
        assertThat(limit.pause(HERE, true)).isEmpty();
    }

    @Test
    void theReasonSaysHowLongInWholeSeconds() {
        assertThat(GuessLimit.reason(Duration.ofMillis(4_001))).contains(" 5 s");
        assertThat(GuessLimit.seconds(Duration.ofMillis(1))).isEqualTo(1);
    }

    @Test
    void atLeastOneErrorIsAllowed() {
        assertThatIllegalArgumentException().isThrownBy(() -> new GuessLimit(0, nanos::get)).withMessageContaining("at least 1");
    }

    private void guesses(String address, int count) {
        for (int i = 0; i < count; i++) {
            guess(address, i);
        }
    }

    private void guess(String address, int which) {
        limit.wrong(address, address.equals(HERE), "guess-" + which);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
