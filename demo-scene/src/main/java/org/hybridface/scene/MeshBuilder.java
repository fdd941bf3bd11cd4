// SPDX-License-Identifier: Apache-2.0
package org.hybridface.scene;

import java.util.Arrays;

/** Collects corners and triangles of a small mesh that has one plain colour. */
final class MeshBuilder {

    private float[] positions = new float[3 * 512];
    private float[] normals = new float[3 * 512];
    private int corners;
    private int[] triangles = new int[3 * 1024];
    private int indices;

    int corners() {
        return corners;
    }

    void corner(double x, double y, double z, double nx, double ny, double nz) {
        if (positions.length < 3 * corners + 3) {
            positions = Arrays.copyOf(positions, positions.length * 2);
            normals = Arrays.copyOf(normals, normals.length * 2);
        }
        int at = 3 * corners++;
        positions[at] = (float) x;
        positions[at + 1] = (float) y;
        positions[at + 2] = (float) z;
        normals[at] = (float) nx;
        normals[at + 1] = (float) ny;
        normals[at + 2] = (float) nz;
    }

    void triangle(int a, int b, int c) {
        if (triangles.length < indices + 3) {
            triangles = Arrays.copyOf(triangles, triangles.length * 2);
        }
        triangles[indices++] = a;
        triangles[indices++] = b;
        triangles[indices++] = c;
    }

    Mesh build() {
        float[] openness = new float[corners];
        Arrays.fill(openness, 1);
        return new Mesh(
                Arrays.copyOf(positions, 3 * corners),
                Arrays.copyOf(normals, 3 * corners),
                openness,
                new float[2 * corners],
                Arrays.copyOf(triangles, indices));
    }
}
