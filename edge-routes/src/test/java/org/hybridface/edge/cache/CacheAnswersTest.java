// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hybridface.edge.cache.Faces.face;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.hybridface.messages.Answer;
import org.junit.jupiter.api.Test;

/** What the cache says to whoever edits a face or asks how things stand. */
class CacheAnswersTest extends OneCache {

    private static final CacheSettings ONE_QUESTION = new CacheSettings(1000, 0.53, 0.02, Duration.ofHours(24), 1);
    private static final String NOBODY = "User999";

    CacheAnswersTest() {
        super(ONE_QUESTION);
    }

    @Test
    void whoeverForgetsAFaceLearnsWhetherThereWasOne() throws IOException {
        String ada = cache.remember(face(1), Set.of());
        String grace = cache.remember(face(2), Set.of());
        assertThat(cache.forget(NOBODY)).isFalse();
        assertThat(cache.forget(ada)).isTrue();
        assertThat(cache.forget(ada)).isFalse();
        assertThat(cache.erase(NOBODY)).isFalse();
        assertThat(cache.erase(grace)).isTrue();
        assertThat(cache.erase(grace)).isFalse();
    }

    @Test
    void whoeverTakesAQuestionBackLearnsWhetherItWasOpen() {
        String ada = asked(1);
        assertThat(cache.confirm(ada)).isTrue();
        assertThat(cache.remove(ada)).isTrue();
        assertThat(cache.confirm(ada)).isFalse();
        assertThat(cache.remove(ada)).isFalse();
        assertThat(cache.confirm(NOBODY)).isFalse();
        assertThat(cache.remove(NOBODY)).isFalse();
        assertThat(cache.askAgain(ada)).isTrue();
        assertThat(cache.askAgain(NOBODY)).isFalse();
    }

    @Test
    void whoeverEditsAFaceGetsItAsItIsAndWhoSaysThatItIsSomebodyElseAsItWas() throws IOException {
        String ada = asked(1);
        cache.apply(ada, new Answer.Named("Ada", "00000000-0000-0000-0000-000000000001", 98.7));
        Optional<FaceEntry> before = cache.find(ada);

        assertThat(cache.notThisPerson(ada)).isEqualTo(before);
        assertThat(cache.neverAsk(ada, true)).isEqualTo(cache.find(ada)).get().matches(FaceEntry::neverAsk);
        assertThat(cache.notThisPerson(NOBODY)).isEmpty();
        assertThat(cache.neverAsk(NOBODY, true)).isEmpty();
    }

    @Test
    void whoeverAsksLearnsWhatWasCounted() {
        assertThat(cache.counts().isBudgetSpent()).isFalse();
        String ada = asked(1);
        String grace = cache.remember(face(2), Set.of());
        assertThat(cache.add(grace)).isFalse();
        assertThat(cache.counts().isBudgetSpent()).isTrue();
        assertThat(cache.counts().newKeys()).isEqualTo(2);
        assertThat(cache.counts().asks()).isOne();
        assertThat(cache.counts().overBudget()).isOne();
        assertThat(cache.getOpenAsks()).isOne();

        clock.advance(Duration.ofHours(1));
        assertThat(cache.add(grace)).isTrue();
        assertThat(cache.counts().isBudgetSpent()).isFalse();
        assertThat(cache.counts().overBudget()).isOne();
        assertThat(cache.getOpenAsks()).isEqualTo(2);
        assertThat(cache.counts().callsAvoided()).isZero();

        cache.inFrame(Set.of(ada, grace, "User003"));
        assertThat(cache.counts().callsAvoided()).as("three visits, two questions").isOne();
    }

    @Test
    void whoWasSeenLastComesFirst() {
        String ada = cache.remember(face(1), Set.of());
        clock.advance(Duration.ofSeconds(1));
        String grace = cache.remember(face(2), Set.of());
        clock.advance(Duration.ofSeconds(1));
        String alan = cache.remember(face(3), Set.of());
        assertThat(cache.list()).extracting(FaceEntry::key).containsExactly(alan, grace, ada);
    }

    @Test
    void theSettingsAreThoseOfTheMoment() {
        assertThat(cache.getCapacity()).isEqualTo(ONE_QUESTION.capacity());
        assertThat(cache.sameFaceDistance()).isEqualTo(0.53);
        assertThat(cache.reach()).isEqualTo(0.55, within(1e-9));
    }
}
