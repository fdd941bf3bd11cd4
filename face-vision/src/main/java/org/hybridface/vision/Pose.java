// SPDX-License-Identifier: Apache-2.0
package org.hybridface.vision;

/**
 * Where a face looks, estimated from four landmarks with the proportions of an average head: the nose's tip stands out of the
 * plane of eyes and mouth, so turning the head moves it between them.
 *
 * @param yawDegrees   positive looks towards the right edge of the picture
 * @param pitchDegrees positive looks up
 * @param rollDegrees  positive is turned clockwise as seen in the picture
 */
public record Pose(double yawDegrees, double pitchDegrees, double rollDegrees) {

    /** How far the nose's tip stands out, as a part of the distance of the eyes (about 35 mm of 63 mm). */
    private static final double NOSE_BY_EYES = 0.55;

    /** The same as a part of the distance from eyes to mouth (about 35 mm of 68 mm). */
    private static final double NOSE_BY_HEIGHT = 0.5;

    /** Where between eyes (0) and mouth (1) the nose's tip is on a face that looks straight ahead: the median of 1137 photos. */
    private static final double NOSE_LEVEL = 0.54;

    public static Pose of(Landmarks face) {
        Point eyes = face.rightEye().middle(face.leftEye());
        double acrossX = face.leftEye().x() - face.rightEye().x();
        double acrossY = face.leftEye().y() - face.rightEye().y();
        double across = Math.hypot(acrossX, acrossY);
        double roll = Math.atan2(acrossY, acrossX);
        // Coordinates of the head: along the line of the eyes, and at right angles to it towards the mouth.
        double noseAcross = along(eyes, face.nose(), roll);
        double noseDown = down(eyes, face.nose(), roll);
        double mouthDown = down(eyes, face.mouth(), roll);
        if (across == 0 || mouthDown == 0) {
            return new Pose(0, 0, Math.toDegrees(roll));
        }
        // The middle of the face at the nose's height: eyes and mouth turn about the same axis, so it lies between theirs.
        double middle = along(eyes, face.mouth(), roll) * noseDown / mouthDown;
        double yaw = Math.atan((noseAcross - middle) / across / NOSE_BY_EYES);
        double pitch = Math.atan((NOSE_LEVEL - noseDown / mouthDown) / NOSE_BY_HEIGHT);
        return new Pose(Math.toDegrees(yaw), Math.toDegrees(pitch), Math.toDegrees(roll));
    }

    private static double along(Point from, Point to, double roll) {
        return (to.x() - from.x()) * Math.cos(roll) + (to.y() - from.y()) * Math.sin(roll);
    }

    private static double down(Point from, Point to, double roll) {
        return (to.y() - from.y()) * Math.cos(roll) - (to.x() - from.x()) * Math.sin(roll);
    }
}
