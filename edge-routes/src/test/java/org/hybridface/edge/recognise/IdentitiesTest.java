package org.hybridface.edge.recognise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hybridface.edge.cache.Faces.face;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hybridface.edge.cache.FaceCache;
import org.hybridface.edge.cache.Faces;
import org.hybridface.edge.cache.TestClock;
import org.hybridface.edge.frame.Frame.Kind;
import org.hybridface.vision.Box;
import org.hybridface.vision.Detection;
import org.hybridface.vision.EmbedReason;
import org.hybridface.vision.Embedding;
import org.hybridface.vision.Landmarks;
import org.hybridface.vision.Point;
import org.hybridface.vision.Track;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People are whole numbers; what a track looks like is set by {@link #looksLike}. */
class IdentitiesTest {

    private static final Point NOWHERE = new Point(0, 0);
    private static final Detection DETECTION = new Detection(new Box(0, 0, 10, 10), new Landmarks(NOWHERE, NOWHERE, NOWHERE, NOWHERE), 1);

    private static final Duration FRAME = Duration.ofMillis(40);
    private static final Duration PATIENCE = Duration.ofMillis(120);
    /** So many pictures take longer than the patience. */
    private static final int PATIENT = 6;

    @TempDir
    Path directory;

    private final TestClock clock = new TestClock();
    private final Map<Long, Double> looks = new HashMap<>();
    private final Map<Long, Integer> sightings = new HashMap<>();
    private final List<Long> embedded = new ArrayList<>();
    private final Map<Long, String> probably = new HashMap<>();
    private boolean good = true;
    private boolean poor;
    private FaceCache cache;
    private Identities identities;

    @BeforeEach
    void start() {
        cache = Faces.cache(directory, Faces.SETTINGS, clock);
        identities = new Identities(cache, PATIENCE);
    }

    @AfterEach
    void stop() {
        cache.stop();
    }

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
    void ofAPhotoThereIsNoBetterLookToWaitFor() {
        cache.remember(face(7), Set.of());
        looksLike(1, 7.2);
        poor = true;
        assertThat(identify(Kind.STILL, track(1, EmbedReason.NEW))).containsEntry(1L, "User001");
        assertThat(probably).isEmpty();
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
    void aFaceOnAPhotoGetsItsKeyAtOnceEvenABlurredOne() {
        looksLike(1, 7);
        good = false;
        assertThat(identify(Kind.STILL, track(1, EmbedReason.NEW))).containsEntry(1L, "User001");
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
    void oneIdentityAtMostOncePerFrame() {
        cache.remember(face(7), Set.of());
        looksLike(1, 7.3);
        looksLike(2, 7.1);
        Map<Long, String> keys = identify(Kind.STILL, track(1, EmbedReason.NEW), track(2, EmbedReason.NEW));
        assertThat(keys).containsEntry(2L, "User001").containsEntry(1L, "User002");
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

    private void looksLike(long track, double person) {
        looks.put(track, person);
    }

    private Track track(long id, EmbedReason reason) {
        return new Track(id, DETECTION, sightings.merge(id, 1, Integer::sum), clock.instant(), reason);
    }

    /** The track for longer than the patience. */
    private Map<Long, String> watch(long id) {
        Map<Long, String> keys = Map.of();
        for (int i = 0; i < PATIENT; i++) {
            keys = video(track(id, EmbedReason.NONE));
        }
        return keys;
    }

    private Map<Long, String> video(Track... tracks) {
        return identify(Kind.VIDEO, tracks);
    }

    private Map<Long, String> identify(Kind kind, Track... tracks) {
        clock.advance(FRAME);
        Instant now = clock.instant();
        List<Person> people = identities.identify(kind, now, List.of(tracks), new Identities.Looker() {
            @Override
            public Embedding embed(Track track) {
                embedded.add(track.id());
                return face(looks.get(track.id()));
            }

            @Override
            public boolean isGood(Track track) {
                return good;
            }

            @Override
            public boolean isPoor(Embedding look) {
                return poor;
            }
        });
        Map<Long, String> keys = new HashMap<>();
        probably.clear();
        for (Person person : people) {
            person.certainKey().ifPresentOrElse(key -> keys.put(person.track().id(), key),
                    () -> person.key().ifPresent(key -> probably.put(person.track().id(), key)));
        }
        return keys;
    }
}
