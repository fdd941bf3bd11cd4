package org.hybridface.local.rekognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SimilarityTest {

    private final Similarity similarity = Similarity.forModel(0.4);

    @Test
    void anchorsMeanWhatTheDocumentationSays() {
        assertThat(similarity.of(0)).isEqualTo(100);
        assertThat(similarity.of(0.280)).isCloseTo(99, within(1e-6));
        assertThat(similarity.of(0.300)).isCloseTo(95, within(1e-6));
        assertThat(similarity.of(0.320)).isCloseTo(90, within(1e-6));
        assertThat(similarity.of(0.363)).isCloseTo(80, within(1e-6));
        assertThat(similarity.of(0.400)).isCloseTo(50, within(1e-6));
        assertThat(similarity.of(0.700)).isZero();
    }

    @Test
    void aFartherFaceIsNeverMoreSimilar() {
        double before = 100;
        for (double distance = 0; distance < 1; distance += 0.001) {
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
    void anotherModelsScaleIsItsOwn() {
        assertThat(Similarity.forModel(1.128).of(1.128)).isCloseTo(similarity.of(0.4), within(1e-9));
    }
}
