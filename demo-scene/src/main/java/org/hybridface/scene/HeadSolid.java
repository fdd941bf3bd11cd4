// SPDX-License-Identifier: Apache-2.0
package org.hybridface.scene;

import static org.hybridface.scene.Solid.capsule;
import static org.hybridface.scene.Solid.cut;
import static org.hybridface.scene.Solid.ellipsoid;
import static org.hybridface.scene.Solid.join;
import static org.hybridface.scene.Solid.sphere;
import static org.hybridface.scene.Trait.*;

/** Skull, face, ears and neck. Left and right are mirrored. */
final class HeadSolid implements Solid {

    private final double headWidth;
    private final double faceWidth;
    private final double faceLength;
    private final double jaw;
    private final double chin;
    private final double chinForward;
    private final double cheekbone;
    private final double cheek;
    private final double ridge;
    private final double eyeX;
    private final double eyeZ;
    private final double noseY;
    private final double wing;
    private final double noseZ;
    private final double bridge;
    private final double mouthY;
    private final double mouth;
    private final double smile;
    private final double upperLip;
    private final double lowerLip;
    private final double ear;
    private final double earSine;
    private final double earCosine;
    private final double neck;

    HeadSolid(Looks looks) {
        headWidth = looks.size(HEAD_WIDTH);
        faceWidth = looks.size(FACE_WIDTH);
        faceLength = looks.size(FACE_LENGTH);
        jaw = looks.size(JAW_WIDTH);
        chin = Math.max(0.2, looks.size(CHIN_WIDTH));
        chinForward = looks.size(CHIN_FORWARD);
        cheekbone = looks.size(CHEEKBONE_WIDTH);
        cheek = looks.size(CHEEK_FULLNESS);
        ridge = looks.size(BROW_RIDGE);
        eyeX = looks.size(EYE_SPACING);
        eyeZ = 6.55 - looks.size(EYE_DEPTH);
        noseY = -looks.size(NOSE_LENGTH);
        wing = looks.size(NOSE_WIDTH);
        noseZ = looks.size(NOSE_FORWARD);
        bridge = looks.size(NOSE_BRIDGE);
        mouthY = mouthY(looks);
        mouth = looks.size(MOUTH_WIDTH);
        smile = looks.size(MOUTH_CURVE) / (mouth * mouth);
        upperLip = looks.size(UPPER_LIP);
        lowerLip = looks.size(LOWER_LIP);
        ear = looks.size(EAR_SIZE);
        earSine = Math.sin(looks.size(EAR_FLARE));
        earCosine = Math.cos(looks.size(EAR_FLARE));
        neck = looks.size(NECK_WIDTH);
    }

    /** The height of the line between the lips. */
    static double mouthY(Looks looks) {
        return -looks.size(NOSE_LENGTH) - looks.size(MOUTH_DROP);
    }

    /** Where the middle of the chin's underside is. */
    static double chinY(Looks looks) {
        return Math.min(-looks.size(FACE_LENGTH), mouthY(looks) - 3.2);
    }

    @Override
    public double distance(double x, double y, double z) {
        double side = Math.abs(x);
        double d = skull(side, y, z);
        d = join(d, ellipsoid(x, y + 17, z + 2.6, neck, 14, neck * 1.02), 1.6);
        if (z > 2) {
            d = features(d, x, side, y, z);
        }
        return side > 5.5 && z < 3.5 ? join(d, ear(side, y, z), 0.35) : d;
    }

    /** The head without features: what hair and beard grow from. {@code side} is the distance from the middle. */
    double skull(double side, double y, double z) {
        double chinY = Math.min(-faceLength, mouthY - 3.2) + 1.5;
        double d = ellipsoid(side, y - 2.9, z + 0.9, headWidth, 8.5, 9.5);
        d = join(d, ellipsoid(side, y + 3.2, z - 1.9, faceWidth, 8.0, 6.5), 2.5);
        d = join(d, capsule(side, y, z, jaw, -6.0, 0.8, chin, chinY, chinForward - 0.7, 1.5, 1.5), 2.6);
        return d;
    }

    private double features(double skull, double x, double side, double y, double z) {
        double d = skull;
        d = join(d, ellipsoid(side - cheekbone, y + 2.3, z - 5.2, 1.7, 1.4, 1.7), 2.0);
        d = join(d, ellipsoid(side - 3.5, y + 5.4, z - 5.3, cheek, cheek, cheek * 0.9), 2.0);
        d = join(d, ellipsoid(x, y - mouthY, z - 6.5, 3.1, 2.8, 2.5), 1.6);
        d = join(d, capsule(side, y, z, 0.7, 1.75, 8.0, 4.4, 1.7, 6.2, ridge, ridge * 0.9), 1.4);
        d = cut(d, ellipsoid(side - eyeX, y + 0.05, z - 9.7, 2.1, 1.3, 2.0), 1.6);
        d = join(d, sphere(side - eyeX, y + 0.05, z - eyeZ, 1.28), 0.8);
        d = nose(d, x, side, y, z);
        return lips(d, x, y, z);
    }

    private double nose(double face, double x, double side, double y, double z) {
        double d = join(face, capsule(x, y, z, 0, 1.0, 7.9, 0, noseY + 0.9, noseZ - 0.9, bridge, 0.8), 1.0);
        d = join(d, ellipsoid(x, y - noseY - 0.55, z - noseZ + 0.85, 0.55 + wing * 0.35, 0.75, 0.95), 0.5);
        d = join(d, ellipsoid(side - wing + 0.45, y - noseY - 0.35, z - 8.7, 0.62, 0.62, 1.05), 0.45);
        return cut(d, ellipsoid(side - wing * 0.48, y - noseY + 0.05, z - 9.35, 0.32, 0.35, 0.5), 0.3);
    }

    private double lips(double face, double x, double above, double z) {
        double y = above - smile * x * x;
        double front = 8.95 - 0.07 * x * x;
        double bow = 0.12 * Math.min(1, Math.abs(x));
        double d = join(
                face, ellipsoid(x, y - mouthY - upperLip * 0.55 - 0.06 + bow * 0.4, z - front, mouth * 0.92, upperLip, 0.55), 0.35);
        d = join(d, ellipsoid(x, y - mouthY + lowerLip * 0.6, z - front + 0.05, mouth * 0.75, lowerLip, 0.6), 0.35);
        return cut(d, ellipsoid(x, y - mouthY - 0.02, z - front - 0.55, mouth, 0.10, 0.45), 0.25);
    }

    private double ear(double side, double y, double z) {
        double ex = side - headWidth - 0.05;
        double ey = y + 1.2;
        double ez = z + 0.6;
        double out = ex * earCosine + ez * earSine;
        double back = ez * earCosine - ex * earSine - ey * -0.15;
        double d = ellipsoid(out, ey + 0.1 * back, back, 0.5, ear, ear * 0.62);
        d = cut(d, ellipsoid(out - 0.55, ey - 0.2, back - 0.15, 0.5, ear * 0.7, ear * 0.38), 0.35);
        return join(d, ellipsoid(out, ey + ear * 0.75, back - 0.5, 0.45, 0.8, 0.7), 0.4);
    }
}
