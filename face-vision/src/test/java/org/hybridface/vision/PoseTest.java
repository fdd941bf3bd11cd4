// SPDX-License-Identifier: Apache-2.0
package org.hybridface.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Turns an average head in space, projects it, and reads the angle back. */
class PoseTest {

    /** Millimetres, from the middle between the eyes: right, down, towards the viewer. */
    private static final double[] RIGHT_EYE = {-31.5, 0, 0};
    private static final double[] LEFT_EYE = {31.5, 0, 0};
    private static final double[] NOSE = {0, 36.7, 35};
    private static final double[] MOUTH = {0, 68, 0};

    @ParameterizedTest(name = "yaw {0}")
    @CsvSource({"-45", "-20", "0", "10", "30", "60"})
    void aHeadTurnedSidewaysIsReadBack(double yaw) {
        Pose pose = Pose.of(head(yaw, 0, 0));
        assertThat(pose.yawDegrees()).isCloseTo(yaw, within(2.0));
        assertThat(pose.pitchDegrees()).isCloseTo(0, within(3.0));
    }

    @ParameterizedTest(name = "pitch {0}")
    @CsvSource({"-30", "-10", "0", "20"})
    void aHeadTurnedUpOrDownIsReadBack(double pitch) {
        Pose pose = Pose.of(head(0, pitch, 0));
        assertThat(pose.pitchDegrees()).isCloseTo(pitch, within(3.0));
        assertThat(pose.yawDegrees()).isCloseTo(0, within(0.01));
    }

    @ParameterizedTest(name = "roll {0}")
    @CsvSource({"-40", "15", "90"})
    void aTiltedHeadIsNoTurnedOne(double roll) {
        Pose pose = Pose.of(head(25, 0, roll));
        assertThat(pose.rollDegrees()).isCloseTo(roll, within(0.01));
        assertThat(pose.yawDegrees()).isCloseTo(25, within(2.0));
    }

    @Test
    void landmarksAtOnePointSayNothingAndBreakNothing() {
        Point one = new Point(5, 5);
        assertThat(Pose.of(new Landmarks(one, one, one, one))).isEqualTo(new Pose(0, 0, 0));
    }

    private static Landmarks head(double yaw, double pitch, double roll) {
        return new Landmarks(seen(RIGHT_EYE, yaw, pitch, roll), seen(LEFT_EYE, yaw, pitch, roll),
                seen(NOSE, yaw, pitch, roll), seen(MOUTH, yaw, pitch, roll));
    }

    private static Point seen(double[] at, double yaw, double pitch, double roll) {
        double a = Math.toRadians(yaw);
        double b = Math.toRadians(pitch);
        double c = Math.toRadians(roll);
        double x = at[0] * Math.cos(a) + at[2] * Math.sin(a);
        double z = at[2] * Math.cos(a) - at[0] * Math.sin(a);
        double y = at[1] * Math.cos(b) - z * Math.sin(b);
        return new Point(300 + x * Math.cos(c) - y * Math.sin(c), 200 + x * Math.sin(c) + y * Math.cos(c));
    }
}
