// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlannedFaultTest {

    @Test
    void aPlanIsAListOfTargetsKindsAndTimes() {
        assertThat(PlannedFault.plan("broker:cut@20s+10s, device:kill@40s,s3:slow@1500ms+2m,")).containsExactly(
                new PlannedFault("broker", FaultKind.CUT, Duration.ofSeconds(20), Duration.ofSeconds(10)),
                new PlannedFault("device", FaultKind.KILL, Duration.ofSeconds(40), PlannedFault.USUAL_DURATION),
                new PlannedFault("s3", FaultKind.SLOW, Duration.ofMillis(1500), Duration.ofMinutes(2)));
    }

    @Test
    void aFaultIsReadAsItIsWritten() {
        PlannedFault fault = new PlannedFault("device-2", FaultKind.FREEZE, Duration.ofMillis(70), Duration.ofSeconds(3));

        assertThat(PlannedFault.plan(fault.toString())).containsExactly(fault);
    }

    @ParameterizedTest
    @ValueSource(strings = {"broker", "broker:cut", "broker:cut@", "broker:cut@20", "broker:cut@20s+", "broker:melt@1s", "cut@20s",
        "broker:cut@99999999999999999999s", "broker:cut@1s+1h"})
    void whatIsNoFaultIsAnsweredWithHowOneIsWritten(String text) {
        assertThatThrownBy(() -> PlannedFault.plan(text)).isInstanceOf(IllegalArgumentException.class).message()
                .containsAnyOf("such as broker:cut@20s+10s", "take one of [cut, freeze, slow, corrupt, kill]");
    }
}
