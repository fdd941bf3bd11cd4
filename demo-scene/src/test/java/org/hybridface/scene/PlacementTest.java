// SPDX-License-Identifier: Apache-2.0
package org.hybridface.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PlacementTest {

    private static final double NOSE = 10;

    @Test
    void thatWhichFacesTheCameraAppearsAtTheCentre() {
        assertThat(nose(Pose.FRONTAL, 100)).containsExactly(new double[] {320, 240, 90}, within(1e-9));
    }

    @Test
    void positiveYawTurnsTheNoseToTheRight() {
        assertThat(nose(Pose.turned(20), 100)[0]).isGreaterThan(340);
    }

    @Test
    void positivePitchLiftsTheNose() {
        assertThat(nose(new Pose(0, 20, 0), 100)[1]).isLessThan(220);
    }

    @Test
    void positiveRollTurnsTheCrownClockwise() {
        double[] crown = new double[3];
        new Placement(new Pose(0, 0, 20), 0, 0, 1000, 100, 320, 240).project(0, 10, 0, crown);

        assertThat(crown[0]).isGreaterThan(340);
    }

    @Test
    void twiceAsFarIsHalfAsLarge() {
        double near = eye(100) - 320;
        double far = eye(200) - 320;

        assertThat(far).isCloseTo(near / 2, within(1e-9));
    }

    private static double[] nose(Pose pose, double distance) {
        double[] at = new double[3];
        new Placement(pose, 0, 0, 1000, distance, 320, 240).project(0, 0, NOSE, at);
        return at;
    }

    private static double eye(double distance) {
        double[] at = new double[3];
        new Placement(Pose.FRONTAL, 0, 0, 1000, distance, 320, 240).project(3, 0, 0, at);
        return at[0];
    }
}
