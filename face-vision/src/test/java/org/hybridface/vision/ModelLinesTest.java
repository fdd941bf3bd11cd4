// SPDX-License-Identifier: Apache-2.0
package org.hybridface.vision;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ModelLinesTest {

    @Test
    void linesThatCannotBeAreRefused() {
        assertThatThrownBy(() -> new ModelLines(0, 1.1, 1, 0.9, 0.8, 10)).hasMessageContaining("cache distance is 0");
        assertThatThrownBy(() -> new ModelLines(1, 0.8, 0.9, 1, 1.1, 10)).hasMessageContaining("must be above 0 and rise");
        assertThatThrownBy(() -> new ModelLines(1, 1.1, 1, 0.9, 0.8, -1)).hasMessageContaining("poor strength is -1");
    }
}
