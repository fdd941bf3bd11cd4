// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.hybridface.local.stack.Stack;
import org.hybridface.routecheck.Contract;
import org.hybridface.routecheck.EndpointUse;
import org.hybridface.routecheck.RouteCheck;
import org.hybridface.routecheck.RouteFile;
import org.junit.jupiter.api.Test;

/** The local route files: without faults, and for the rules of the stack. */
class RuleRouteFilesTest {

    private static final Path FOLDER = Path.of(System.getProperty("routes.dir"), "local");

    @Test
    void everyRouteFileIsWithoutFaults() throws IOException {
        assertThat(new RouteCheck(new LocalSide()).check(RouteCheck.read(FOLDER))).isEmpty();
    }

    @Test
    void everyEndpointHasAnId() throws Exception {
        for (Map.Entry<String, String> file : RouteCheck.read(FOLDER).entrySet()) {
            for (RouteFile.Entry route : RouteFile.parse(file.getKey(), file.getValue()).routes()) {
                assertThat(EndpointUse.in(route)).allSatisfy(endpoint -> assertThat(endpoint.id()).as("%s", endpoint).isNotEmpty());
            }
        }
    }

    @Test
    void theListOfRulesIsTheStacks() throws Exception {
        RouteFile list = RouteFile.parse("iot-rule.camel.yaml", RouteCheck.read(FOLDER).get("iot-rule.camel.yaml"));
        assertThat(list.entries("route")).as("said once, in the template").isEmpty();
        assertThat(list.routes()).extracting(route -> route.tree().at("/from/parameters/topic").asText())
                .containsExactlyInAnyOrderElementsOf(Stack.packed().rules().stream().map(rule -> "{{rule." + rule.name() + ".topic}}").toList());
        assertThat(list.routes()).extracting(route -> route.tree().path("description").asText()).doesNotHaveDuplicates()
                .allSatisfy(description -> assertThat(description).isNotBlank().doesNotContain("{{"));
        assertThat(list.routes()).allSatisfy(route -> assertThat(Contract.of(route)).isPresent());
    }

    @Test
    void theRoutesKnowEveryRuleOfTheStackAndNoOther() {
        Map<String, String> topics = Stack.packed().rules().stream().collect(Collectors.toMap(
                rule -> "rule." + rule.name() + ".topic", rule -> RuleSql.parse(rule.sql()).topicFilter()));
        Map<String, String> known = new LocalSide().options().entrySet().stream().filter(option -> option.getKey().startsWith("rule."))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        assertThat(known).isEqualTo(topics);
    }
}
