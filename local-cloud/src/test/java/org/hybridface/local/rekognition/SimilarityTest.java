// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.rekognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.hybridface.vision.ModelLines;
import org.junit.jupiter.api.Test;

class SimilarityTest {

    private final Similarity similarity = Similarity.forModel(new ModelLines(1.03, 1.126, 1.048, 0.99, 0.95, 10.8));

    @Test
    void anchorsMeanWhatTheDocumentationSays() {
        assertThat(similarity.of(0)).isEqualTo(100);
        assertThat(similarity.of(0.95)).isCloseTo(99, within(1e-6));
        assertThat(similarity.of(0.99)).isCloseTo(95, within(1e-6));
        assertThat(similarity.of(1.048)).isCloseTo(90, within(1e-6));
        assertThat(similarity.of(1.126)).isCloseTo(80, within(1e-6));
        assertThat(similarity.of(1.126 * 1.06)).isCloseTo(50, within(1e-6));
        assertThat(similarity.of(Math.sqrt(2))).isZero();
    }

    @Test
    void aFartherFaceIsNeverMoreSimilar() {
        double before = 100;
        for (double distance = 0; distance < 2; distance += 0.001) {
            double now = similarity.of(distance);
            assertThat(now).isBetween(0.0, before);
            before = now;
        }
    }

    @Test
    void aThresholdAndItsDistanceBelongTogether() {
        for (double threshold = 0.5; threshold <= 100; threshold += 0.5) {
            assertThat(similarity.of(similarity.distance(threshold))).isCloseTo(threshold, within(1e-9));
        }
        assertThat(similarity.distance(0)).isEqualTo(Double.MAX_VALUE);
    }

    @Test
    void anotherModelsLinesAreItsOwn() {
        assertThat(Similarity.forModel(new ModelLines(0.3, 0.363, 0.32, 0.30, 0.28, 0)).of(0.32)).isCloseTo(90, within(1e-9));
    }
}
