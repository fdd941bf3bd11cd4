// SPDX-License-Identifier: Apache-2.0
package org.hybridface.scene;

/** A light as the directions and colours that fall on a surface: the lamp, a weak one from the other side, and the room. */
final class Lamps {

    private final double[] key;
    private final double[] half;
    private final double[] fill;
    private final double[] keyColour;
    private final double[] skyColour;
    private final double[] floorColour;
    private final Painter.Finish finish;

    Lamps(Light light, Painter.Finish finish) {
        this.finish = finish;
        double warm = light.warmth();
        key = direction(light.azimuth(), light.elevation());
        half = unit(key[0], key[1], key[2] + 1);
        fill = direction(light.azimuth() > 0 ? -55 : 55, 10);
        keyColour = scaled(0.80 * light.lamp(), 1 + 0.16 * warm, 1, 1 - 0.22 * warm);
        skyColour = scaled(0.44 * light.ambient(), 1 - 0.03 * warm, 1, 1 + 0.05 * warm);
        floorColour = scaled(0.22 * light.ambient(), 1.08, 1, 0.9);
    }

    private static double[] direction(double azimuth, double elevation) {
        double a = Math.toRadians(azimuth);
        double e = Math.toRadians(elevation);
        return new double[] {Math.sin(a) * Math.cos(e), Math.sin(e), Math.cos(a) * Math.cos(e)};
    }

    private static double[] unit(double x, double y, double z) {
        double length = Math.sqrt(x * x + y * y + z * z);
        return new double[] {x / length, y / length, z / length};
    }

    private static double[] scaled(double by, double r, double g, double b) {
        return new double[] {by * r, by * g, by * b};
    }

    /** Writes red, green, blue light and the highlight for a surface with that normal. */
    void shade(double nx, double ny, double nz, double openness, float[] target, int at) {
        double lambert = nx * key[0] + ny * key[1] + nz * key[2];
        double wrapped = Math.max(0, (lambert + finish.wrap()) / (1 + finish.wrap()));
        // The shadow of a fold is deeper for the lamp than for the light from everywhere.
        double direct = wrapped * Numbers.smoothStep(0.1, 0.75, openness);
        double side = 0.16 * Math.max(0, nx * fill[0] + ny * fill[1] + nz * fill[2]);
        double up = 0.5 + 0.5 * ny;
        for (int k = 0; k < 3; k++) {
            double around = floorColour[k] + (skyColour[k] - floorColour[k]) * up;
            target[at + k] = (float) (keyColour[k] * direct + (around + side) * openness);
        }
        double mirror = nx * half[0] + ny * half[1] + nz * half[2];
        target[at + 3] = (float) (mirror <= 0.7 ? 0 : finish.shine() * keyColour[1] * openness * Math.pow(mirror, finish.gloss()));
    }
}
