// SPDX-License-Identifier: Apache-2.0
package org.hybridface.scene;

import static org.hybridface.scene.Numbers.clamp;
import static org.hybridface.scene.Numbers.mix;
import static org.hybridface.scene.Numbers.noise;
import static org.hybridface.scene.Numbers.smoothStep;
import static org.hybridface.scene.Solid.capsule;
import static org.hybridface.scene.Solid.join;
import static org.hybridface.scene.Solid.sphere;

import org.hybridface.scene.Looks.HairStyle;

/** Hair as a shell on the skull that is thick where hair grows, plus what hangs down or is tied up. */
final class HairSolid implements Solid {

    private final HeadSolid head;
    private final HairStyle style;
    private final double hairline;
    private final double fringe;
    private final double jaw;

    HairSolid(Looks looks, HeadSolid head) {
        this.head = head;
        style = looks.hair().style();
        hairline = looks.size(Trait.HAIRLINE);
        fringe = looks.hair().fringe();
        jaw = looks.size(Trait.HEAD_WIDTH);
    }

    @Override
    public double distance(double x, double y, double z) {
        double side = Math.abs(x);
        double strands = strands(x, y, z);
        double inside = insideHairline(x, side, y, z) + 0.7 * (strands - 0.5);
        double cover = smoothStep(-0.35, 0.35, inside);
        // Hair lies flat where it begins and rises from there.
        double rise = 0.25 + 0.75 * smoothStep(-0.2, 3.2, inside);
        double d = head.skull(side, y, z) - mix(-1.8, thickness(x, y, z) * rise * (0.85 + 0.3 * strands), cover);
        return switch (style) {
            case LONG -> join(d, curtain(side, y, z, -19, 2.0) - 0.25 * strands, 1.2);
            case BOB -> join(d, curtain(side, y, z, -9.5, 1.9) - 0.25 * strands, 1.2);
            case BUN -> join(d, sphere(x, y - 11.8, z + 5.5, 3.4) - 0.25 * strands, 0.8);
            default -> d;
        };
    }

    /** How far inside the region where hair grows, about centimetres; negative in the face, on the ears and on the neck. */
    private double insideHairline(double x, double side, double y, double z) {
        double parting = style == HairStyle.SIDE_PART ? 0.12 * clamp(x + 1, -3, 3) : 0;
        // Highest beside the middle, lower at the temples, never a straight line.
        double line = mix(hairline, 2.7, fringe)
                + (1 - fringe) * (0.5 * smoothStep(0, 3.2, side) - 2.6 * smoothStep(3.4, 6.6, side))
                + 0.5 * (noise(x * 1.3, y * 0.4, 9) - 0.5)
                + parting;
        double aboveForehead = y - line;
        double behindFace = 4.3 + 0.12 * y - z + 0.6 * (noise(x, y * 1.5, 5) - 0.5);
        boolean hangs = style == HairStyle.LONG || style == HairStyle.BOB;
        // In front of the ear hair ends in a sideburn, over it above, behind it on the neck.
        double lowest = hangs ? -7 : -6.5 + 8.4 * smoothStep(-3.6, -1.9, z) - 3.0 * smoothStep(0.6, 1.8, z);
        return Math.min(Math.max(aboveForehead, behindFace), y - lowest);
    }

    private double thickness(double x, double y, double z) {
        double crown = smoothStep(2, 9, y);
        return switch (style) {
            case BALD -> -0.3;
            case BUZZ -> 0.22;
            case SHORT -> 0.55 + 0.75 * crown;
            case SIDE_PART -> 0.6 + crown * (1.1 + 0.12 * clamp(x, -4, 4));
            case CURLY -> 1.3 + 1.2 * crown + 0.9 * (noise(x * 0.75, y * 0.75, z * 0.75) - 0.4);
            case BOB -> 1.1 + 0.4 * crown;
            case LONG -> 0.9 + 0.4 * crown;
            case BUN -> 0.5 + 0.2 * crown;
        };
    }

    /** Hair that hangs from the temples down to {@code lowest}, behind the cheeks. */
    private double curtain(double side, double y, double z, double lowest, double thickness) {
        double d = capsule(side, y, z, jaw - 0.1, 3.5, 0.6, jaw + 0.6, lowest + 1, 1.2, 1.2, thickness);
        d = join(d, capsule(side, y, z, jaw - 0.7, 3.0, -3.5, jaw - 0.2, lowest + 0.5, -3.5, 1.8, thickness + 0.6), 2);
        return join(d, capsule(side, y, z, 0, 2.0, -7.0, 2, lowest, -6.0, 2.5, 3), 3);
    }

    private double strands(double x, double y, double z) {
        if (style == HairStyle.CURLY) {
            return noise(x * 1.9, y * 1.9, z * 1.9);
        }
        double around = Math.atan2(x, z + 2) * 14;
        return noise(around, y * 0.22, 7) * 0.65 + noise(around * 2.3, y * 0.3, 3) * 0.35;
    }
}
