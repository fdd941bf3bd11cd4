// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.camera;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The table of options in docs/camera.md is the catalog page's; {@code -Dwrite.docs} writes it anew. */
class CameraPageTest {

    private static final String BEGIN = "<!-- options: written by CameraPageTest -->";
    private static final String END = "<!-- end of options -->";

    @Test
    void theDocumentedOptionsAreThoseOfTheComponent() throws Exception {
        Path page = Path.of(System.getProperty("project.root"), "docs", "camera.md");
        String text = Files.readString(page);
        String table = "\n\n" + table() + "\n\n";
        if (System.getProperty("write.docs") != null) {
            int begin = text.indexOf(BEGIN) + BEGIN.length();
            Files.writeString(page, text.substring(0, begin) + table + text.substring(text.indexOf(END)));
        } else {
            assertThat(text).as("run with -Dwrite.docs to write the table anew").contains(BEGIN + table + END);
        }
    }

    private static String table() throws Exception {
        JsonNode options;
        try (InputStream in = CameraPageTest.class.getResourceAsStream("/META-INF/org/hybridface/edge/camera/camera.json")) {
            options = new ObjectMapper().readTree(in).path("properties");
        }
        return StreamSupport.stream(((Iterable<String>) options::fieldNames).spliterator(), false)
                .filter(name -> !"source".equals(name) && !options.path(name).path("label").asText().startsWith("consumer"))
                .filter(name -> !"exchangePattern".equals(name) && !"exceptionHandler".equals(name))
                .map(name -> row(name, options.path(name)))
                .collect(Collectors.joining("\n", "| option | default | what it does |\n|---|---|---|\n", ""));
    }

    private static String row(String name, JsonNode option) {
        String fallback = option.path("defaultValue").asText("");
        String unit = "duration".equals(option.path("type").asText()) ? " ms" : "";
        return "| `" + name + "` | " + (fallback.isEmpty() ? "" : "`" + fallback + "`" + unit) + " | " + option.path("description").asText() + " |";
    }
}
