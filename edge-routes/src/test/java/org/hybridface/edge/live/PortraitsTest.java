// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hybridface.edge.cache.TestClock;
import org.hybridface.edge.camera.Pictures;
import org.hybridface.edge.frame.SeenFace;
import org.hybridface.vision.Box;
import org.hybridface.vision.OpenCv;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opencv.core.Mat;

/** The small picture beside a name is one by which a person is known. */
class PortraitsTest {

    private static final Box NEAR = new Box(10, 8, 24, 28);
    private static final Box FAR = new Box(10, 8, 12, 14);

    private final TestClock clock = new TestClock();
    private final Portraits portraits = new Portraits(clock);
    private Mat picture;

    @BeforeEach
    void aPicture() {
        OpenCv.load();
        picture = Pictures.grey(100);
    }

    @AfterEach
    void release() {
        picture.release();
    }

    @Test
    void somebodyWhoStaysIsPicturedAnewNowAndThen() {
        Instant first = taken(NEAR);
        clock.advance(Duration.ofSeconds(2));
        assertThat(taken(NEAR)).isEqualTo(first);
        clock.advance(Duration.ofSeconds(2));
        assertThat(taken(NEAR)).isAfter(first);
    }

    @Test
    void whoWalksAwayOrOutOfThePictureKeepsTheBetterOne() {
        Instant near = taken(NEAR);
        clock.advance(Duration.ofMinutes(1));
        assertThat(taken(FAR)).isEqualTo(near);
        assertThat(taken(new Box(picture.cols() - 12, 8, 24, 28))).isEqualTo(near);
    }

    @Test
    void afterALongTimeAnyPictureIsBetter() {
        Instant near = taken(NEAR);
        clock.advance(Duration.ofMinutes(11));
        assertThat(taken(FAR)).isAfter(near);
    }

    private Instant taken(Box face) {
        portraits.take(picture, new SeenFace("User001", Optional.empty(), "pending", OptionalDouble.empty(), face));
        return portraits.of("User001").orElseThrow().taken();
    }
}
