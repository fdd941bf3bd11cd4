// SPDX-License-Identifier: Apache-2.0
package org.hybridface.scene;

/**
 * A body as a signed distance field: negative inside, positive outside, about the distance to the surface near it. Centimetres; x to
 * the right of the picture, y up, z towards the camera; the origin lies between the ears at the height of the eyes.
 */
@FunctionalInterface
interface Solid {

    double distance(double x, double y, double z);

    default Solid or(Solid other) {
        return (x, y, z) -> Math.min(distance(x, y, z), other.distance(x, y, z));
    }

    /** Distance to an ellipsoid round the origin; the bound by Quilez, exact enough near the surface. */
    static double ellipsoid(double x, double y, double z, double rx, double ry, double rz) {
        double nx = x / rx;
        double ny = y / ry;
        double nz = z / rz;
        double k0 = Math.sqrt(nx * nx + ny * ny + nz * nz);
        double mx = nx / rx;
        double my = ny / ry;
        double mz = nz / rz;
        double k1 = Math.sqrt(mx * mx + my * my + mz * mz);
        return k1 < 1e-9 ? -Math.min(rx, Math.min(ry, rz)) : k0 * (k0 - 1) / k1;
    }

    static double sphere(double x, double y, double z, double r) {
        return Math.sqrt(x * x + y * y + z * z) - r;
    }

    /** Distance to the line from a to b, {@code ra} thick at a and {@code rb} at b. */
    static double capsule(
            double x, double y, double z, double ax, double ay, double az, double bx, double by, double bz, double ra, double rb) {
        double px = x - ax;
        double py = y - ay;
        double pz = z - az;
        double dx = bx - ax;
        double dy = by - ay;
        double dz = bz - az;
        double h = Numbers.clamp((px * dx + py * dy + pz * dz) / (dx * dx + dy * dy + dz * dz), 0, 1);
        return sphere(px - dx * h, py - dy * h, pz - dz * h, ra + (rb - ra) * h);
    }

    /** Union with a fillet {@code k} wide. */
    static double join(double a, double b, double k) {
        double h = Math.max(k - Math.abs(a - b), 0) / k;
        return Math.min(a, b) - h * h * k * 0.25;
    }

    /** {@code a} without {@code b}, the edge rounded over {@code k}. */
    static double cut(double a, double b, double k) {
        return -join(-a, b, k);
    }
}
