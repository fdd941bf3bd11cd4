// SPDX-License-Identifier: Apache-2.0
package org.hybridface.scene;

/**
 * How a head is turned, in degrees.
 *
 * @param yaw   positive: towards the right of the picture
 * @param pitch positive: up
 * @param roll  positive: clockwise in the picture
 */
public record Pose(double yaw, double pitch, double roll) {

    public static final Pose FRONTAL = new Pose(0, 0, 0);

    public static Pose turned(double yaw) {
        return new Pose(yaw, 0, 0);
    }
}
