// SPDX-License-Identifier: Apache-2.0
package org.hybridface.scene;

import static org.hybridface.scene.Numbers.clamp;
import static org.hybridface.scene.Numbers.mix;
import static org.hybridface.scene.Numbers.noise;
import static org.hybridface.scene.Numbers.smoothStep;

import org.hybridface.scene.Looks.BeardStyle;

/** A beard as a shell on the face that is thick where it grows. {@link #grows} also says where stubble is painted. */
final class BeardSolid implements Solid {

    private final HeadSolid head;
    private final BeardStyle style;
    private final double mouthY;
    private final double mouth;
    private final double upperLip;
    private final double lowerLip;
    private final double noseY;

    BeardSolid(Looks looks, HeadSolid head) {
        this.head = head;
        style = looks.beard().style();
        mouthY = HeadSolid.mouthY(looks);
        mouth = looks.size(Trait.MOUTH_WIDTH);
        upperLip = looks.size(Trait.UPPER_LIP);
        lowerLip = looks.size(Trait.LOWER_LIP);
        noseY = -looks.size(Trait.NOSE_LENGTH);
    }

    boolean isThick() {
        return switch (style) {
            case NONE, STUBBLE -> false;
            case MOUSTACHE, GOATEE, SHORT, FULL -> true;
        };
    }

    @Override
    public double distance(double x, double y, double z) {
        double tuft = noise(x * 3.1, y * 1.3, z * 3.1);
        double inside = inside(x, y, z) + 0.9 * (tuft - 0.5);
        double length = switch (style) {
            case FULL -> 0.9 + 1.2 * smoothStep(mouthY - 1, mouthY - 5, y);
            case GOATEE -> 0.6 + 0.5 * smoothStep(mouthY - 1, mouthY - 4, y);
            case SHORT -> 0.5;
            default -> 0.45;
        };
        // Short at its edge, full a little further in.
        double rise = 0.15 + 0.85 * smoothStep(0, style == BeardStyle.MOUSTACHE ? 0.6 : 1.6, inside);
        return head.distance(x, y, z) - mix(-0.9, length * rise * (0.75 + 0.5 * tuft), smoothStep(-0.25, 0.25, inside));
    }

    /** 0 (bare) to 1 (grows), by the place seen from the front. */
    double grows(double x, double y, double z) {
        return clamp(0.5 + inside(x, y, z) * 0.9, 0, 1);
    }

    /** How far inside the region where it grows, about centimetres; negative outside. */
    private double inside(double x, double y, double z) {
        double side = Math.abs(x);
        double offLips = Solid.ellipsoid(x, y - mouthY + 0.1, 0, mouth * 0.98, y > mouthY ? upperLip * 1.25 : lowerLip * 1.45, 1);
        // A bow that hangs at its ends.
        double bow = y + 0.16 * side * side;
        double moustache = Math.min(Math.min(bow - mouthY - 0.25, noseY - 0.25 - bow), mouth + 0.6 - side);
        double round = Math.min(mouth + 0.4 - side, mouthY + 0.9 - y);
        double cheekLine = Math.min(0, mouthY + 0.3 + 0.9 * Math.max(0, side - 2.4));
        double jaw = cheekLine - y;
        double neck = Math.min(y + 14.5 + 0.2 * side, z + 0.8);
        double where = switch (style) {
            case NONE -> -9;
            case MOUSTACHE -> moustache;
            case GOATEE -> Math.max(moustache, round);
            case STUBBLE, SHORT, FULL -> Math.max(moustache, jaw);
        };
        return Math.min(Math.min(where, offLips * 1.5), neck);
    }
}
