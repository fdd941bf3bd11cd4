// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OpenFilesTest {

    @Test
    void tooFewAreNamedInOneLineWithWhatToDo() {
        assertThat(OpenFiles.problem(64)).hasValueSatisfying(line ->
                assertThat(line).contains("may open 64 files").contains("ulimit -n").doesNotContain("\n"));
        assertThat(OpenFiles.problem(OpenFiles.NEEDED)).isEmpty();
    }
}
