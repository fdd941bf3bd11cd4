// SPDX-License-Identifier: Apache-2.0
package org.hybridface.scene;

import java.util.Arrays;

/**
 * Remembers a solid's distances on a coarse grid and interpolates: shadows ask for hundreds of thousands of points that lie close
 * together. Fills itself as it is asked; used by one thread.
 */
final class DistanceGrid implements Solid {

    private static final double CELL = 0.6;
    private static final double X0 = -16;
    private static final double Y0 = -30;
    private static final double Z0 = -14;
    private static final int NX = 54;
    private static final int NY = 82;
    private static final int NZ = 60;

    private final Solid solid;
    private final float[] values = new float[NX * NY * NZ];

    DistanceGrid(Solid solid) {
        this.solid = solid;
        Arrays.fill(values, Float.NaN);
    }

    @Override
    public double distance(double x, double y, double z) {
        double gx = (x - X0) / CELL;
        double gy = (y - Y0) / CELL;
        double gz = (z - Z0) / CELL;
        int ix = (int) gx;
        int iy = (int) gy;
        int iz = (int) gz;
        if (gx < 0 || gy < 0 || gz < 0 || ix >= NX - 1 || iy >= NY - 1 || iz >= NZ - 1) {
            return solid.distance(x, y, z);
        }
        double low = plane(ix, iy, iz, gx - ix, gy - iy);
        double high = plane(ix, iy, iz + 1, gx - ix, gy - iy);
        return low + (high - low) * (gz - iz);
    }

    private double plane(int ix, int iy, int iz, double u, double v) {
        double a = value(ix, iy, iz);
        double b = value(ix + 1, iy, iz);
        double c = value(ix, iy + 1, iz);
        double d = value(ix + 1, iy + 1, iz);
        double low = a + (b - a) * u;
        double high = c + (d - c) * u;
        return low + (high - low) * v;
    }

    private double value(int ix, int iy, int iz) {
        int at = (iz * NY + iy) * NX + ix;
        float known = values[at];
        if (Float.isNaN(known)) {
            known = (float) solid.distance(X0 + ix * CELL, Y0 + iy * CELL, Z0 + iz * CELL);
            values[at] = known;
        }
        return known;
    }
}
