// SPDX-License-Identifier: Apache-2.0
package org.hybridface.scene;

/** Where a part stands: turned about a pivot, moved, and seen by a camera with perspective. */
final class Placement {

    private final double[] m = new double[9];
    private final double pivotY;
    private final double pivotZ;
    private final double focal;
    private final double distance;
    private final double centreX;
    private final double centreY;

    /**
     * @param pose     how the part is turned
     * @param pivotY   height of the point it turns about, centimetres; the pivot lies in the middle
     * @param focal    focal length of the camera, pixels
     * @param distance from the camera to the figure's origin, centimetres
     * @param centreX  where the origin appears in the frame, pixels
     */
    Placement(Pose pose, double pivotY, double pivotZ, double focal, double distance, double centreX, double centreY) {
        this.pivotY = pivotY;
        this.pivotZ = pivotZ;
        this.focal = focal;
        this.distance = distance;
        this.centreX = centreX;
        this.centreY = centreY;
        double cy = Math.cos(Math.toRadians(pose.yaw()));
        double sy = Math.sin(Math.toRadians(pose.yaw()));
        double cp = Math.cos(Math.toRadians(pose.pitch()));
        double sp = Math.sin(Math.toRadians(pose.pitch()));
        double cr = Math.cos(Math.toRadians(-pose.roll()));
        double sr = Math.sin(Math.toRadians(-pose.roll()));
        // Roll after yaw after pitch, the order in which a neck does it.
        double[] yawPitch = {cy, -sy * sp, sy * cp, 0, cp, sp, -sy, -cy * sp, cy * cp};
        for (int k = 0; k < 3; k++) {
            m[k] = cr * yawPitch[k] - sr * yawPitch[3 + k];
            m[3 + k] = sr * yawPitch[k] + cr * yawPitch[3 + k];
            m[6 + k] = yawPitch[6 + k];
        }
    }

    void turn(double x, double y, double z, double[] target) {
        target[0] = m[0] * x + m[1] * y + m[2] * z;
        target[1] = m[3] * x + m[4] * y + m[5] * z;
        target[2] = m[6] * x + m[7] * y + m[8] * z;
    }

    /** Writes x and y in pixels of the frame and the distance to the camera in centimetres. */
    void project(double x, double y, double z, double[] target) {
        turn(x, y - pivotY, z - pivotZ, target);
        double away = distance - target[2] - pivotZ;
        target[0] = centreX + focal * target[0] / away;
        target[1] = centreY - focal * (target[1] + pivotY) / away;
        target[2] = away;
    }
}
