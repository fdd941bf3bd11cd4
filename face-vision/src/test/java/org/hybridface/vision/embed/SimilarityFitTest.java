// SPDX-License-Identifier: Apache-2.0
package org.hybridface.vision.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.hybridface.vision.Landmarks;
import org.hybridface.vision.Point;
import org.junit.jupiter.api.Test;

class SimilarityFitTest {

    private static final double[][] TEMPLATE = {{38, 52}, {74, 52}, {56, 72}, {56, 92}};

    @Test
    void aTurnedScaledAndShiftedTemplateComesBackExactly() {
        double angle = Math.toRadians(25);
        Point[] points = new Point[4];
        for (int i = 0; i < 4; i++) {
            double x = TEMPLATE[i][0];
            double y = TEMPLATE[i][1];
            points[i] = new Point(3 * (x * Math.cos(angle) - y * Math.sin(angle)) + 40,
                    3 * (x * Math.sin(angle) + y * Math.cos(angle)) - 17);
        }
        double[] m = SimilarityFit.of(new Landmarks(points[0], points[1], points[2], points[3]), TEMPLATE);
        for (int i = 0; i < 4; i++) {
            assertThat(m[0] * points[i].x() + m[1] * points[i].y() + m[2]).isCloseTo(TEMPLATE[i][0], within(1e-9));
            assertThat(m[3] * points[i].x() + m[4] * points[i].y() + m[5]).isCloseTo(TEMPLATE[i][1], within(1e-9));
        }
    }
}
