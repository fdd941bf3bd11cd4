// SPDX-License-Identifier: Apache-2.0
package org.hybridface.vision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaceTrackerTest {

    private static final Instant START = Instant.parse("2026-01-31T10:00:00Z");
    private static final int FRAME_MS = 100;
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 1000;

    private final FaceTracker tracker =
            new FaceTracker(new TrackerSettings(0.25, Duration.ofMillis(700), Duration.ofMillis(300), Duration.ofSeconds(5)));

    @Test
    void aFaceThatStaysIsEmbeddedOnce() {
        Track first = see(0, face(100, 100)).get(0);
        tracker.embedded(first.id(), at(0));
        for (int frame = 1; frame < 40; frame++) {
            Track later = see(frame, face(100 + frame * 5, 100)).get(0);
            assertThat(later.id()).isEqualTo(first.id());
            assertThat(later.reason()).isEqualTo(EmbedReason.NONE);
            assertThat(later.sightings()).isEqualTo(frame + 1);
        }
    }

    @Test
    void aFaceThatCouldNotBeEmbeddedGoesOnAsking() {
        see(0, face(100, 100));
        assertThat(see(1, face(100, 100)).get(0).reason()).isEqualTo(EmbedReason.NEW);
    }

    @Test
    void anEmbeddingIsTrustedForTheReverifyTime() {
        Track track = see(0, face(100, 100)).get(0);
        tracker.embedded(track.id(), at(0));
        for (int frame = 1; frame < 50; frame++) {
            assertThat(see(frame, face(100, 100)).get(0).reason()).isEqualTo(EmbedReason.NONE);
        }
        assertThat(see(50, face(100, 100)).get(0).reason()).isEqualTo(EmbedReason.REVERIFY);
        tracker.embedded(track.id(), at(50));
        assertThat(see(51, face(100, 100)).get(0).reason()).isEqualTo(EmbedReason.NONE);
    }

    @Test
    void aFastFaceIsExpectedWhereItIsGoing() {
        // 20 px a frame at first, then 90: less overlap than needed with the last box, enough with the expected one.
        int x = 0;
        long id = see(0, face(x, 0)).get(0).id();
        for (int frame = 1; frame < 12; frame++) {
            x += 20 + Math.min(70, frame * 10);
            assertThat(see(frame, face(x, 0)).get(0).id()).as("frame %d", frame).isEqualTo(id);
        }
    }

    @Test
    void twoFacesThatCrossAreLookedAtAgainOnceTheyAreApart() {
        for (Track track : see(0, face(0, 100), face(400, 100))) {
            tracker.embedded(track.id(), at(0));
        }
        int frame = 1;
        for (; frame <= 5; frame++) {
            assertThat(see(frame, face(frame * 38, 100), face(400 - frame * 38, 100)))
                    .as("not while they touch").extracting(Track::reason).containsOnly(EmbedReason.NONE);
        }
        for (; frame <= 8; frame++) {
            see(frame, face(frame * 38, 100), face(400 - frame * 38, 100));
        }
        List<Track> apart = see(9, face(9 * 38, 100), face(400 - 9 * 38, 100));
        assertThat(apart).extracting(Track::reason).containsOnly(EmbedReason.SWAPPED);
        apart.forEach(track -> tracker.embedded(track.id(), at(9)));
        assertThat(see(10, face(380, 100), face(20, 100))).extracting(Track::reason).containsOnly(EmbedReason.NONE);
    }

    @Test
    void aFaceThatWasOutOfSightIsLookedAtAgain() {
        Track track = see(0, face(100, 100)).get(0);
        tracker.embedded(track.id(), at(0));
        see(1);
        Track again = see(4, face(100, 100)).get(0);
        assertThat(again.id()).isEqualTo(track.id());
        assertThat(again.reason()).isEqualTo(EmbedReason.SWAPPED);
    }

    @Test
    void aFaceThatIsFoundOnlyEveryThirdPictureIsStillTheSame() {
        Track track = see(0, face(100, 100)).get(0);
        tracker.embedded(track.id(), at(0));
        for (int frame = 1; frame < 40; frame++) {
            if (frame % 3 == 0) {
                Track again = see(frame, face(100 + frame, 100)).get(0);
                assertThat(again.id()).isEqualTo(track.id());
                assertThat(again.reason()).isEqualTo(EmbedReason.NONE);
            } else {
                see(frame);
            }
        }
    }

    @Test
    void aFaceThatAppearsBesideTheOneThatWasMissedIsLookedAt() {
        Track track = see(0, face(100, 100)).get(0);
        tracker.embedded(track.id(), at(0));
        see(1);
        Track other = see(2, face(145, 100)).get(0);
        assertThat(other.id()).isEqualTo(track.id());
        assertThat(other.reason()).isEqualTo(EmbedReason.SWAPPED);
    }

    @Test
    void whoComesInByAnEdgeWhereSomebodyWentOutIsLookedAt() {
        Track leaving = see(0, face(30, 100)).get(0);
        tracker.embedded(leaving.id(), at(0));
        assertThat(see(1, face(-5, 100)).get(0).reason()).isEqualTo(EmbedReason.NONE);
        see(2);
        Track coming = see(3, face(-5, 100)).get(0);
        assertThat(coming.id()).isEqualTo(leaving.id());
        assertThat(coming.reason()).as("in the same place").isEqualTo(EmbedReason.SWAPPED);
    }

    @Test
    void soIsWhoComesInWhereSomebodyWasMissedBeforeTheEdgeCutThem() {
        Track leaving = see(0, face(10, 100)).get(0);
        tracker.embedded(leaving.id(), at(0));
        see(1);
        assertThat(see(2, face(-5, 100)).get(0).reason()).isEqualTo(EmbedReason.SWAPPED);
    }

    @Test
    void whoeverWentOutByTheEdgeAMomentAgoIsGone() {
        Track leaving = see(0, face(-5, 100)).get(0);
        tracker.embedded(leaving.id(), at(0));
        Track coming = see(4, face(-5, 100)).get(0);
        assertThat(coming.id()).isNotEqualTo(leaving.id());
        assertThat(coming.reason()).isEqualTo(EmbedReason.NEW);
    }

    @Test
    void soIsWhoeverWasOnTheWayOutAndNotSeenAtTheEdge() {
        Track leaving = walkOut(0);
        see(6);
        assertThat(see(7, face(20, 100)).get(0).reason()).as("back at once").isEqualTo(EmbedReason.SWAPPED);
        tracker.reset();
        leaving = walkOut(10);
        see(16);
        assertThat(see(19, face(20, 100)).get(0).id()).isNotEqualTo(leaving.id());
    }

    /** @return the track in the last of six pictures, 20 pixels from the edge */
    private Track walkOut(int frame) {
        Track leaving = see(frame, face(220, 100)).get(0);
        for (int step = 1; step <= 5; step++) {
            leaving = see(frame + step, face(220 - 40 * step, 100)).get(0);
        }
        tracker.embedded(leaving.id(), at(frame + 5));
        return leaving;
    }

    @Test
    void whoeverStaysAtTheEdgeIsFollowedLikeAnybody() {
        Track track = see(0, face(-5, 100)).get(0);
        tracker.embedded(track.id(), at(0));
        for (int frame = 1; frame < 40; frame++) {
            Track later = see(frame, face(frame % 2 == 0 ? -5 : 10, 100)).get(0);
            assertThat(later.id()).isEqualTo(track.id());
            assertThat(later.reason()).isEqualTo(EmbedReason.NONE);
        }
    }

    @Test
    void aQuickFaceAloneIsFollowedAndLookedAtOnceMore() {
        Track track = see(0, face(100, 100)).get(0);
        tracker.embedded(track.id(), at(0));
        Track step = see(1, face(220, 100)).get(0);
        assertThat(step.id()).isEqualTo(track.id());
        assertThat(step.reason()).isEqualTo(EmbedReason.SWAPPED);
        tracker.embedded(track.id(), at(1));
        for (int frame = 2; frame < 7; frame++) {
            Track next = see(frame, face(100 + 120 * frame, 100)).get(0);
            assertThat(next.id()).isEqualTo(track.id());
            assertThat(next.reason()).as("it goes on as expected").isEqualTo(EmbedReason.NONE);
        }
    }

    @Test
    void whoeverWalksPastASlowCameraIsNotDoubted() {
        Track track = see(0, face(100, 100)).get(0);
        tracker.embedded(track.id(), at(0));
        for (int frame = 3; frame < 18; frame += 3) {
            Track next = see(frame, face(100 + 40 * frame, 100)).get(0);
            assertThat(next.id()).isEqualTo(track.id());
            assertThat(next.reason()).isEqualTo(EmbedReason.NONE);
        }
    }

    @Test
    void aStepBesideSomebodyWhoWasLostIsNobodys() {
        long first = see(0, face(100, 100), face(340, 100)).get(0).id();
        see(1, face(100, 100));
        assertThat(see(2, face(220, 100)).get(0).id()).isNotEqualTo(first);
    }

    @Test
    void aStepThatMayBeTwoPeoplesIsNobodys() {
        long id = see(0, face(100, 100)).get(0).id();
        assertThat(see(1, face(220, 100), face(100, 220))).extracting(Track::id).doesNotContain(id);
    }

    @Test
    void oneWhoGoesOutAndOneWhoComesInBesideAreTwo() {
        long id = see(0, face(-5, 100)).get(0).id();
        assertThat(see(1, face(-5, 210)).get(0).id()).isNotEqualTo(id);
    }

    @Test
    void aFaceThatStaysAwayTooLongIsANewOne() {
        long id = see(0, face(100, 100)).get(0).id();
        Track later = see(8, face(100, 100)).get(0);
        assertThat(later.id()).isNotEqualTo(id);
        assertThat(later.reason()).isEqualTo(EmbedReason.NEW);
    }

    @Test
    void anotherFaceInTheSamePlaceOfAnotherSizeIsLookedAt() {
        Track track = see(0, face(100, 100)).get(0);
        tracker.embedded(track.id(), at(0));
        Detection larger = new Detection(new Box(60, 60, 180, 180), FaceShapes.frontal(150, 150, 180), 0.9);
        assertThat(see(1, larger).get(0).reason()).isEqualTo(EmbedReason.SWAPPED);
    }

    @Test
    void afterAResetNothingIsKnownAndNoIdComesAgain() {
        long id = see(0, face(100, 100)).get(0).id();
        tracker.reset();
        Track other = see(1, face(100, 100)).get(0);
        assertThat(other.id()).isGreaterThan(id);
        assertThat(other.reason()).isEqualTo(EmbedReason.NEW);
    }

    @Test
    void eachOfTwoFacesOverOneTrackGetsItsOwn() {
        see(0, face(100, 100));
        List<Track> tracks = see(1, face(110, 100), face(60, 100));
        assertThat(tracks.get(0).id()).isEqualTo(1);
        assertThat(tracks.get(1).id()).isEqualTo(2);
    }

    @Test
    void anEndedTrackMayBeReportedAsEmbedded() {
        long id = see(0, face(100, 100)).get(0).id();
        see(20);
        tracker.embedded(id, at(20));
        assertThat(see(21)).isEmpty();
    }

    private List<Track> see(int frame, Detection... faces) {
        return tracker.update(Arrays.asList(faces), WIDTH, HEIGHT, at(frame));
    }

    private static Instant at(int frame) {
        return START.plusMillis((long) frame * FRAME_MS);
    }

    private static Detection face(double x, double y) {
        return new Detection(new Box(x, y, 100, 100), FaceShapes.frontal(x + 50, y + 50, 100), 0.9);
    }
}
