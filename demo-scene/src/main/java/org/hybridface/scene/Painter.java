// SPDX-License-Identifier: Apache-2.0
package org.hybridface.scene;

/**
 * Draws meshes into a layer: turns and projects each corner, lights it, and fills the triangles with texture times light. An instance
 * keeps its working arrays and is used by one thread.
 */
final class Painter {

    private static final int LANES = 7;
    /** No gap shall open between two triangles because of rounding. */
    private static final float ROUNDING = 1e-4f;

    /** Per corner: x, y (fine pixels), one over distance, light red, green, blue, shine. */
    private float[] lit = new float[0];

    /**
     * How light falls on one kind of surface.
     *
     * @param shine strength of the highlight;
     * @param wrap how far light creeps round, 0 to 1
     */
    record Finish(double shine, double gloss, double wrap) {}

    void draw(Mesh mesh, Texture texture, Finish finish, Placement place, Light light, Layer layer) {
        if (lit.length < mesh.corners() * LANES) {
            lit = new float[mesh.corners() * LANES];
        }
        Lamps lamps = new Lamps(light, finish);
        float[] p = mesh.positions();
        float[] n = mesh.normals();
        double[] v = new double[3];
        for (int i = 0; i < mesh.corners(); i++) {
            int at = i * LANES;
            place.project(p[3 * i], p[3 * i + 1], p[3 * i + 2], v);
            lit[at] = (float) (v[0] * Layer.FINE);
            lit[at + 1] = (float) (v[1] * Layer.FINE);
            lit[at + 2] = (float) (1 / v[2]);
            place.turn(n[3 * i], n[3 * i + 1], n[3 * i + 2], v);
            // A corner that looks well away from the camera belongs to no triangle that is drawn.
            if (v[2] > -0.5) {
                lamps.shade(v[0], v[1], v[2], mesh.openness()[i], lit, at + 3);
            }
        }
        int[] t = mesh.triangles();
        for (int i = 0; i < t.length; i += 3) {
            fill(t[i], t[i + 1], t[i + 2], mesh.uv(), texture, layer);
        }
    }

    private void fill(int a, int b, int c, float[] uv, Texture texture, Layer layer) {
        int ia = a * LANES;
        int ib = b * LANES;
        int ic = c * LANES;
        float ax = lit[ia];
        float ay = lit[ia + 1];
        float bx = lit[ib] - ax;
        float by = lit[ib + 1] - ay;
        float cx = lit[ic] - ax;
        float cy = lit[ic + 1] - ay;
        // y points down in the picture, so a triangle that faces the camera turns the other way round.
        float area = bx * cy - by * cx;
        if (area >= 0) {
            return;
        }
        int x0 = Math.max(0, (int) Math.ceil(ax + Math.min(0, Math.min(bx, cx)) - 0.5f));
        int x1 = Math.min(layer.width - 1, (int) Math.floor(ax + Math.max(0, Math.max(bx, cx)) - 0.5f));
        int y0 = Math.max(0, (int) Math.ceil(ay + Math.min(0, Math.min(by, cy)) - 0.5f));
        int y1 = Math.min(layer.height - 1, (int) Math.floor(ay + Math.max(0, Math.max(by, cy)) - 0.5f));
        if (x0 > x1 || y0 > y1) {
            return;
        }
        layer.touched(x0, y0, x1, y1);
        float inverse = 1 / area;
        float[] lit = this.lit;
        float[] depth = layer.depth;
        float stepB = cy * inverse;
        float stepC = -by * inverse;
        for (int y = y0; y <= y1; y++) {
            float px = x0 + 0.5f - ax;
            float py = y + 0.5f - ay;
            float wb = (px * cy - py * cx) * inverse;
            float wc = (bx * py - by * px) * inverse;
            boolean entered = false;
            for (int x = x0; x <= x1; x++, wb += stepB, wc += stepC) {
                float wa = 1 - wb - wc;
                if (wb < -ROUNDING || wc < -ROUNDING || wa < -ROUNDING) {
                    if (entered) {
                        break;
                    }
                    continue;
                }
                entered = true;
                int at = y * layer.width + x;
                float near = wa * lit[ia + 2] + wb * lit[ib + 2] + wc * lit[ic + 2];
                if (near > depth[at]) {
                    depth[at] = near;
                    int texel = texture.at(
                            wa * uv[2 * a] + wb * uv[2 * b] + wc * uv[2 * c],
                            wa * uv[2 * a + 1] + wb * uv[2 * b + 1] + wc * uv[2 * c + 1]);
                    paint(layer.rgb, 3 * at, texture.srgb, texel, ia + 3, wa, ib + 3, wb, ic + 3, wc);
                }
            }
        }
    }

    /** Texture times light plus shine. Written out without a loop: it runs a million times a frame. */
    private void paint(float[] rgb, int to, byte[] texture, int from, int a, float wa, int b, float wb, int c, float wc) {
        float[] lit = this.lit;
        float shine = wa * lit[a + 3] + wb * lit[b + 3] + wc * lit[c + 3];
        rgb[to] = shine + Texture.linear(texture[from]) * (wa * lit[a] + wb * lit[b] + wc * lit[c]);
        rgb[to + 1] = shine + Texture.linear(texture[from + 1]) * (wa * lit[a + 1] + wb * lit[b + 1] + wc * lit[c + 1]);
        rgb[to + 2] = shine + Texture.linear(texture[from + 2]) * (wa * lit[a + 2] + wb * lit[b + 2] + wc * lit[c + 2]);
    }
}
