package org.hybridface.vision.detect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Against the counts and positions that MediaPipe's graphs state. */
class AnchorsTest {

    @Test
    void theShortRangeNetHas896() {
        Anchors anchors = Anchors.of(128, new int[] {8, 16, 16, 16}, 2);
        assertThat(anchors.count()).isEqualTo(896);
        assertThat(anchors.x()[0]).isEqualTo(0.5f / 16);
        assertThat(anchors.x()[2]).as("two on each point").isEqualTo(1.5f / 16);
        assertThat(anchors.y()[511]).isEqualTo(15.5f / 16);
        assertThat(anchors.x()[512 + 5]).as("three layers share the coarse grid").isEqualTo(0.5f / 8);
        assertThat(anchors.x()[512 + 6]).isEqualTo(1.5f / 8);
    }

    @Test
    void theFullRangeNetHas2304() {
        Anchors anchors = Anchors.of(192, new int[] {4}, 1);
        assertThat(anchors.count()).isEqualTo(2304);
        assertThat(anchors.x()[49]).isEqualTo(1.5f / 48);
        assertThat(anchors.y()[49]).isEqualTo(1.5f / 48);
    }
}
