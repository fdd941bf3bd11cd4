// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.recognise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hybridface.edge.cache.Faces.face;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.hybridface.vision.EmbedReason;
import org.hybridface.vision.Quality;
import org.junit.jupiter.api.Test;

/** Who is who in a video. */
class IdentitiesTest extends IdentitiesSupport {

    @Test
    void aFaceNobodyKnowsIsLookedAtSeveralTimesBeforeItGetsAKey() {
        looksLike(1, 7);
        assertThat(video(track(1, EmbedReason.NEW))).isEmpty();
        assertThat(video(track(1, EmbedReason.NONE))).isEmpty();
        assertThat(watch(1)).containsEntry(1L, "User001");
        assertThat(embedded).as("never in every picture").hasSizeBetween(2, GoodLooks.MOST);
    }

    @Test
    void whatIsRememberedIsTheMeanOfTheGoodLooks() {
        looksLike(1, 7);
        video(track(1, EmbedReason.NEW));
        looksLike(1, 7.2);
        watch(1);
        assertThat(cache.find("User001").orElseThrow().embeddings().get(0).values()[0]).isBetween(7.05f, 7.19f);
    }

    @Test
    void aFaceThatLeavesEarlyGetsItsKeyFromWhatWasGathered() {
        looksLike(1, 7);
        video(track(1, EmbedReason.NEW));
        video(track(1, EmbedReason.NONE));
        clock.advance(Duration.ofMillis(400));
        assertThat(identities.left(clock.instant())).extracting(person -> person.certainKey().orElseThrow()).containsExactly("User001");
    }

    @Test
    void whoeverIsStillLookedAtWhenTheClipEndsGetsAKey() {
        looksLike(1, 7);
        video(track(1, EmbedReason.NEW));
        video(track(1, EmbedReason.NONE));
        assertThat(identities.allLeft()).extracting(person -> person.certainKey().orElseThrow()).containsExactly("User001");
    }

    @Test
    void aFaceBetweenTwoPeopleIsOnlyProbablyOneOfThem() {
        cache.remember(face(7), Set.of());
        cache.remember(face(8), Set.of());
        looksLike(1, 7.495);
        assertThat(video(track(1, EmbedReason.NEW))).as("no certain key").isEmpty();
        assertThat(probably).containsEntry(1L, "User001");
        looksLike(1, 7.1);
        for (int i = 0; i < 3; i++) {
            video(track(1, EmbedReason.NONE));
        }
        assertThat(video(track(1, EmbedReason.NONE))).as("the next good looks tell").containsEntry(1L, "User001");
    }

    @Test
    void aKnownFaceHasItsNameWithTheFirstGoodLook() {
        cache.remember(face(7), Set.of());
        looksLike(1, 7.2);
        assertThat(video(track(1, EmbedReason.NEW))).containsEntry(1L, "User001");
    }

    @Test
    void halfAFaceNamesNobodyUnlessItIsVeryLikeHim() {
        cache.remember(face(7), Set.of());
        good = false;
        looksLike(1, 7 + 0.95 * cache.sameFaceDistance());
        looksLike(2, 7 + 0.5 * cache.sameFaceDistance());
        watch(1);
        assertThat(watch(1)).isEmpty();
        assertThat(probably).containsEntry(1L, "User001");
        watch(2);
        assertThat(watch(2)).containsEntry(2L, "User001");
    }

    @Test
    void aLookTheModelCallsPoorNamesNobodyForCertain() {
        cache.remember(face(7), Set.of());
        looksLike(1, 7.2);
        poor = true;
        good = false;
        watch(1);
        watch(1);
        assertThat(watch(1)).isEmpty();
        assertThat(probably).containsEntry(1L, "User001");
        poor = false;
        good = true;
        for (int i = 0; i < 5; i++) {
            watch(1);
        }
        assertThat(watch(1)).containsEntry(1L, "User001");
    }

    @Test
    void whoeverShowsTheModelLittleHoweverLongIsSomebodyInTheEndAndKnownAgain() {
        looksLike(1, 7);
        poor = true;
        assertThat(watch(1)).as("there may be a better look").isEmpty();
        clock.advance(Duration.ofMillis(1100));
        watch(1);
        clock.advance(Duration.ofMillis(1100));
        watch(1);
        clock.advance(Duration.ofMillis(1100));
        assertThat(watch(1)).containsEntry(1L, "User001");
        assertThat(embedded).as("each costs as much as several pictures").hasSizeLessThan(8);

        clock.advance(Duration.ofMinutes(1));
        looksLike(2, 7.5);
        watch(2);
        assertThat(probably).as("at first").containsEntry(2L, "User001");
        for (int i = 0; i < 3; i++) {
            clock.advance(Duration.ofMillis(1100));
            watch(2);
        }
        assertThat(watch(2)).containsEntry(2L, "User001");
    }

