// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.camel.Route;
import org.hybridface.routecheck.Contract;
import org.hybridface.routecheck.EndpointUse;
import org.hybridface.routecheck.RouteCheck;
import org.hybridface.routecheck.RouteFile;
import org.hybridface.routecheck.UnreadableRouteFileException;
import org.junit.jupiter.api.Test;

/** Every route file, checked without running it, and what this project adds to Camel's rules. */
class RouteFilesTest {

    private static final Path FOLDER = Path.of(System.getProperty("routes.dir"), "cloud");

    @Test
    void everyRouteFileIsWithoutFaults() throws IOException {
        assertThat(new RouteCheck(new CloudSide()).check(RouteCheck.read(FOLDER))).isEmpty();
    }

    /** A letter too many in a field is a fault of its line, and not of the first event that comes. */
    @Test
    void aMisspeltFieldOfWhatABeanGivesIsTold() throws IOException {
        Map<String, String> files = RouteCheck.read(FOLDER);
        Pattern read = Pattern.compile("\\$\\{variable\\.(\\w+)\\.\\w+");
        Map<String, Boolean> told = new TreeMap<>();
        for (Map.Entry<String, String> file : files.entrySet()) {
            for (MatchResult field : read.matcher(file.getValue()).results().filter(one -> !told.containsKey(one.group(1))).toList()) {
                Map<String, String> edited = new TreeMap<>(files);
                edited.put(file.getKey(), file.getValue().substring(0, field.end()) + "x" + file.getValue().substring(field.end()));
                told.put(field.group(1), new RouteCheck(new CloudSide()).check(edited).stream().anyMatch(problem -> problem.reason().contains("has no field")));
            }
        }
        // A change comes as the body of a split, a delivery is taken apart once more.
        assertThat(told).containsKeys("event", "match", "enrolled", "request").allSatisfy((variable, isTold) -> assertThat(isTold).as(variable)
                .isEqualTo(!List.of("change", "delivery").contains(variable)));
    }

    @Test
    void everyFileOfTheFolderIsLoadedAndNoOther() throws Exception {
        try (Cloud cloud = new Cloud()) {
            assertThat(cloud.routes.context().getRoutes()).extracting(Route::getRouteId)
                    .containsExactlyInAnyOrderElementsOf(routes().stream().map(RouteFile.Entry::id).toList());
        }
    }

    @Test
    void everyEndpointOutsideHasAnIdAndItsOptionsInParameters() throws Exception {
        assertThat(routes()).flatMap(EndpointUse::in).allSatisfy(endpoint -> {
            assertThat(endpoint.uri()).doesNotContain("?");
            if (!endpoint.scheme().equals("direct")) {
                assertThat(endpoint.id()).as("id of %s", endpoint).isNotEmpty();
            }
        });
    }

    @Test
    void everyRouteHasADescriptionAndIsReachedByItsId() throws Exception {
        assertThat(routes()).allSatisfy(route -> {
            assertThat(route.tree().path("description").asText()).isNotBlank();
            assertThat(Contract.of(route)).as("what %s takes and leaves", route.id()).isPresent();
            assertThat(route.tree().at("/from/uri").asText()).isEqualTo("direct:" + route.id());
        });
    }

    @Test
    void theBeansThatRoutesMayNameAreThoseThatAreBound() {
        try (Cloud cloud = new Cloud()) {
            Map<String, Class<?>> beans = new CloudSide().beans();
            assertThat(beans).allSatisfy((name, type) -> assertThat(cloud.routes.context().getRegistry().lookupByName(name)).isInstanceOf(type));
        }
    }

    private static List<RouteFile.Entry> routes() throws IOException, UnreadableRouteFileException {
        List<RouteFile.Entry> routes = new ArrayList<>();
        for (Map.Entry<String, String> file : RouteCheck.read(FOLDER).entrySet()) {
            routes.addAll(RouteFile.parse(file.getKey(), file.getValue()).entries("route"));
        }
        return routes;
    }
}
