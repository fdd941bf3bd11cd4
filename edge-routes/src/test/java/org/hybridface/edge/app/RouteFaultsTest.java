// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hybridface.routecheck.Problem;
import org.hybridface.routecheck.RouteCheck;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What bin/edge validate and doctor say about route files is what the start says about them. */
class RouteFaultsTest {

    private static final List<String> OF_EDITS = List.of("home-assistant.url", "edge.camera.door", "unknown.url", "alert.person", "alert.url");

    private static List<Problem> faults(Map<String, String> more) throws IOException {
        Map<String, String> files = new TreeMap<>(RouteCheck.read(RunningEdge.ROUTES));
        files.putAll(more);
        return RouteFaults.of(new RouteCheck(new EdgeSide()), RunningEdge.ROUTES, files, DeviceOptions.none(), noStart -> {
            throw new AssertionError(noStart);
        });
    }

    private static Map<String, String> route(String steps) {
        return Map.of("mine.camel.yaml", "- route:\n    id: mine\n    from:\n      uri: timer:mine\n      steps:\n        - transform: {constant: x}\n        - " + steps + "\n");
    }

    @AfterEach
    void forgetOptions() {
        OF_EDITS.forEach(System::clearProperty);
    }

    @ParameterizedTest
    @ValueSource(strings = {"home-assistant", "raise-threshold", "second-camera", "unknown-person", "webhook"})
    void theShippedFilesAndTheWorkedEditsHaveNone(String edit) throws IOException {
        OF_EDITS.forEach(option -> System.setProperty(option, option.endsWith("url") ? "http://127.0.0.1:1" : option.contains("camera") ? "camera:demo" : "Ada"));
        assertThat(faults(RouteCheck.read(Path.of(System.getProperty("project.root"), "docs", "edits", edit)))).isEmpty();
    }

    /** The start refused each, and validate let it pass. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            marshal: {csv: {}}                                                                                   | 'marshal' cannot be built: Data format 'csv' could not be created
            setBody: {xpath: '//['}                                                                              | A location step was expected
            convertBodyTo: {type: Foo}                                                                           | type must be specified
            convertBodyTo: {type: String, charset: utf-99}                                                       | utf-99
            log: {message: x, loggingLevel: loud}                                                                | loud
            setBody: {constant: {expression: abc, resultType: int}}                                              | abc
            to: file:out?charset=utf-99                                                                          | 'file://out?charset=utf-99' cannot be made: utf-99
            """)
    void whatCamelCannotBuildIsToldWithFileAndRoute(String step, String says) throws IOException {
        assertThat(faults(route(step))).singleElement().satisfies(problem -> {
            assertThat(problem.file()).isEqualTo("mine.camel.yaml");
            assertThat(problem.reason()).contains(says);
            assertThat(problem.line()).as("of the step").isEqualTo(7);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# - route:\n#     id: later\n"})
    void aFileWithoutARouteIsNoFaultAsAtTheStart(String text) throws IOException {
        assertThat(faults(Map.of("later.camel.yaml", text))).isEmpty();
    }

    @Test
    void anAddressOfThePageBeginsWithASlash() throws IOException {
        String file = "- route:\n    id: mine\n    from:\n      uri: platform-http:hello\n      steps:\n        - setBody: {constant: x}\n";
        assertThat(faults(Map.of("mine.camel.yaml", file))).singleElement().asString().contains("mine.camel.yaml:4", "write platform-http:/hello");
        assertThat(faults(Map.of("mine.camel.yaml", file.replace(":hello", ":/hello")))).isEmpty();
    }

    @Test
    void withoutTheErrorsOfAllRoutesTheyAreMissed() throws IOException {
        Map<String, String> files = new TreeMap<>(RouteCheck.read(RunningEdge.ROUTES));
        files.remove("on-error.camel.yaml");
        assertThat(new RouteCheck(new EdgeSide()).check(files)).extracting(Problem::toString).singleElement().asString().startsWith("on-error.camel.yaml:1: ").contains("put this file back");
    }

    @Test
    void nothingIsMadeAndNothingRuns(@TempDir Path folder) throws IOException {
        assertThat(faults(Map.of("mine.camel.yaml", "- route:\n    id: mine\n    from:\n      uri: file:" + folder.resolve("in") + "\n      steps:\n        - to: file:"
                + folder.resolve("out") + "\n"))).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    /** Camel itself ends the start with it. */
    @Test
    void anOptionWithWhichThereIsNoStartIsSaid() throws IOException {
        System.setProperty("camel.component.paho-mqtt5.client", "#bean:nobody");
        List<String> said = new ArrayList<>();
        try {
            assertThat(RouteFaults.of(new RouteCheck(new EdgeSide()), RunningEdge.ROUTES, RouteCheck.read(RunningEdge.ROUTES), DeviceOptions.none(), said::add)).isEmpty();
        } finally {
            System.clearProperty("camel.component.paho-mqtt5.client");
        }
        assertThat(said).singleElement().asString().contains("nobody");
    }
}