    @Test
    void aFaintLookThatWouldBeNoNewViewOfSomebodyNamesThemAtOnce() {
        cache.remember(face(7), Set.of());
        poor = true;
        looksLike(1, 7.2);
        assertThat(video(track(1, EmbedReason.NEW))).containsEntry(1L, "User001");
        looksLike(2, 7.4);
        assertThat(video(track(2, EmbedReason.NEW))).isEmpty();
        assertThat(probably).containsEntry(2L, "User001");
        embedded.clear();
        assertThat(watch(2)).as("together with a second one").containsEntry(2L, "User001");
        assertThat(embedded).hasSize(1);
    }

    @Test
    void oneGoodLookAmongFaintOnesDoesNotKeepTheKeyWaiting() {
        looksLike(1, 7);
        poor = true;
        video(track(1, EmbedReason.NEW));
        clock.advance(Duration.ofMillis(1100));
        poor = false;
        video(track(1, EmbedReason.NONE));
        poor = true;
        for (int i = 0; i < 2; i++) {
            assertThat(identities.left(clock.instant())).isEmpty();
            clock.advance(Duration.ofMillis(1100));
            video(track(1, EmbedReason.NONE));
        }
        assertThat(video(track(1, EmbedReason.NONE))).containsEntry(1L, "User001");
    }

    @Test
    void oneMoreLookOfAViewThatIsKnownByTwoIsNotTaken() {
        looksLike(1, 7);
        video(track(1, EmbedReason.NEW));
        for (int i = 0; i < 10; i++) {
            video(track(1, EmbedReason.NONE));
        }
        assertThat(embedded).hasSize(2);
        embedded.clear();
        looksLike(2, 9);
        video(track(2, EmbedReason.NEW));
        looksLike(2, 9.4);
        for (int i = 0; i < 10; i++) {
            video(track(2, EmbedReason.NONE));
        }
        assertThat(embedded).as("turned meanwhile").hasSize(3);
    }

    @Test
    void whileTheDiskTakesNothingAStrangerHasNoKeyAndTheOthersGoOn() throws IOException {
        looksLike(1, 7);
        watch(1);
        Path counter = directory.resolve("last-key");
        byte[] kept = Files.readAllBytes(counter);
        Files.delete(counter);
        Files.createDirectories(counter.resolve("in the way"));
        looksLike(2, 9);
        assertThat(video(track(1, EmbedReason.NONE), track(2, EmbedReason.NEW))).containsOnlyKeys(1L);
        for (int i = 0; i < 20; i++) {
            assertThat(video(track(1, EmbedReason.NONE), track(2, EmbedReason.NONE))).containsOnlyKeys(1L);
        }

        Files.delete(counter.resolve("in the way"));
        Files.delete(counter);
        Files.write(counter, kept);
        for (int i = 0; i < 20; i++) {
            video(track(1, EmbedReason.NONE), track(2, EmbedReason.NONE));
        }
        assertThat(video(track(1, EmbedReason.NONE), track(2, EmbedReason.NONE))).containsEntry(1L, "User001").containsEntry(2L, "User002");
    }

    @Test
    void aKeyedFaceIsNotEmbeddedAgainWhileItIsFollowed() {
        looksLike(1, 7);
        watch(1);
        embedded.clear();
        for (int i = 0; i < 100; i++) {
            video(track(1, EmbedReason.NONE));
        }
        assertThat(embedded).isEmpty();
    }

    @Test
    void aBlurredFaceWaitsForABetterLookAndIsLookedAtLessAndLess() {
        looksLike(1, 7);
        good = false;
        video(track(1, EmbedReason.NEW));
        for (int i = 0; i < 100; i++) {
            assertThat(video(track(1, EmbedReason.NONE))).isEmpty();
        }
        assertThat(embedded).hasSizeLessThan(15);
        good = true;
        for (int i = 0; i < 130; i++) {
            video(track(1, EmbedReason.NONE));
        }
        assertThat(video(track(1, EmbedReason.NONE))).containsEntry(1L, "User001");
    }

    @Test
    void aKnownFaceThatShowsNoGoodLookIsNamedAfterAMoment() {
        cache.remember(face(7), Set.of());
        looksLike(1, 7.2);
        good = false;
        assertThat(video(track(1, EmbedReason.NEW))).as("a good look may come").isEmpty();
        watch(1);
        assertThat(watch(1)).containsEntry(1L, "User001");
    }

    @Test
    void aReverifiedFaceThatIsSomebodyElseGetsTheRightKey() {
        cache.remember(face(7), Set.of());
        cache.remember(face(9), Set.of());
        looksLike(1, 7);
        assertThat(video(track(1, EmbedReason.NEW))).containsEntry(1L, "User001");
        looksLike(1, 9);
        assertThat(video(track(1, EmbedReason.REVERIFY))).containsEntry(1L, "User002");
    }

    @Test
    void twoPeopleWhoSwappedTheirTracksGetTheirKeysBack() {
        cache.remember(face(7), Set.of());
        cache.remember(face(9), Set.of());
        looksLike(1, 7);
        looksLike(2, 9);
        video(track(1, EmbedReason.NEW), track(2, EmbedReason.NEW));
        looksLike(1, 9);
        looksLike(2, 7);
        assertThat(video(track(1, EmbedReason.SWAPPED), track(2, EmbedReason.NONE)))
                .as("the holder of the key is looked at as well").containsEntry(1L, "User002").containsEntry(2L, "User001");
    }

