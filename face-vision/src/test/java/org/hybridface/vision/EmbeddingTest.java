// SPDX-License-Identifier: Apache-2.0
package org.hybridface.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EmbeddingTest {

    @Test
    void distanceIsEuclidean() {
        assertThat(new Embedding("m", new float[] {1, 2, 3}).distance(new Embedding("m", new float[] {1, 5, 7}))).isEqualTo(5);
    }

    @Test
    void twoModelsAreNeverCompared() {
        Embedding one = new Embedding("m1", new float[] {1});
        assertThatThrownBy(() -> one.distance(new Embedding("m2", new float[] {1})))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("m1").hasMessageContaining("m2");
    }

    @Test
    void nobodyChangesItFromOutside() {
        float[] values = {1, 2};
        Embedding embedding = new Embedding("m", values);
        values[0] = 9;
        embedding.values()[1] = 9;
        assertThat(embedding).isEqualTo(new Embedding("m", new float[] {1, 2}));
    }

    @Test
    void theLengthOfTheNetsVectorIsKeptAsItsStrength() {
        Embedding embedding = Embedding.ofUnitLength("m", new float[] {6, 8});
        assertThat(embedding.values()).containsExactly(0.6f, 0.8f);
        assertThat(embedding.strength()).hasValue(10);
        assertThat(new Embedding("m", new float[] {0.6f, 0.8f}).strength()).as("of a stored one").isEmpty();
        assertThat(embedding).isEqualTo(new Embedding("m", new float[] {0.6f, 0.8f}));
    }

    @Test
    void aVectorWithoutADirectionIsRefused() {
        assertThatThrownBy(() -> Embedding.ofUnitLength("m", new float[] {0, 0})).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("length 0");
        assertThatThrownBy(() -> Embedding.ofUnitLength("m", new float[] {Float.NaN, 1})).isInstanceOf(IllegalArgumentException.class);
    }
}
