// SPDX-License-Identifier: Apache-2.0
package org.hybridface.routecheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Variable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a route takes and leaves, and what of it is wrong. */
class ContractCheckTest {

    /** Says rightly of everything what it takes and leaves; each fault below is one replacement in it. */
    private static final String GOOD = """
            - route:
                id: visitor
                note: Takes body (a letter, unread), variable deadline. Leaves variable name, variable greeting, header polite, property stamp, body (the answer).
                from:
                  uri: direct:visitor
                  steps:
                    - setVariable: { name: name, method: { ref: desk, method: name } }
                    - to: direct:greet
                    - filter:
                        simple: "${variable.greeting} != null && ${variable.deadline} > 0"
                        steps:
                          - setHeader: { name: polite, constant: "yes" }
                    - process:
                        note: Reads header polite. Sets property stamp.
                        ref: worker
                    - split:
                        exchangeProperty:
                          expression: stamp
                        steps:
                          - setVariable: { name: page, simple: "${body}" }
                          - bean: { ref: desk, method: "file(${variable.page})" }
                    - setBody: { method: { ref: desk, method: answer } }
            - route:
                id: greet
                note: Takes variable name. Leaves variable greeting.
                from:
                  uri: direct:greet
                  steps:
                    - setVariable: { name: greeting, method: { ref: desk, method: "greet(${variable.name})" } }
            - routeConfiguration:
                id: "*"
                onException:
                  - onException:
                      exception: [java.lang.Exception]
                      handled: { constant: "true" }
                      steps:
                        - log:
                            message: ${variable.name} failed
            """;

    private static final RouteCheck CHECK = new RouteCheck(new Side());

    static Stream<Arguments> faults() {
        return Stream.of(
                // Nobody sets it.
                fault("variable.deadline}", "variable.dedline}", "'visitor' reads variable dedline", "did you mean 'variable deadline'?"),
                fault("name: name, method", "name: nam, method", "'visitor' reads variable name, which no step before sets"),
                fault("expression: stamp", "expression: stanp", "'visitor' reads property stanp"),
                fault("Sets property stamp.", "Sets property step.", "'visitor' reads property stamp"),
                fault("${variable.name} failed", "${variable.nam} failed", "no route sets variable nam; did you mean 'variable name'?"),
                // A step inside a split works on a copy.
                fault("${variable.greeting} != null", "${variable.page} != null", "'visitor' reads variable page"),
                // What a bean's method reads counts as well.
                fault("- setVariable: { name: name, method: { ref: desk, method: name } }\n        - to: direct:greet",
                        "- to: direct:greet\n        - setVariable: { name: name, method: { ref: desk, method: name } }", "'visitor' reads variable name"),
                fault("Takes body (a letter, unread), variable deadline.", "Takes variable deadline.", "'visitor' reads body"),
                // Not said, or said for nothing.
                fault("Leaves variable greeting.", "Leaves nothing.", "'greet' sets variable greeting, which its note does not leave"),
                fault("header polite, property", "property", "'visitor' sets header polite, which its note does not leave"),
                fault("Takes variable name. Leaves", "Takes nothing. Leaves", "'greet' reads variable name, which no step before sets and its note does not take"),
                fault("Takes variable name. Leaves", "Takes variable name, header tone. Leaves", "the note of 'greet' takes header tone, which no step reads"),
                fault("Leaves variable greeting.", "Leaves variable greeting, variable tone.", "the note of 'greet' leaves variable tone, which no step sets"),
                // Not a contract.
                fault("Takes variable name. Leaves", "Takes the name. Leaves", "this note does not say what 'greet' takes and leaves: write it as"),
                // Nobody sends to it.
                fault("variable deadline. Leaves", "variable deadline, variable who. Leaves", "nobody sets variable who, which 'visitor' reads"));
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource("faults")
    void whatIsReadAndNotSetOrSaidAndNotDoneIsAFault(String good, String bad, List<String> reason) {
        String text = GOOD.replace("\n          - to: direct:greet", "\n          - to: direct:greet");
        assertThat(text).contains(good);
        assertThat(CHECK.check(Map.of("file.camel.yaml", text.replace(good, bad)))).extracting(Problem::reason)
                .anySatisfy(told -> assertThat(told).contains(reason.toArray(String[]::new)));
    }

    @Test
    void aFileThatSaysItRightHasNoFault() {
        assertThat(CHECK.check(Map.of("file.camel.yaml", GOOD))).isEmpty();
    }

    @Test
    void aRouteWithoutANoteTakesWhatItReadsAndLeavesWhatItSets() {
        String without = GOOD.replaceAll(" +note: Takes.*\n", "");
        assertThat(CHECK.check(Map.of("file.camel.yaml", without))).isEmpty();
        assertThat(CHECK.check(Map.of("file.camel.yaml", without.replace("name: name, method", "name: nam, method")))).extracting(Problem::reason)
                .containsExactlyInAnyOrder("no route sets variable name; did you mean 'variable nam'?",
                        "nobody sets variable name, which 'visitor' reads: no route sends to it; did you mean 'variable nam'?");
    }

    @Test
    void whatAComponentBringsNeedsNobodyToSetIt() {
        String file = """
                - route:
                    id: files
                    from:
                      uri: file:in
                      steps:
                        - log: "${header.CamelFileName} ${header.own} ${body}"
                """;
        assertThat(CHECK.check(Map.of("x.camel.yaml", file))).isEmpty();
        assertThat(CHECK.check(Map.of("x.camel.yaml", file.replace("${header.own}", "${exchangeProperty.own}")))).hasSize(1);
    }

    private static Arguments fault(String good, String bad, String... reason) {
        return Arguments.of(good, bad, List.of(reason));
    }

    /** A front desk. */
    public static final class Desk {

        public String name(@Body String letter) {
            return letter;
        }

        public String greet(String name) {
            return name;
        }

        public void file(String page) {
            assertThat(page).isNotNull();
        }

        public String answer(@Variable("greeting") String greeting) {
            return greeting;
        }
    }

    /** Sets what its note says. */
    public static final class Worker implements Processor {

        @Override
        public void process(Exchange exchange) {
            exchange.setProperty("stamp", List.of());
        }
    }

    private static final class Side implements RouteSide {

        @Override
        public String name() {
            return "desk";
        }

        @Override
        public Map<String, String> options() {
            return Map.of();
        }

        @Override
        public Map<String, Class<?>> beans() {
            return Map.of("desk", Desk.class, "worker", Worker.class);
        }

        @Override
        public Set<String> given() {
            return Set.of("variable deadline");
        }
    }
}
