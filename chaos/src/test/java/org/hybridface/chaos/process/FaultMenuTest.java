// SPDX-License-Identifier: Apache-2.0
package org.hybridface.chaos.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class FaultMenuTest {

    @Test
    void aSeedMeansTheSameFaultWhereverItIsPossible() {
        FaultMenu everything = new FaultMenu(ProcessFault.all(), fault -> true);
        FaultMenu withoutDisk = new FaultMenu(ProcessFault.all(), fault -> fault.needs() != ProcessFault.Needs.FULL_DISK);
        for (long seed = 0; seed < 200; seed++) {
            ProcessFault chosen = everything.choose(new Random(seed));
            ProcessFault elsewhere = withoutDisk.choose(new Random(seed));

            assertThat(elsewhere.needs()).isNotEqualTo(ProcessFault.Needs.FULL_DISK);
            if (chosen.needs() != ProcessFault.Needs.FULL_DISK) {
                assertThat(elsewhere.name()).isEqualTo(chosen.name());
            }
        }
    }

    @Test
    void everyFaultComesUp() {
        FaultMenu menu = new FaultMenu(ProcessFault.all(), fault -> true);
        Random random = new Random(1);
        Set<String> seen = new TreeSet<>();
        for (int i = 0; i < 2000; i++) {
            seen.add(menu.choose(random).name());
        }

        assertThat(seen).containsExactlyInAnyOrderElementsOf(ProcessFault.all().stream().map(ProcessFault::name).toList());
    }

    @Test
    void whereNothingIsPossibleItSaysWhatThereIs() {
        assertThatThrownBy(() -> new FaultMenu(ProcessFault.all(), fault -> false)).hasMessageContaining("device kill");
    }
}