    @Test
    void whoWalksIntoTheTrackOfOneWhoLeavesNeverHasHisName() {
        cache.remember(face(7), Set.of());
        looksLike(1, 7);
        assertThat(video(track(1, EmbedReason.NEW))).containsEntry(1L, "User001");
        looksLike(1, 20);
        good = false;
        assertThat(video(track(1, EmbedReason.SWAPPED))).as("no better look has to come first").isEmpty();
    }

    @Test
    void whoMayBeAnotherIsOnlyProbablyWhoStoodThereUntilThereIsAGoodMomentToLook() {
        cache.remember(face(7), Set.of());
        cache.remember(face(9), Set.of());
        looksLike(1, 7);
        assertThat(video(track(1, EmbedReason.NEW))).containsEntry(1L, "User001");
        embedded.clear();
        looksLike(1, 9);
        good = false;
        assertThat(video(track(1, EmbedReason.SWAPPED))).isEmpty();
        assertThat(probably).containsEntry(1L, "User001");
        assertThat(embedded).as("a look at half a face tells nothing").isEmpty();
        good = true;
        assertThat(video(track(1, EmbedReason.SWAPPED))).containsEntry(1L, "User002");
    }

    @Test
    void aPoorLookAtWhoMayBeAnotherLeavesItOpen() {
        cache.remember(face(7), Set.of());
        looksLike(1, 7);
        video(track(1, EmbedReason.NEW));
        looksLike(1, 20);
        good = false;
        while (embedded.size() == 1) {
            video(track(1, EmbedReason.SWAPPED));
        }
        assertThat(probably).containsEntry(1L, "User001");
    }

    @Test
    void aNewcomerInThePlaceOfAnotherGetsAKeyAsSoonAsAnybody() {
        looksLike(1, 7);
        assertThat(watch(1)).containsEntry(1L, "User001");
        looksLike(1, 9);
        good = false;
        video(track(1, EmbedReason.SWAPPED));
        good = true;
        video(track(1, EmbedReason.SWAPPED));
        assertThat(watch(1)).containsEntry(1L, "User002");
    }

    @Test
    void nobodyIsAskedForWithThePhotoOfWhoStoodThereBefore() {
        cache.remember(face(7), Set.of());
        looksLike(1, 7);
        video(track(1, EmbedReason.NEW));
        Person person = seen.get(0);
        person.photo().offer(new Quality(200, 1, 0, 0, false), clock.instant(), () -> new FacePhoto(new byte[] {1}, new Quality(200, 1, 0, 0, false),
                DETECTION.box(), clock.instant(), "clip#1"));
        assertThat(person.photo().handOut()).isPresent();
        looksLike(1, 9);
        good = false;
        video(track(1, EmbedReason.SWAPPED));
        assertThat(person.photo().handOut()).isEmpty();
    }

    @Test
    void oneBadViewDoesNotTakeTheKeyButTwoDo() {
        cache.remember(face(7), Set.of());
        looksLike(1, 7);
        video(track(1, EmbedReason.NEW));
        looksLike(1, 20);
        assertThat(video(track(1, EmbedReason.REVERIFY))).containsEntry(1L, "User001");
        video(track(1, EmbedReason.NONE));
        video(track(1, EmbedReason.NONE));
        assertThat(video(track(1, EmbedReason.NONE))).isEmpty();
        assertThat(watch(1)).containsEntry(1L, "User002");
    }

    @Test
    void aForgottenFaceLosesItsKeyWithTheNextLook() {
        String key = cache.remember(face(7), Set.of());
        looksLike(1, 7);
        video(track(1, EmbedReason.NEW));
        cache.forget(key);
        assertThat(video(track(1, EmbedReason.REVERIFY))).isEmpty();
        assertThat(watch(1)).containsEntry(1L, "User002");
    }

    @Test
    void aViewThatWasFollowedIntoIsRememberedAsTheMeanOfTwoLooks() {
        cache.remember(face(7), Set.of());
        looksLike(1, 7);
        video(track(1, EmbedReason.NEW));
        looksLike(1, 7.4);
        video(track(1, EmbedReason.REVERIFY));
        assertThat(cache.find("User001").orElseThrow().embeddings()).containsExactly(face(7));
        looksLike(1, 7.44);
        video(track(1, EmbedReason.NONE));
        watch(1);
        assertThat(cache.find("User001").orElseThrow().embeddings()).hasSize(2);
        assertThat(cache.find("User001").orElseThrow().embeddings().get(1).values()[0]).isBetween(7.401f, 7.439f);
    }

    @Test
    void twoAlikeFacesDoNotSwapNamesAtEachLook() {
        cache.remember(face(7), Set.of());
        looksLike(1, 7);
        video(track(1, EmbedReason.NEW));
        cache.remember(face(7.5), Set.of());
        looksLike(1, 7.28);
        assertThat(video(track(1, EmbedReason.REVERIFY))).containsEntry(1L, "User001");
    }
}
