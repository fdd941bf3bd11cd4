// SPDX-License-Identifier: Apache-2.0
package org.hybridface.scene;

/**
 * A surface as triangles. Every array is laid out corner after corner and read only once the mesh is built.
 *
 * @param positions x, y, z of each corner, centimetres
 * @param normals   unit vectors, outwards
 * @param openness  how much of the surroundings each corner sees, 0 to 1
 * @param uv        place in the texture, in texels
 * @param triangles three corner numbers each, counter-clockwise seen from outside
 */
record Mesh(float[] positions, float[] normals, float[] openness, float[] uv, int[] triangles) {

    int corners() {
        return openness.length;
    }
}
