// SPDX-License-Identifier: Apache-2.0
package org.hybridface.routecheck.drawn;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
        String drawing = drawn(RouteDrawing.Nodes.ROUTES);
        assertThat(drawing).contains("outside_camera ==> edge_first", "edge_first --> edge_second",
                "edge_second ==> outside_MQTT_face_recognition_new", "edge_first[\"first\"]");
    }

    @Test
    void aFileIsOneNodeWhateverItsRoutesSayToEachOther() throws Exception {
        assertThat(drawn(RouteDrawing.Nodes.FILES))
                .contains("outside_camera ==> edge_a", "edge_a ==> outside_MQTT_face_recognition_new", "edge_a[\"a\"]")
                .doesNotContain("-->");
    }

    private static String drawn(RouteDrawing.Nodes nodes) throws Exception {
        return new RouteDrawing(Map.of("edge", List.of(RouteFile.parse("a.camel.yaml", TWO_ROUTES))), nodes).mermaid();
    }
}
