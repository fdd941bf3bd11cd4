// SPDX-License-Identifier: Apache-2.0
package org.hybridface.scene;

/**
 * One measure of a head, with its mean over adults and the size of one step. A person has a deviation for each, in steps; useful ones
 * lie within -2 and 2. Lengths are centimetres.
 */
public enum Trait {
    HEAD_WIDTH(7.35, 0.30),
    FACE_WIDTH(6.20, 0.35),
    FACE_LENGTH(11.2, 0.55),
    JAW_WIDTH(4.70, 0.50),
    CHIN_WIDTH(1.20, 0.55),
    CHIN_FORWARD(7.00, 0.40),
    CHEEKBONE_WIDTH(4.70, 0.25),
    /** Radius of the soft part of the cheek. */
    CHEEK_FULLNESS(2.10, 0.40),
    BROW_RIDGE(0.75, 0.18),
    /** Half the distance between the pupils. */
    EYE_SPACING(3.15, 0.18),
    EYE_LENGTH(1.50, 0.12),
    EYE_OPENING(0.56, 0.11),
    /** Rise of the outer corner over the inner one. */
    EYE_TILT(0.10, 0.14),
    EYE_DEPTH(0.00, 0.25),
    BROW_HEIGHT(1.85, 0.22),
    BROW_THICKNESS(0.36, 0.12),
    BROW_ARCH(0.30, 0.20),
    BROW_LENGTH(2.20, 0.20),
    NOSE_LENGTH(4.60, 0.40),
    /** Half width at the wings. */
    NOSE_WIDTH(1.30, 0.22),
    NOSE_FORWARD(10.7, 0.40),
    NOSE_BRIDGE(0.62, 0.12),
    MOUTH_DROP(2.45, 0.20),
    /** Half width. */
    MOUTH_WIDTH(2.50, 0.25),
    /** Rise of the mouth's corners: up is a smile. */
    MOUTH_CURVE(0.10, 0.16),
    UPPER_LIP(0.48, 0.14),
    LOWER_LIP(0.62, 0.15),
    EAR_SIZE(3.00, 0.30),
    EAR_FLARE(0.35, 0.15),
    NECK_WIDTH(5.20, 0.45),
    HAIRLINE(7.20, 0.90);

    private final double mean;
    private final double step;

    Trait(double mean, double step) {
        this.mean = mean;
        this.step = step;
    }

    double at(double deviation) {
        return mean + step * deviation;
    }
}
