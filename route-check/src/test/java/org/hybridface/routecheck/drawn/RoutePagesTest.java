// SPDX-License-Identifier: Apache-2.0
package org.hybridface.routecheck.drawn;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.hybridface.routecheck.RouteFile;
import org.junit.jupiter.api.Test;

class RoutePagesTest {

    private static final Path ROOT = Path.of(System.getProperty("project.root"));
    private static final String TWO_ROUTES = """
            - route:
                id: first
                from:
                  uri: "{{edge.camera}}"
                  steps:
                    - to: direct:second
            - route:
                id: second
                from:
                  uri: direct:second
                  steps:
                    - to: paho-mqtt5:face_recognition/new
            """;

    private static final String LISTENS = """
            - route:
                id: listens
                from:
                  uri: paho-mqtt5:face_recognition/new
                  steps:
                    - log: heard
            """;

    @Test
    void thePagesSayWhatTheRoutesAre() throws Exception {
        for (Map.Entry<Path, String> page : new RoutePages(ROOT).pages().entrySet()) {
            assertThat(Files.readString(page.getKey()))
                    .as("%s is of other routes than there are: write it anew with mvn -q -Proute-pages", page.getKey().getFileName())
                    .isEqualTo(page.getValue());
        }
    }

    @Test
    void anEditOfAShippedFileIsSmall() throws Exception {
        String page = Files.readString(ROOT.resolve("docs/routes.md"));
        assertThat(Stream.of(page.split("```diff")).skip(1)).hasSize(5).allSatisfy(edit ->
                assertThat(edit.split("```")[0].lines().filter(line -> line.startsWith("- ")))
                        .as("lines of the shipped file that the edit lacks: it was made from an older one").isEmpty());
    }

    @Test
    void arrowsGoFromRouteToRouteAndAcrossTopics() throws Exception {
        assertThat(RouteDrawing.ofRoutes(twoFiles())).contains("outside_camera ==> edge_first", "edge_first --> edge_second",
                "edge_second ==> outside_MQTT_face_recognition_new", "edge_first[\"first\"]");
    }

    @Test
    void aFileIsOneNodeWhateverItsRoutesSayToEachOther() throws Exception {
        assertThat(RouteDrawing.ofFiles(twoFiles(), Set.of("a", "b")))
                .contains("outside_camera ==> edge_a", "edge_a ==> outside_MQTT_face_recognition_new", "outside_MQTT_face_recognition_new ==> edge_b")
                .doesNotContain("-->");
    }

    @Test
    void ofSomeFilesOnlyWhatLiesBetweenThemIsDrawn() throws Exception {
        assertThat(RouteDrawing.ofFiles(twoFiles(), Set.of("a"))).contains("outside_camera ==> edge_a").doesNotContain("edge_b", "face_recognition");
    }

    @Test
    void everyFileOfTheWayOfAFaceIsThere() throws Exception {
        String readme = Files.readString(ROOT.resolve("README.md"));
        assertThat(RoutePages.WAY).allSatisfy(file -> assertThat(readme).contains("[\"" + file + "\"]"));
    }

    private static Map<String, List<RouteFile>> twoFiles() throws Exception {
        return Map.of("edge", List.of(RouteFile.parse("a.camel.yaml", TWO_ROUTES), RouteFile.parse("b.camel.yaml", LISTENS)));
    }
}
