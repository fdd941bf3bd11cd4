// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.recognise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hybridface.vision.Box;
import org.junit.jupiter.api.Test;

class HeadAndShouldersTest {

    private static final Box FACE = new Box(300, 200, 100, 100);

    @Test
    void thereIsRoomAroundTheFace() {
        assertThat(HeadAndShoulders.around(FACE, List.of(), 1000, 1000)).isEqualTo(new Box(240, 140, 220, 250));
    }

    @Test
    void theFrameEndsThePhoto() {
        assertThat(HeadAndShoulders.around(FACE, List.of(), 410, 320)).isEqualTo(new Box(240, 140, 170, 180));
    }

    @Test
    void aNeighboursFaceIsCutOff() {
        Box right = new Box(430, 180, 120, 120);
        Box photo = HeadAndShoulders.around(FACE, List.of(right), 1000, 1000);
        assertThat(photo.x() + photo.width()).isEqualTo(430);
        Box left = new Box(150, 200, 120, 120);
        assertThat(HeadAndShoulders.around(FACE, List.of(left), 1000, 1000).x()).isEqualTo(270);
        Box below = new Box(310, 330, 100, 100);
        photo = HeadAndShoulders.around(FACE, List.of(below), 1000, 1000);
        assertThat(photo.y() + photo.height()).isEqualTo(330);
    }

    @Test
    void theFaceItselfIsNeverCut() {
        Box overlapping = new Box(350, 200, 100, 100);
        Box photo = HeadAndShoulders.around(FACE, List.of(overlapping), 1000, 1000);
        assertThat(photo.x() + photo.width()).isEqualTo(400);
    }

    @Test
    void somebodyFarAwayChangesNothing() {
        assertThat(HeadAndShoulders.around(FACE, List.of(new Box(800, 200, 100, 100)), 1000, 1000))
                .isEqualTo(new Box(240, 140, 220, 250));
    }
}
