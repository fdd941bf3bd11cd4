// SPDX-License-Identifier: Apache-2.0
package org.hybridface.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AcceleratorTest {

    @Test
    void theProcessorIsAlwaysOffered() {
        assertThat(Accelerator.of("cpu")).isEqualTo(Accelerator.CPU);
    }

    @Test
    void whatTheLibraryLacksIsRefusedWithWhatItOffers() {
        // The packed library is built without CUDA.
        assertThatThrownBy(() -> Accelerator.of("cuda-fp16")).isInstanceOf(VisionException.class)
                .hasMessageStartingWith("face.accelerator is 'cuda-fp16', which the OpenCV library at hand does not offer; it offers: cpu");
        assertThatThrownBy(() -> Accelerator.of("abacus")).isInstanceOf(VisionException.class).hasMessageContaining("it offers: cpu");
    }
}
