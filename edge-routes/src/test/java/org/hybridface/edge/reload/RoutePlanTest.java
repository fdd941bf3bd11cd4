// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.reload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.hybridface.routecheck.RouteFile;
import org.hybridface.routecheck.UnreadableRouteFileException;
import org.junit.jupiter.api.Test;

class RoutePlanTest {

    private static final String A = """
            - route:
                id: a
                routeConfigurationId: errors
                from:
                  uri: direct:a
                  steps:
                    - to: direct:b
            """;
    private static final String B = """
            - route:
                id: b
                from:
                  uri: direct:b
                  steps:
                    - stop: {}
            """;
    private static final String ERRORS = """
            - routeConfiguration:
                id: errors
                onException:
                  - onException:
                      exception: [java.lang.Exception]
                      handled:
                        constant: "true"
            """;
    private static final String BEANS = """
            - beans:
                - name: helper
                  type: java.util.ArrayList
            """;

    @Test
    void aCommentTouchesNoRoute() {
        assertThat(plan(A + B, "# a comment\n" + A + "\n" + B + "# and one here").isEmpty()).isTrue();
    }

    @Test
    void aStepTouchesItsOwnRoute() {
        RoutePlan plan = plan(A + B, A.replace("direct:b", "direct:c") + B);
        assertThat(plan.touchedRoutes()).containsExactly("a");
        assertThat(plan.remove()).isEmpty();
    }

    @Test
    void aNewNameIsANewRouteAndTheOldOneGoes() {
        RoutePlan plan = plan(A + B, A + B.replace("id: b", "id: c"));
        assertThat(plan.remove()).containsExactly("b");
        assertThat(plan.load().get("file.camel.yaml")).containsExactly("c");
    }

    @Test
    void anErrorHandlerTouchesTheRoutesThatNameIt() {
        RoutePlan plan = plan(ERRORS + A + B, ERRORS.replace("\"true\"", "\"false\"") + A + B);
        assertThat(plan.touchedRoutes()).containsExactly("a");
        assertThat(plan.configurations()).containsExactly("errors");
    }

    @Test
    void anErrorHandlerThatGoesIsObsolete() {
        RoutePlan plan = plan(ERRORS + A, A);
        assertThat(plan.obsolete()).containsExactly("errors");
        assertThat(plan.touchedRoutes()).containsExactly("a");
    }

    @Test
    void beansTouchEveryRouteOfTheirFile() {
        assertThat(plan(BEANS + A + B, BEANS.replace("ArrayList", "LinkedList") + A + B).touchedRoutes()).containsExactly("a", "b");
    }

    @Test
    void aRouteThatMovesToAnotherFileRunsOn() {
        RoutePlan plan = RoutePlan.between(List.of(file("one.camel.yaml", A + B)),
                List.of(file("one.camel.yaml", A), file("two.camel.yaml", B)), Set.of());
        assertThat(plan.touchedRoutes()).isEmpty();
    }

    @Test
    void aRouteWhosePropertyHasANewValueIsBuiltAnewAndNoOther() throws UnreadableRouteFileException {
        String named = A.replace("direct:a", "direct:{{alert.queue}}");
        RoutePlan plan = RoutePlan.between(List.of(file("one.camel.yaml", named + B)), List.of(file("one.camel.yaml", named + B)), Set.of("alert.queue"));
        assertThat(plan.touchedRoutes()).containsExactly("a");
        assertThat(RoutePlan.between(List.of(file("one.camel.yaml", A + B)), List.of(file("one.camel.yaml", A + B)), Set.of("alert.queue")).isEmpty()).isTrue();
    }

    private static RoutePlan plan(String before, String after) {
        return RoutePlan.between(List.of(file("file.camel.yaml", before)), List.of(file("file.camel.yaml", after)), Set.of());
    }

    private static RouteFile file(String name, String text) {
        try {
            return RouteFile.parse(name, text);
        } catch (UnreadableRouteFileException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
