// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.hybridface.vision.VisionException;
import org.junit.jupiter.api.Test;

class ProblemTest {

    @Test
    void whatToDoAboutAModelIsSaidAndNotWhatTheLibrarySaid() {
        VisionException problem = new VisionException("OpenCV's native library cannot be loaded: the disk is full", new UnsatisfiedLinkError("no opencv in java.library.path"));
        assertThat(Problem.inOneLine(new IllegalStateException("start failed", problem))).isEqualTo("OpenCV's native library cannot be loaded: the disk is full");
        assertThat(Problem.isOption(problem)).isTrue();
    }

    @Test
    void ofAnythingElseTheInnermostCauseKnowsBest() {
        assertThat(Problem.inOneLine(new IllegalStateException("start failed", new InvalidOptionException("edge.thing is empty")))).isEqualTo("edge.thing is empty");
    }
}
