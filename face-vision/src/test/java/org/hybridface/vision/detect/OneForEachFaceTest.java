// SPDX-License-Identifier: Apache-2.0
package org.hybridface.vision.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hybridface.vision.Box;
import org.hybridface.vision.Detection;
import org.hybridface.vision.FaceShapes;
import org.junit.jupiter.api.Test;

class OneForEachFaceTest {

    @Test
    void theMostConfidentOfSeveralIsKept() {
        assertThat(OneForEachFace.of(List.of(face(100, 100, 50, 0.8), face(105, 98, 52, 0.9), face(95, 101, 49, 0.7))))
                .containsExactly(face(105, 98, 52, 0.9));
    }

    @Test
    void aFaceInsideAnotherIsAWrongReading() {
        assertThat(OneForEachFace.of(List.of(face(100, 100, 200, 0.9), face(150, 120, 40, 0.8)))).containsExactly(face(100, 100, 200, 0.9));
    }

    @Test
    void neighboursAreTwo() {
        assertThat(OneForEachFace.of(List.of(face(100, 100, 50, 0.8), face(140, 100, 50, 0.9)))).hasSize(2);
    }

    private static Detection face(double x, double y, double side, double confidence) {
        return new Detection(new Box(x, y, side, side), FaceShapes.frontal(x, y, side), confidence);
    }
}
