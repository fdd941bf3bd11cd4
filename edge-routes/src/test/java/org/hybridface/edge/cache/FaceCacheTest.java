// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hybridface.edge.cache.Faces.SETTINGS;
import static org.hybridface.edge.cache.Faces.face;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.hybridface.messages.Answer;
import org.hybridface.messages.Whose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaceCacheTest extends OneCache {

    private static final Answer ADA = new Answer.Named("Ada", "00000000-0000-0000-0000-000000000001", 98.7);
    private static final Answer POOLED = new Answer.Enrolled("00000000-0000-0000-0000-000000000002", 100);
    private static final Answer BLURRED = new Answer.Rejected("low-quality");

    FaceCacheTest() {
        super(SETTINGS);
    }

    @Test
    void aNewFaceIsAskedOnce() {
        String key = cache.remember(face(1), Set.of());
        assertThat(cache.contains(key)).isFalse();
        assertThat(cache.add(key)).isTrue();
        assertThat(cache.add(key)).isFalse();
        assertThat(cache.contains(key)).isTrue();
    }

    @Test
    void aFaceThatIsNotRememberedIsNeverAsked() {
        assertThat(cache.add("User042")).isFalse();
    }

    @ParameterizedTest(name = "after {0} unanswered asks the next one is due after {1} s")
    @CsvSource({"1,60", "2,120", "3,240", "4,480", "5,960", "6,1800", "7,1800", "40,1800"})
    void anUnansweredFaceIsAskedAgainWithGrowingPatience(int asks, long seconds) {
        String key = cache.remember(face(1), Set.of());
        for (int i = 0; i < asks; i++) {
            assertThat(cache.add(key)).isTrue();
            clock.advance(i < asks - 1 ? BackOff.LONGEST : Duration.ZERO);
        }
        clock.advance(Duration.ofSeconds(seconds).minusMillis(1));
        assertThat(cache.add(key)).isFalse();
        clock.advance(Duration.ofMillis(1));
        assertThat(cache.add(key)).isTrue();
    }

    @Test
    void anAnsweredFaceIsNotAskedUntilItsNameExpires() throws IOException {
        String key = asked(1);
        cache.apply(key, ADA);
        clock.advance(SETTINGS.nameTtl().minusSeconds(1));
        assertThat(cache.add(key)).isFalse();
        clock.advance(Duration.ofSeconds(1));
        assertThat(cache.add(key)).isTrue();
        assertThat(cache.find(key).orElseThrow().name()).as("it stays known by its name meanwhile").contains("Ada");
    }

    @Test
    void aRejectedPhotoIsTriedAgainAfterTheBackOff() throws IOException {
        String key = asked(1);
        cache.apply(key, BLURRED);
        assertThat(cache.find(key).orElseThrow().state()).isEqualTo(FaceState.REJECTED);
        assertThat(cache.add(key)).isFalse();
        clock.advance(BackOff.FIRST);
        assertThat(cache.add(key)).isTrue();
    }

    @Test
    void aRejectedPhotoTakesNoNameAway() throws IOException {
        String key = asked(1);
        cache.apply(key, ADA);
        cache.apply(key, BLURRED);
        assertThat(cache.find(key).orElseThrow().name()).contains("Ada");
    }

    @Test
    void aQuestionThatFailedIsNotRepeatedWithEveryFrame() {
        String key = cache.remember(face(1), Set.of());
        cache.add(key);
        assertThat(cache.remove(key)).isTrue();
        assertThat(cache.add(key)).isFalse();
        assertThat(cache.find(key)).isPresent();
        clock.advance(BackOff.FIRST);
        assertThat(cache.add(key)).isTrue();
    }

    @Test
    void theAnswerSaysHowLongItTook() throws IOException {
        String key = asked(1);
        clock.advance(Duration.ofMillis(412));
        AppliedAnswer answer = cache.apply(key, ADA).orElseThrow();
        assertThat(answer.waited()).contains(Duration.ofMillis(412));
        assertThat(cache.apply(key, ADA).orElseThrow().waited()).as("nobody waits for a second one").isEmpty();
    }

    @Test
    void anAnswerForADroppedFaceIsNobodysAnswer() throws IOException {
        String key = asked(1);
        cache.forget(key);
        assertThat(cache.apply(key, ADA)).isEmpty();
    }

    @Test
    void theBudgetEndsTheAsking() {
        cache.stop();
        cache = Faces.cache(directory.resolve("small"), new CacheSettings(10, 0.53, 0.02, Duration.ofHours(24), 2), clock);
        List<String> keys = IntStream.range(0, 3).mapToObj(i -> cache.remember(face(i), Set.of())).toList();
        assertThat(keys.stream().map(cache::add)).containsExactly(true, true, false);
        assertThat(cache.counts().isBudgetSpent()).isTrue();
        assertThat(cache.find(keys.get(2)).orElseThrow().asks()).isZero();
        clock.advance(Duration.ofHours(1));
        assertThat(cache.add(keys.get(2))).isTrue();
    }

    @Test
    void aRestartBuysNoNewBudget() {
        cache.stop();
        CacheSettings one = new CacheSettings(10, 0.53, 0.02, Duration.ofHours(24), 1);
        cache = Faces.cache(directory.resolve("small"), one, clock);
        asked(1);
        cache.stop();
        cache = Faces.cache(directory.resolve("small"), one, clock);
        assertThat(cache.getBudgetLeft()).isZero();
    }

    @Test
    void theLeastRecentlySeenFaceMakesRoomButNeverOneInView() {
        cache.stop();
        cache = Faces.cache(directory.resolve("small"), new CacheSettings(2, 0.53, 0.02, Duration.ofHours(24), 10), clock);
        String first = cache.remember(face(1), Set.of());
        clock.advance(Duration.ofSeconds(1));
        String second = cache.remember(face(2), Set.of());
        cache.inFrame(Set.of(first));
        clock.advance(Duration.ofSeconds(1));
        String third = cache.remember(face(3), Set.of(first));
        assertThat(cache.list()).extracting(FaceEntry::key).containsExactlyInAnyOrder(first, third);
        assertThat(cache.find(second)).isEmpty();
        cache.inFrame(Set.of(first, third));
        String fourth = cache.remember(face(4), Set.of(first, third));
        assertThat(cache.list()).as("rather one too many than forgetting who is looked at")
                .extracting(FaceEntry::key).contains(first, third, fourth);
    }

    /** Who is probably in view was not sighted, and so may be the one least recently seen. */
    @Test
    void whoIsProbablyInViewMakesNoRoomEither() {
        cache.stop();
        cache = Faces.cache(directory.resolve("small"), new CacheSettings(2, 0.53, 0.02, Duration.ofHours(24), 10), clock);
        String inView = cache.remember(face(1), Set.of());
        clock.advance(Duration.ofSeconds(1));
        String gone = cache.remember(face(2), Set.of());
        cache.inFrame(Set.of(), Set.of(inView));
        String third = cache.remember(face(3), Set.of());
        assertThat(cache.list()).extracting(FaceEntry::key).containsExactlyInAnyOrder(inView, third).doesNotContain(gone);
    }

    @Test
    void facesOfAnotherModelNeverMatch() {
        cache.remember(face("old-model", 1), Set.of());
        assertThat(cache.near(face("new-model", 1))).isEmpty();
    }

    @Test
    void theNearestFaceComesFirst() {
        String one = cache.remember(face(1), Set.of());
        String close = cache.remember(face(1.3), Set.of());
        assertThat(cache.near(face(1.2))).extracting(Match::key).containsExactly(close, one);
        assertThat(cache.near(face(1.9))).isEmpty();
    }

    @Test
    void aSecondViewWidensWhatIsRecognised() {
        String key = cache.remember(face(1), Set.of());
        cache.alsoLooksLike(key, face(1.5));
        assertThat(cache.near(face(1.9))).extracting(Match::key).containsExactly(key);
        IntStream.range(0, 20).forEach(i -> cache.alsoLooksLike(key, face(1 + i / 100.0)));
        assertThat(cache.find(key).orElseThrow().embeddings()).hasSize(FaceEntry.MAX_EMBEDDINGS).first().isEqualTo(face(1));
    }

    @Test
    void aPersonAtTheDeviceMayGiveTheName() {
        String key = cache.remember(face(1), Set.of());
        assertThat(cache.rename(key, "  Grace ")).get().extracting(FaceEntry::name).isEqualTo(Optional.of("Grace"));
        assertThat(cache.rename("User999", "Nobody")).isEmpty();
    }

    @ParameterizedTest(name = "answers before: {0}, then a person types Grace, answers after: {1} -> {2}")
    @CsvSource({
            "'',        enrolled,          Grace",
            "'',        enrolled enrolled, Grace",
            "'',        rejected enrolled, Grace",
            "'',        enrolled named,    Ada",
            "enrolled,  enrolled,          Grace",
            "named,     enrolled,          Grace",
            "rejected,  enrolled,          Grace",
            "'',        named enrolled,    ''"})
    void aNameTypedHereStaysUntilTheCloudKnowsAnother(String before, String after, String name) throws IOException {
        String key = asked(1);
        answer(key, before);
        cache.rename(key, "Grace");
        answer(key, after);
        restart();
        FaceEntry face = cache.find(key).orElseThrow();
        assertThat(face.name().orElse("")).isEqualTo(name);
        assertThat(face.state()).isEqualTo(name.isEmpty() ? FaceState.ENROLLED : FaceState.NAMED);
        assertThat(face.faceId()).as("the cloud can be told by it").isPresent();
    }

    @Test
    void aStoppedRouteDoesNotEmptyTheCache() {
        String key = cache.remember(face(1), Set.of());
        cache.stop();
        cache.start();
        assertThat(cache.find(key)).isPresent();
        assertThat(cache.add(key)).isTrue();
    }

    @Test
    void hitsAreTheSightingsNobodyWasAskedAboutAndAVisitIsOneCall() {
        String key = asked(1);
        IntStream.range(0, 10).forEach(i -> cache.inFrame(Set.of(key)));
        assertThat(cache.counts().hits()).isEqualTo(9);
        assertThat(cache.counts().callsAvoided()).isZero();
    }

    @Test
    void aQuestionCostsWhenItIsAnswered() throws IOException {
        String key = asked(1);
        assertThat(cache.counts().answers()).isZero();
        cache.apply(key, new Answer.Enrolled("11111111-2222-3333-4444-555555555555", 100));
        cache.apply(key, new Answer.Named("Ada", "11111111-2222-3333-4444-555555555555", 100));
        assertThat(cache.counts().answers()).as("a name told later was no question").isEqualTo(1);
    }

    @Test
    void aNameGivenByHandIsNotComparedWhenTheCloudTellsItBack() throws IOException {
        String key = asked(1);
        cache.apply(key, new Answer.Enrolled("11111111-2222-3333-4444-555555555555", 100));
        cache.rename(key, "Ada");
        cache.apply(key, new Answer.Named("Ada", "11111111-2222-3333-4444-555555555555", 100));
        assertThat(cache.find(key).orElseThrow().similarity()).isEmpty();
        cache.apply(key, new Answer.Named("Grace", "11111111-2222-3333-4444-555555555555", 98));
        assertThat(cache.find(key).orElseThrow().similarity()).hasValue(98);
    }

    @Test
    void aWrongNameIsTakenAway() throws IOException {
        String key = asked(1);
        cache.apply(key, new Answer.Named("Ada", "11111111-2222-3333-4444-555555555555", 97));
        FaceEntry face = cache.takeNameAway(key).orElseThrow();
        assertThat(face.name()).isEmpty();
        assertThat(face.state()).isEqualTo(FaceState.ENROLLED);
        assertThat(cache.isWorthAsking(key)).as("or the wrong name came again at once").isFalse();
        assertThat(cache.takeNameAway("User999")).isEmpty();
    }

    @Test
    void whoIsNotThisPersonIsAskedAboutAgainAndWhatWasOnItsWayChangesNothing() throws IOException {
        String key = asked(1);
        Answer wrong = new Answer.Named("Ada", "11111111-2222-3333-4444-555555555555", 97, 5);
        cache.apply(key, wrong);

        cache.notThisPerson(key);
        assertThat(cache.find(key).orElseThrow().name()).isEmpty();
        assertThat(cache.find(key).orElseThrow().faceId()).as("a name given here would be Ada's").isEmpty();
        assertThat(cache.add(key)).isTrue();
        cache.apply(key, wrong);

        assertThat(cache.find(key).orElseThrow().name()).isEmpty();
        assertThat(cache.isWorthAsking(key)).as("the back-off").isFalse();
        cache.apply(key, new Answer.Enrolled("22222222-2222-3333-4444-555555555555", 100, 1));
        assertThat(cache.find(key).orElseThrow().state()).isEqualTo(FaceState.ENROLLED);
    }

    @Test
    void aCorrectionThatWasUndoneBringsTheNameBack() throws IOException {
        String key = asked(1);
        cache.apply(key, new Answer.Named("Ada", "11111111-2222-3333-4444-555555555555", 97, 5));
        cache.notThisPerson(key);

        cache.apply(key, new Answer.Named("Ada", "11111111-2222-3333-4444-555555555555", 100, 7));

        assertThat(cache.find(key).flatMap(FaceEntry::name)).contains("Ada");
    }

    @Test
    void nobodyIsAskedAboutAFaceOfWhichAPersonSaidSo() throws IOException {
        String here = asked(1);
        cache.neverAsk(here, true);
        assertThat(cache.askAgain(here)).isTrue();
        assertThat(cache.isWorthAsking(here)).isFalse();
        cache.neverAsk(here, false);
        assertThat(cache.isWorthAsking(here)).isTrue();

        cache.apply(here, new Answer.Enrolled("22222222-2222-3333-4444-555555555555", 100, 1, Whose.UNKNOWN.neverAsked(true)));
        clock.advance(Duration.ofDays(400));
        assertThat(cache.isWorthAsking(here)).as("said so elsewhere").isFalse();
    }

    private void answer(String key, String kinds) throws IOException {
        for (String kind : kinds.split(" ")) {
            switch (kind) {
                case "named" -> cache.apply(key, ADA);
                case "enrolled" -> cache.apply(key, POOLED);
                case "rejected" -> cache.apply(key, BLURRED);
                default -> assertThat(kind).isEmpty();
            }
        }
    }
}
