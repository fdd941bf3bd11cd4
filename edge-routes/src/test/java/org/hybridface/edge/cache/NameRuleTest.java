// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameRuleTest {

    private final NameRule rule = new NameRule(1.03, 0.04);

    /** Distances to Ada and to the second person. */
    @ParameterizedTest
    @CsvSource({"0.50, 0.90, Certain", "0.98, 1.03, Certain", "0.98, 1.01, Probable", "1.02, 1.05, Probable", "1.02, 1.07, Certain",
        "1.02, 1.02, Probable", "1.03, 1.04, Stranger", "1.20, 1.30, Stranger", "0.50, 0.51, Probable"})
    void aNameNeedsTheLineAndAMargin(double ada, double second, String likeness) {
        List<Match> near = Stream.of(new Match("User001", ada), new Match("User002", second)).filter(match -> match.distance() < rule.reach()).toList();
        assertThat(rule.decide(near, (one, other) -> false).getClass().getSimpleName()).isEqualTo(likeness);
    }

    @ParameterizedTest
    @CsvSource({"0.50, 0.51, 1.20, Certain", "0.98, 0.99, 1.01, Probable"})
    void anotherKeyOfTheSamePersonIsNoRival(double ada, double alsoAda, double second, String likeness) {
        List<Match> near = Stream.of(new Match("User001", ada), new Match("User002", alsoAda), new Match("User003", second))
                .filter(match -> match.distance() < rule.reach()).toList();
        assertThat(rule.decide(near, (one, other) -> other.equals("User002")).getClass().getSimpleName()).isEqualTo(likeness);
    }
}
