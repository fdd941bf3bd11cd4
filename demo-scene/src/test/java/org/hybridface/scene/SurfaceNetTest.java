// SPDX-License-Identifier: Apache-2.0
package org.hybridface.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import org.hybridface.scene.SurfaceNet.Region;
import org.junit.jupiter.api.Test;

class SurfaceNetTest {

    private static final double RADIUS = 5;
    private static final Solid BALL = (x, y, z) -> Solid.sphere(x, y, z, RADIUS);
    private static final Solid NOTHING = (x, y, z) -> Double.MAX_VALUE;
    private static final Region ROOM = new Region(new double[] {-6, -6, -6}, new double[] {6, 6, 6}, 0.5, 1.5);

    @Test
    void aBallsCornersLieOnTheBall() {
        Mesh mesh = mesh(NOTHING);

        assertThat(mesh.corners()).isGreaterThan(500);
        for (int i = 0; i < mesh.corners(); i++) {
            float[] p = mesh.positions();
            assertThat(Solid.sphere(p[3 * i], p[3 * i + 1], p[3 * i + 2], 0)).isCloseTo(RADIUS, within(0.05));
        }
    }

    @Test
    void aBallIsClosedAndLooksOutwards() {
        Mesh mesh = mesh(NOTHING);
        Map<Long, Integer> edges = new HashMap<>();
        double volume = 0;
        int[] t = mesh.triangles();
        for (int i = 0; i < t.length; i += 3) {
            for (int k = 0; k < 3; k++) {
                edges.merge((long) t[i + k] << 32 | t[i + (k + 1) % 3], 1, Integer::sum);
            }
            volume += volume(mesh.positions(), t[i], t[i + 1], t[i + 2]);
        }

        assertThat(edges).allSatisfy((edge, times) -> {
            assertThat(times).isEqualTo(1);
            assertThat(edges).containsKey(edge << 32 | edge >>> 32);
        });
        // Positive: seen from outside, corners run counter-clockwise.
        assertThat(volume).isCloseTo(4.0 / 3 * Math.PI * Math.pow(RADIUS, 3), within(10.0));
    }

    @Test
    void nothingIsBuiltWellInsideTheCover() {
        Solid upperHalf = (x, y, z) -> -y;

        assertThat(mesh(upperHalf).positions()).satisfies(p -> {
            for (int i = 1; i < p.length; i += 3) {
                assertThat(p[i]).isLessThan(1.2f);
            }
        });
    }

    @Test
    void whatStandsInTheWayOfLightMakesShade() {
        Solid roof = (x, y, z) -> 8 - y;
        Mesh open = mesh(NOTHING);
        Mesh shaded = SurfaceNet.mesh(BALL, ROOM, NOTHING, BALL.or(roof), (x, y, z, target, at) -> {});

        assertThat(mean(shaded.openness())).isLessThan(mean(open.openness()) - 0.05);
    }

    private static Mesh mesh(Solid cover) {
        return SurfaceNet.mesh(BALL, ROOM, cover, BALL, (x, y, z, target, at) -> {});
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double volume(float[] p, int a, int b, int c) {
        double cx = p[3 * b + 1] * p[3 * c + 2] - p[3 * b + 2] * p[3 * c + 1];
        double cy = p[3 * b + 2] * p[3 * c] - p[3 * b] * p[3 * c + 2];
        double cz = p[3 * b] * p[3 * c + 1] - p[3 * b + 1] * p[3 * c];
        return (p[3 * a] * cx + p[3 * a + 1] * cy + p[3 * a + 2] * cz) / 6;
    }
}
