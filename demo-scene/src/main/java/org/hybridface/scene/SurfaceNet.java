// SPDX-License-Identifier: Apache-2.0
package org.hybridface.scene;

import java.util.Arrays;

/**
 * Turns a solid into a mesh by naive surface nets: one corner in each cell of a grid that the surface passes through, four cells round
 * a crossed grid edge make two triangles. Only the blocks of cells near the surface are looked at.
 */
final class SurfaceNet {

    private static final int BLOCK = 6;
    /** Deeper than this nothing shines through, even where two meshes cross at a low angle. */
    private static final double COVERED_CM = 0.45;

    private final Solid solid;
    private final double cell;
    private final double x0;
    private final double y0;
    private final double z0;
    private final int nx;
    private final int ny;
    private final int nz;
    private final float[] values;
    private final int[] cornerOfCell;
    private float[] positions = new float[3 * 4096];
    private int corners;
    private int[] triangles = new int[3 * 8192];
    private int indices;

    private SurfaceNet(Solid solid, Region region) {
        this.solid = solid;
        cell = region.cell;
        x0 = region.low[0];
        y0 = region.low[1];
        z0 = region.low[2];
        nx = points(region.low[0], region.high[0]);
        ny = points(region.low[1], region.high[1]);
        nz = points(region.low[2], region.high[2]);
        values = new float[nx * ny * nz];
        Arrays.fill(values, Float.NaN);
        cornerOfCell = new int[nx * ny * nz];
        Arrays.fill(cornerOfCell, -1);
    }

    /** Where a corner sits in the texture. */
    @FunctionalInterface
    interface Wrapping {
        void uv(double x, double y, double z, float[] target, int at);
    }

    /**
     * Where to look for the surface, centimetres.
     *
     * @param low     the corner with the smallest coordinates
     * @param cell    side of a grid cell
     * @param caution distances are not exact where solids change quickly: this many times as far is looked at as they say
     */
    record Region(double[] low, double[] high, double cell, double caution) {}

    /**
     * @param cover    hides what lies well inside it: nothing is built there
     * @param shadows  keeps light from the surface, usually the solid and its neighbours
     * @param wrapping places the texture
     */
    static Mesh mesh(Solid solid, Region region, Solid cover, Solid shadows, Wrapping wrapping) {
        SurfaceNet net = new SurfaceNet(solid, region);
        net.placeCorners(region.caution);
        net.connect();
        net.leaveOut(cover);
        return net.finish(shadows, wrapping);
    }

    private int points(double low, double high) {
        return (int) Math.ceil((high - low) / cell / BLOCK) * BLOCK + 1;
    }

    private int index(int x, int y, int z) {
        return (z * ny + y) * nx + x;
    }

    private void placeCorners(double caution) {
        double reach = BLOCK * cell * 0.87 * caution;
        double half = BLOCK * cell / 2;
        for (int z = 0; z + BLOCK < nz; z += BLOCK) {
            for (int y = 0; y + BLOCK < ny; y += BLOCK) {
                for (int x = 0; x + BLOCK < nx; x += BLOCK) {
                    double d = solid.distance(x0 + x * cell + half, y0 + y * cell + half, z0 + z * cell + half);
                    if (Math.abs(d) < reach) {
                        placeCorners(x, y, z);
                    }
                }
            }
        }
    }

    private void placeCorners(int bx, int by, int bz) {
        for (int z = bz; z < bz + BLOCK; z++) {
            for (int y = by; y < by + BLOCK; y++) {
                for (int x = bx; x < bx + BLOCK; x++) {
                    placeCorner(x, y, z);
                }
            }
        }
    }

    private float value(int x, int y, int z) {
        int at = index(x, y, z);
        float v = values[at];
        if (Float.isNaN(v)) {
            v = (float) solid.distance(x0 + x * cell, y0 + y * cell, z0 + z * cell);
            values[at] = v;
        }
        return v;
    }

    /** The corner is the mean of the points where the surface crosses the cell's edges. */
    private void placeCorner(int x, int y, int z) {
        float[] v = new float[8];
        int inside = 0;
        for (int i = 0; i < 8; i++) {
            v[i] = value(x + (i & 1), y + (i >> 1 & 1), z + (i >> 2));
            inside += v[i] < 0 ? 1 : 0;
        }
        if (inside == 0 || inside == 8) {
            return;
        }
        double sx = 0;
        double sy = 0;
        double sz = 0;
        int crossings = 0;
        for (int a = 0; a < 8; a++) {
            for (int bit = 1; bit < 8; bit <<= 1) {
                int b = a | bit;
                if (b != a && v[a] < 0 != v[b] < 0) {
                    double t = v[a] / (v[a] - v[b]);
                    sx += (a & 1) + (bit == 1 ? t : 0);
                    sy += (a >> 1 & 1) + (bit == 2 ? t : 0);
                    sz += (a >> 2) + (bit == 4 ? t : 0);
                    crossings++;
                }
            }
        }
        if (positions.length < 3 * corners + 3) {
            positions = Arrays.copyOf(positions, positions.length * 2);
        }
        positions[3 * corners] = (float) (x0 + (x + sx / crossings) * cell);
        positions[3 * corners + 1] = (float) (y0 + (y + sy / crossings) * cell);
        positions[3 * corners + 2] = (float) (z0 + (z + sz / crossings) * cell);
        cornerOfCell[index(x, y, z)] = corners++;
    }

