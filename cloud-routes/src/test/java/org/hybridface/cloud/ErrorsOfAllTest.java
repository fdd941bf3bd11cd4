// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.camel.builder.NoErrorHandlerBuilder;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.RedeliveryPolicyDefinition;
import org.apache.camel.model.RouteDefinition;
import org.junit.jupiter.api.Test;

/** Each route that an event begins with has the error handling of on-error.camel.yaml, also one that somebody adds; the others throw to it. */
class ErrorsOfAllTest {

    private static final String ADDED = """
            - route:
                id: greet-person
                from:
                  uri: direct:greet-person
                  steps:
                    - setVariable: { name: request, method: { ref: events, method: enrolPerson } }
            """;

    @Test
    void noRouteIsWithoutErrorHandling() {
        try (Cloud cloud = new Cloud(Map.of(), Map.of("greet-person", ADDED))) {
            ModelCamelContext context = (ModelCamelContext) cloud.routes.context();
            Set<String> arrows = Arrows.in(context);
            List<RouteDefinition> routes = context.getRouteDefinitions();
            assertThat(routes).extracting(RouteDefinition::getRouteId).contains("greet-person", "new-face", "sweep", "name-changed", "mailbox-emptied");
            assertThat(routes).allSatisfy(route -> {
                boolean arrow = arrows.contains(route.getInput().getEndpointUri());
                assertThat(route.getErrorHandlerFactory() instanceof NoErrorHandlerBuilder).as("%s throws to who sent to it", route.getRouteId()).isEqualTo(arrow);
                assertThat(route.getOutputs().stream().noneMatch(OnExceptionDefinition.class::isInstance)).as("error handling of %s", route.getRouteId()).isEqualTo(arrow);
            });
        }
    }

    /** Lambda bills the wait, and the run's time ends meanwhile. */
    @Test
    void noStepThatIsRepeatedWaits() {
        try (Cloud cloud = new Cloud()) {
            assertThat(((ModelCamelContext) cloud.routes.context()).getRouteDefinition("new-face").getOutputs()).filteredOn(OnExceptionDefinition.class::isInstance)
                    .extracting(step -> ((OnExceptionDefinition) step).getRedeliveryPolicyType()).filteredOn(Objects::nonNull)
                    .extracting(RedeliveryPolicyDefinition::getRedeliveryDelay).containsExactly("0");
        }
    }

    @Test
    void anAddedRouteAnswersWhatCanNeverSucceedAndThrowsWhatMayPass() {
        String throwing = ADDED.replace("setVariable: { name: request, method: { ref: events, method: enrolPerson } }",
                "throwException: { exceptionType: java.lang.IllegalStateException, message: the table is away }");
        try (Cloud cloud = new Cloud(Map.of(), Map.of("greet-person", ADDED))) {
            assertThat(new String(cloud.routes.run("greet-person", "no JSON".getBytes(java.nio.charset.StandardCharsets.UTF_8), cloud.now())))
                    .contains("\"status\":\"rejected\"");
        }
        try (Cloud cloud = new Cloud(Map.of(), Map.of("greet-person", throwing))) {
            assertThatThrownBy(() -> cloud.routes.run("greet-person", new byte[0], cloud.now())).hasMessage("the table is away");
        }
    }
}
