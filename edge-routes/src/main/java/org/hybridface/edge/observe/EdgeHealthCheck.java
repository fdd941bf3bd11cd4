// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.observe;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * A check that says what is wrong and what to do. Readiness only: nothing here gets better by restarting the program, which goes on
 * recognising the faces it knows.
 */
public final class EdgeHealthCheck extends AbstractHealthCheck {

    /**
     * What a check found.
     *
     * @param problem empty when all is well
     * @param details numbers for whoever looks closer
     */
    public record Finding(Optional<String> problem, Map<String, Object> details) {

        static Finding well(Map<String, Object> details) {
            return new Finding(Optional.empty(), details);
        }

        static Finding bad(String problem, Map<String, Object> details) {
            return new Finding(Optional.of(problem), details);
        }
    }

    private final Supplier<Finding> look;

    public EdgeHealthCheck(String id, Supplier<Finding> look) {
        super("edge", id);
        this.look = look;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder result, Map<String, Object> options) {
        Finding finding = look.get();
        finding.details().forEach(result::detail);
        if (finding.problem().isPresent()) {
            result.message(finding.problem().get()).down();
        } else {
            result.up();
        }
    }
}
