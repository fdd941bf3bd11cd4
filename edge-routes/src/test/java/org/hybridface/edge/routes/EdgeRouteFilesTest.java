// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.hybridface.edge.app.EdgeSide;
import org.hybridface.routecheck.Contract;
import org.hybridface.routecheck.EndpointUse;
import org.hybridface.routecheck.RouteCheck;
import org.hybridface.routecheck.RouteFile;
import org.hybridface.routecheck.Validate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The edge's route files: without faults, and in the style of this project. */
class EdgeRouteFilesTest {

    private static final Path ROUTES = Path.of(System.getProperty("routes.dir"), "edge");
    private static final int MOST_ENDPOINTS = 10;

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(ROUTES)) {
            return files.filter(file -> file.toString().endsWith(RouteFile.SUFFIX)).sorted().toList();
        }
    }

    @Test
    void everyRouteFileIsWithoutFaults() throws IOException {
        assertThat(new RouteCheck(new EdgeSide()).check(RouteCheck.read(ROUTES))).isEmpty();
    }

    /** A device checks edits while it runs: that must not take the memory it needs for its work. */
    @Test
    void theCheckGetsByWithFewMegabytes() throws Exception {
        Process check = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m",
                "-cp", System.getProperty("java.class.path"), Validate.class.getName(), "edge", ROUTES.toString())
                .redirectErrorStream(true).start();
        String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(check.waitFor()).as(said).isZero();
        assertThat(said).contains("no faults");
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyEndpointHasAnIdAndNoRouteIsLong(Path file) throws Exception {
        for (RouteFile.Entry route : RouteFile.parse(file.getFileName().toString(), Files.readString(file)).entries("route")) {
            assertThat(route.tree().path("description").asText()).as("description of %s", route.id()).isNotBlank();
            assertThat(Contract.of(route)).as("what %s takes and leaves", route.id()).isPresent();
            assertThat(EndpointUse.in(route)).as("endpoints of %s", route.id())
                    .allSatisfy(endpoint -> assertThat(endpoint.id()).as("id of %s", endpoint).isNotEmpty())
                    .hasSizeLessThanOrEqualTo(MOST_ENDPOINTS);
        }
    }
}