    private void connect() {
        for (int z = 1; z < nz - 1; z++) {
            for (int y = 1; y < ny - 1; y++) {
                for (int x = 1; x < nx - 1; x++) {
                    int at = index(x, y, z);
                    if (cornerOfCell[at] >= 0) {
                        boolean inside = values[at] < 0;
                        crossing(inside, values[at + 1], at, at - nx, at - nx - nx * ny, at - nx * ny);
                        crossing(inside, values[at + nx], at, at - nx * ny, at - nx * ny - 1, at - 1);
                        crossing(inside, values[at + nx * ny], at, at - 1, at - 1 - nx, at - nx);
                    }
                }
            }
        }
    }

    private void crossing(boolean inside, float other, int a, int b, int c, int d) {
        int ca = cornerOfCell[a];
        int cb = cornerOfCell[b];
        int cc = cornerOfCell[c];
        int cd = cornerOfCell[d];
        if (inside == other < 0 || cb < 0 || cc < 0 || cd < 0) {
            return;
        }
        if (inside) {
            triangle(ca, cb, cc);
            triangle(ca, cc, cd);
        } else {
            triangle(ca, cc, cb);
            triangle(ca, cd, cc);
        }
    }

    private void triangle(int a, int b, int c) {
        if (triangles.length < indices + 3) {
            triangles = Arrays.copyOf(triangles, triangles.length * 2);
        }
        triangles[indices++] = a;
        triangles[indices++] = b;
        triangles[indices++] = c;
    }

    /** Drops the triangles under the cover and the corners that no triangle needs any more. */
    private void leaveOut(Solid cover) {
        boolean[] hidden = new boolean[corners];
        for (int i = 0; i < corners; i++) {
            hidden[i] = cover.distance(positions[3 * i], positions[3 * i + 1], positions[3 * i + 2]) < -COVERED_CM;
        }
        int[] renumbered = new int[corners];
        Arrays.fill(renumbered, -1);
        int keptIndices = 0;
        int keptCorners = 0;
        float[] keptPositions = new float[3 * corners];
        for (int i = 0; i < indices; i += 3) {
            if (hidden[triangles[i]] && hidden[triangles[i + 1]] && hidden[triangles[i + 2]]) {
                continue;
            }
            for (int k = 0; k < 3; k++) {
                int corner = triangles[i + k];
                if (renumbered[corner] < 0) {
                    System.arraycopy(positions, 3 * corner, keptPositions, 3 * keptCorners, 3);
                    renumbered[corner] = keptCorners++;
                }
                triangles[keptIndices++] = renumbered[corner];
            }
        }
        positions = keptPositions;
        corners = keptCorners;
        indices = keptIndices;
    }

    private Mesh finish(Solid shadows, Wrapping wrapping) {
        float[] normals = new float[3 * corners];
        float[] openness = new float[corners];
        float[] uv = new float[2 * corners];
        double e = cell * 0.4;
        for (int i = 0; i < corners; i++) {
            double x = positions[3 * i];
            double y = positions[3 * i + 1];
            double z = positions[3 * i + 2];
            double d = solid.distance(x, y, z);
            double gx = solid.distance(x + e, y, z) - d;
            double gy = solid.distance(x, y + e, z) - d;
            double gz = solid.distance(x, y, z + e) - d;
            double length = Math.max(1e-9, Math.sqrt(gx * gx + gy * gy + gz * gz));
            normals[3 * i] = (float) (gx / length);
            normals[3 * i + 1] = (float) (gy / length);
            normals[3 * i + 2] = (float) (gz / length);
            openness[i] = openness(shadows, x, y, z, gx / length, gy / length, gz / length);
            wrapping.uv(x, y, z, uv, 2 * i);
        }
        return new Mesh(Arrays.copyOf(positions, 3 * corners), normals, openness, uv, Arrays.copyOf(triangles, indices));
    }

    /** Steps away from the surface, bent towards the light that rooms have (above, in front): what comes near on the way takes light. */
    private static float openness(Solid shadows, double x, double y, double z, double nx, double ny, double nz) {
        double dx = nx;
        double dy = ny + 0.55;
        double dz = nz + 0.35;
        double length = Math.sqrt(dx * dx + dy * dy + dz * dz) + 1e-9;
        double taken = 0;
        for (double step = 0.5; step < 7; step *= 1.9) {
            double d = shadows.distance(
                    x + nx * 0.15 + dx / length * step, y + ny * 0.15 + dy / length * step, z + nz * 0.15 + dz / length * step);
            taken += Math.max(0, 0.75 * step - d) / step;
        }
        return (float) Math.max(0.22, 1 - 0.26 * taken);
    }
}
