// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.recognise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClaimTest {

    @Test
    void theLikeliestClaimWinsAndTheLoserTakesItsNextChoice() {
        assertThat(Claim.settle(List.of(new Claim(1, "A", 0.3), new Claim(2, "A", 0.1), new Claim(1, "B", 0.4)), Set.of()))
                .containsEntry(2L, "A").containsEntry(1L, "B");
    }

    @Test
    void aKeySomebodyHoldsCannotBeClaimed() {
        assertThat(Claim.settle(List.of(new Claim(1, "A", 0.1)), Set.of("A"))).isEmpty();
    }

    @Test
    void equalClaimsAreSettledTheSameWayEachTime() {
        List<Claim> one = List.of(new Claim(2, "A", 0.1), new Claim(1, "A", 0.1));
        assertThat(Claim.settle(one, Set.of())).isEqualTo(Claim.settle(List.of(one.get(1), one.get(0)), Set.of()));
    }
}
