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
        double cover = smoothStep(0.3, 0.7, grows(x, y, z) + 0.3 * (tuft - 0.5));
        double length = switch (style) {
            case FULL -> 0.8 + 1.3 * smoothStep(mouthY - 1, mouthY - 5, y);
            case GOATEE -> 0.5 + 0.5 * smoothStep(mouthY - 1, mouthY - 4, y);
            case SHORT -> 0.45;
            default -> 0.4;
        };
        return head.distance(x, y, z) - mix(-0.5, length * (0.7 + 0.6 * tuft), cover);
    }

    /** 0 (bare) to 1 (grows), by the place seen from the front. */
    double grows(double x, double y, double z) {
        double side = Math.abs(x);
        double lips = Solid.ellipsoid(x, y - mouthY + 0.1, 0, mouth * 0.98, y > mouthY ? upperLip * 1.35 : lowerLip * 1.5, 1);
        double offLips = clamp(lips * 2.5 + 0.3, 0, 1);
        // A bow that hangs at its ends.
        double droop = 0.16 * side * side;
        double moustache = band(y + droop, mouthY + 0.25, noseY - 0.25) * clamp((mouth + 0.6 - side) * 1.5, 0, 1);
        double round = clamp((mouth + 0.5 - side) * 1.6, 0, 1) * clamp((mouthY + 1.0 - y) * 1.2, 0, 1);
        double cheekLine = mouthY + 0.2 + 0.95 * Math.max(0, side - 2.6);
        double jaw = clamp((Math.min(cheekLine, 0) - y) * 1.2 + 0.3, 0, 1);
        double neck = clamp((y + 15 + 0.2 * side) * 0.8, 0, 1) * smoothStep(-2, 0.5, z);
        double where = switch (style) {
            case NONE -> 0;
            case MOUSTACHE -> moustache;
            case GOATEE -> Math.max(moustache, round);
            case STUBBLE, SHORT, FULL -> Math.max(moustache, jaw);
        };
        return where * offLips * neck;
    }

    private static double band(double value, double low, double high) {
        return clamp((value - low) * 2 + 0.5, 0, 1) * clamp((high - value) * 2 + 0.5, 0, 1);
    }
}
