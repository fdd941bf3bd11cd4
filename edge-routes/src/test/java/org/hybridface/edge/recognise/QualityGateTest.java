// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.recognise;

import static org.assertj.core.api.Assertions.assertThat;

import org.hybridface.vision.Quality;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QualityGateTest {

    private static final QualityGate GATE = new QualityGate(40, 0.15, 45);

    @ParameterizedTest(name = "{0} px, sharpness {1}, yaw {2}, cut {3}: {4}")
    @CsvSource({"40,0.15,45,false,true", "40,0.15,-45,false,true", "39,0.9,0,false,false", "200,0.14,0,false,false",
        "200,0.9,46,false,false", "200,0.9,-46,false,false", "200,0.9,0,true,false"})
    void onlyAGoodPhotoPasses(int size, double sharpness, double yaw, boolean cut, boolean passes) {
        assertThat(GATE.lets(new Quality(size, sharpness, yaw, 0, cut))).isEqualTo(passes);
    }
}
