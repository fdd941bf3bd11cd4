// SPDX-License-Identifier: Apache-2.0
package org.hybridface.vision.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.hybridface.vision.Box;
import org.hybridface.vision.Detection;
import org.hybridface.vision.FaceShapes;
import org.junit.jupiter.api.Test;

class DoubtsTest {

    private static final Instant START = Instant.parse("2026-11-28T12:00:00Z");

    private final Doubts doubts = new Doubts(0.7);

    @Test
    void oneGuessOfEachPlaceIsWorthALook() {
        assertThat(doubts.worthwhile(List.of(guess(100, 50, 0.1), guess(104, 52, 0.3), guess(400, 50, 0.2)), START))
                .containsExactly(guess(104, 52, 0.3), guess(400, 50, 0.2));
    }

    @Test
    void aSmallGuessWithinALargeOneMayBeTheFace() {
        assertThat(doubts.worthwhile(List.of(guess(100, 400, 0.2), guess(200, 40, 0.1)), START)).hasSize(2);
    }

    @Test
    void whereALookWasInVainNobodyLooksForAWhile() {
        doubts.inVain(guess(100, 50, 0.2), START);
        assertThat(doubts.worthwhile(List.of(guess(101, 50, 0.2), guess(300, 50, 0.2)), START.plusMillis(83))).containsExactly(guess(300, 50, 0.2));
        assertThat(doubts.worthwhile(List.of(guess(101, 50, 0.2)), START.plusMillis(333))).hasSize(1);
    }

    @Test
    void whatLooksMoreLikeAFaceThanItDidIsLookedAtAtOnce() {
        doubts.inVain(guess(100, 50, 0.2), START);
        assertThat(doubts.worthwhile(List.of(guess(100, 50, 0.5)), START.plusMillis(83))).hasSize(1);
    }

    @Test
    void weakGuessesHaveALimitThatGrowsWithThePicture() {
        assertThat(doubts.isWeak(guess(0, 50, 0.1))).isTrue();
        assertThat(doubts.isWeak(guess(0, 50, 0.3))).isFalse();
        assertThat(Doubts.mostWeak(1000)).isEqualTo(2);
        assertThat(Doubts.mostWeak(8_294_400)).isBetween(100, 150);
    }

    private static Detection guess(double x, double side, double confidence) {
        return new Detection(new Box(x, 100, side, side), FaceShapes.frontal(x, 100, side), confidence);
    }
}
