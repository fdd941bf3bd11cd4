// SPDX-License-Identifier: Apache-2.0
package org.hybridface.scene;

/**
 * Light on a scene: one lamp and what comes from everywhere.
 *
 * @param azimuth   where the lamp stands, degrees; 0 behind the camera, positive to the right of the picture
 * @param elevation degrees above the eyes
 * @param lamp      brightness of the lamp; 1 is usual
 * @param ambient   brightness of the rest; 1 is usual
 * @param warmth    -1 (blue) to 1 (orange)
 */
public record Light(double azimuth, double elevation, double lamp, double ambient, double warmth) {

    public static final Light STUDIO = new Light(-20, 30, 1, 1, 0);

    /** Between this light ({@code 0}) and another ({@code 1}). */
    Light towards(Light other, double share) {
        return new Light(
                Numbers.mix(azimuth, other.azimuth, share),
                Numbers.mix(elevation, other.elevation, share),
                Numbers.mix(lamp, other.lamp, share),
                Numbers.mix(ambient, other.ambient, share),
                Numbers.mix(warmth, other.warmth, share));
    }
}
