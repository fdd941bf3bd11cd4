// SPDX-License-Identifier: Apache-2.0
package org.hybridface.scene;

import org.hybridface.scene.Looks.GlassesStyle;

/** A spectacle frame: two rims, a bridge and two temples, as bent tubes. */
final class GlassesFrame {

    private static final int AROUND = 6;
    private static final int RIM_POINTS = 28;

    private final GlassesStyle style;
    private final double eyeX;
    private final double headWidth;
    private final MeshBuilder mesh = new MeshBuilder();

    private GlassesFrame(Looks looks) {
        style = looks.glasses().style();
        eyeX = looks.size(Trait.EYE_SPACING);
        headWidth = looks.size(Trait.HEAD_WIDTH);
    }

    /** The frame on that person's nose. */
    static Mesh mesh(Looks looks) {
        GlassesFrame frame = new GlassesFrame(looks);
        double thick = frame.style == GlassesStyle.ROUND ? 0.13 : 0.20;
        for (int mirror = -1; mirror <= 1; mirror += 2) {
            frame.rim(mirror, thick);
            frame.temple(mirror, thick);
        }
        frame.bridge(thick);
        return frame.mesh.build();
    }

    private void rim(int mirror, double thick) {
        double[][] path = new double[RIM_POINTS + 1][];
        for (int i = 0; i <= RIM_POINTS; i++) {
            double angle = 2 * Math.PI * i / RIM_POINTS;
            path[i] = rimPoint(mirror, Math.cos(angle), Math.sin(angle));
        }
        tube(path, thick);
    }

    private double[] rimPoint(int mirror, double cos, double sin) {
        // A superellipse: 2 is round, larger is squarer.
        double power = style == GlassesStyle.ROUND ? 2 : style == GlassesStyle.SQUARE ? 4.5 : 3;
        double radius = Math.pow(Math.pow(Math.abs(cos), power) + Math.pow(Math.abs(sin), power), -1 / power);
        double halfWidth = style == GlassesStyle.ROUND ? 2.35 : 2.65;
        double halfHeight = style == GlassesStyle.ROUND ? 2.2 : style == GlassesStyle.SQUARE ? 1.75 : 1.7;
        double out = cos * radius;
        double up = sin * radius;
        double lift = style == GlassesStyle.CAT_EYE ? 0.55 * Math.max(0, out) * Math.max(0, up + 0.3) : 0;
        double x = eyeX + 0.15 + halfWidth * out;
        double y = -0.45 + halfHeight * (up + lift);
        return new double[] {mirror * x, y, 9.15 - 0.045 * x * x};
    }

    private void bridge(double thick) {
        double inner = eyeX + 0.15 - 2.5;
        tube(new double[][] {{-inner - 0.1, 0.3, 9.2}, {-inner / 2, 0.65, 9.55}, {inner / 2, 0.65, 9.55}, {inner + 0.1, 0.3, 9.2}}, thick);
    }

    private void temple(int mirror, double thick) {
        double outer = eyeX + 2.6;
        double front = 9.15 - 0.045 * outer * outer;
        tube(
                new double[][] {
                    {mirror * outer, 0.6, front},
                    {mirror * (headWidth + 0.15), 0.55, front - 1.6},
                    {mirror * (headWidth + 0.45), 0.4, 1.5},
                    {mirror * (headWidth + 0.2), -0.6, -2.5}
                },
                thick);
    }

    private void tube(double[][] path, double thick) {
        int first = mesh.corners();
        for (int i = 0; i < path.length; i++) {
            double[] before = path[Math.max(0, i - 1)];
            double[] after = path[Math.min(path.length - 1, i + 1)];
            double[] along = unit(after[0] - before[0], after[1] - before[1], after[2] - before[2]);
            // Any direction that is not along the path will do to span the circle.
            double[] help = Math.abs(along[2]) < 0.8 ? new double[] {0, 0, 1} : new double[] {0, 1, 0};
            double[] u = unit(
                    along[1] * help[2] - along[2] * help[1],
                    along[2] * help[0] - along[0] * help[2],
                    along[0] * help[1] - along[1] * help[0]);
            double[] v = {
                along[1] * u[2] - along[2] * u[1], along[2] * u[0] - along[0] * u[2], along[0] * u[1] - along[1] * u[0]
            };
            for (int k = 0; k < AROUND; k++) {
                double c = Math.cos(2 * Math.PI * k / AROUND);
                double s = Math.sin(2 * Math.PI * k / AROUND);
                double nx = u[0] * c + v[0] * s;
                double ny = u[1] * c + v[1] * s;
                double nz = u[2] * c + v[2] * s;
                mesh.corner(path[i][0] + nx * thick, path[i][1] + ny * thick, path[i][2] + nz * thick, nx, ny, nz);
            }
        }
        for (int i = 0; i + 1 < path.length; i++) {
            for (int k = 0; k < AROUND; k++) {
                int a = first + i * AROUND + k;
                int b = first + i * AROUND + (k + 1) % AROUND;
                mesh.triangle(a, b, b + AROUND);
                mesh.triangle(a, b + AROUND, a + AROUND);
            }
        }
    }

    private static double[] unit(double x, double y, double z) {
        double length = Math.sqrt(x * x + y * y + z * z) + 1e-12;
        return new double[] {x / length, y / length, z / length};
    }
}
