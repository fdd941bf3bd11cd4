// SPDX-License-Identifier: Apache-2.0
package org.hybridface.routemutants;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.hybridface.routecheck.RouteFile;
import org.hybridface.routecheck.UnreadableRouteFileException;
import org.junit.jupiter.api.Test;

class MutatorTest {

    private static final String FILE = """
            - route:
                id: ask
                description: Asks the cloud
                from:
                  id: questions
                  uri: file
                  parameters:
                    directoryName: "{{outbox.dir}}"
                    delete: true
                    maxMessagesPerPoll: 10
                  steps:
                    - filter:
                        id: good
                        simple: ${body} != null
                        steps:
                          - to:
                              id: publish
                              uri: paho-mqtt5
                              parameters:
                                topic: news
            - routeConfiguration:
                onException:
                  - onException:
                      exception:
                        - java.io.IOException
                      handled:
                        constant: "false"
            """;

    @Test
    void eachThingThatAPersonMayGetWrongIsOneMutant() throws Exception {
        assertThat(mutants()).extracting(Mutant::name).containsExactlyInAnyOrder(
                "ask/questions directoryName removed",
                "ask/questions directoryName {{outbox.dir}} is always data/outbox",
                "ask/questions delete true turned",
                "ask/questions maxMessagesPerPoll 10 is 0",
                "ask/questions step filter good removed",
                "ask/good filter.simple never",
                "ask/good filter.simple always",
                "ask/good step to publish removed",
                "ask/publish topic removed",
                "ask/publish topic another",
                "onException java.io.IOException removed",
                "handled.constant false turned");
    }

    @Test
    void aMutantIsTheFileWithThatOneChange() throws Exception {
        JsonNode tree = tree("handled.constant false turned");
        assertThat(tree.at("/1/routeConfiguration/onException/0/onException/handled/constant").asText()).isEqualTo("true");
        assertThat(tree.path(0)).isEqualTo(original().tree().path(0));

        assertThat(tree("ask/good filter.simple never").at("/0/route/from/steps/0/filter/constant").asText()).isEqualTo("false");
        assertThat(tree("ask/good step to publish removed").at("/0/route/from/steps/0/filter/steps")).isEmpty();
        assertThat(tree("ask/publish topic another").findValue("topic").asText()).isEqualTo("newsx");
    }

    /** Else it would be refused for the quotes around it, and nobody would learn whether a test notices the change. */
    @Test
    void aNumberStaysANumberAndAYesOrNoIsOne() throws Exception {
        assertThat(tree("ask/questions maxMessagesPerPoll 10 is 0").findValue("maxMessagesPerPoll").isIntegralNumber()).isTrue();
        assertThat(tree("ask/questions delete true turned").findValue("delete").isBoolean()).isTrue();
        assertThat(tree("handled.constant false turned").findValue("handled").path("constant").isTextual()).isTrue();
    }

    @Test
    void aMutantSaysItsLine() throws Exception {
        assertThat(mutant("ask/questions delete true turned")).hasToString("ask:9 ask/questions delete true turned");
    }

    private static JsonNode tree(String name) throws UnreadableRouteFileException {
        return RouteFile.parse("ask.camel.yaml", mutant(name).text()).tree();
    }

    private static Mutant mutant(String name) throws UnreadableRouteFileException {
        return mutants().stream().filter(mutant -> mutant.name().equals(name)).findFirst().orElseThrow();
    }

    private static List<Mutant> mutants() throws UnreadableRouteFileException {
        return Mutator.mutants(original(), Map.of("outbox.dir", "data/outbox"));
    }

    private static RouteFile original() throws UnreadableRouteFileException {
        return RouteFile.parse("ask.camel.yaml", FILE);
    }
}
