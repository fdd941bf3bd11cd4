package org.hybridface.edge.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.catalog.EndpointValidationResult;
import org.hybridface.edge.camera.CameraComponent;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** Every route file of the edge against Camel's own YAML schema and endpoint catalog, and against the style of this project. */
class EdgeRouteFilesTest {

    private static final Path ROUTES = Path.of(System.getProperty("routes.dir"), "edge");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^}:]+)[^}]*}}");
    private static final int MOST_STEPS = 10;

    private static JsonSchema schema;
    private static DefaultCamelCatalog catalog;

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(ROUTES)) {
            return files.filter(file -> file.toString().endsWith(".camel.yaml")).sorted().toList();
        }
    }

    @BeforeAll
    static void load() throws IOException {
        try (InputStream in = EdgeRouteFilesTest.class.getResourceAsStream("/schema/camelYamlDsl.json")) {
            schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(in);
        }
        catalog = new DefaultCamelCatalog();
        try (InputStream in = CameraComponent.class.getResourceAsStream("/META-INF/org/hybridface/edge/camera/camera.json")) {
            catalog.addComponent("camera", CameraComponent.class.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void theFileIsWhatCamelsSchemaSays(Path file) throws IOException {
        Set<ValidationMessage> errors = schema.validate(tree(file));
        assertThat(errors).as(file.getFileName().toString()).isEmpty();
    }

    @Test
    void theSchemaCheckNoticesAWrongWord() {
        JsonNode broken = new ObjectMapper().valueToTree(List.of(Map.of("route", Map.of("id", "x",
                "from", Map.of("uri", "direct:x", "steps", List.of(Map.of("too", Map.of("uri", "direct:y"))))))));
        assertThat(schema.validate(broken)).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyEndpointAndItsOptionsExist(Path file) throws IOException, URISyntaxException {
        for (Map<?, ?> endpoint : endpoints(load(file))) {
            String uri = endpoint.get("uri").toString();
            if (uri.startsWith("{{")) {
                continue;
            }
            Map<String, String> parameters = new HashMap<>();
            if (endpoint.get("parameters") instanceof Map<?, ?> given) {
                // A topic's wildcard would end the query string that the catalog takes.
                given.forEach((name, value) -> parameters.put(name.toString(),
                        "topic".equals(name) ? value.toString().replace('#', '+') : value.toString()));
            }
            String scheme = uri.contains(":") ? uri.substring(0, uri.indexOf(':')) : uri;
            assertThat(catalog.findComponentNames()).as("component of %s in %s", uri, file).contains(scheme);
            String whole = uri.contains(":") ? withQuery(uri, parameters) : catalog.asEndpointUri(scheme, parameters, false);
            EndpointValidationResult result = catalog.validateEndpointProperties(whole);
            assertThat(result.isSuccess()).as("%s in %s: %s", whole, file.getFileName(), result.summaryErrorMessage(false)).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyEndpointHasAnIdAndNoRouteIsLong(Path file) throws IOException {
        for (Object entry : load(file)) {
            Map<?, ?> item = (Map<?, ?>) entry;
            if (item.get("route") instanceof Map<?, ?> route) {
                assertThat(route.get("id")).as("route id in %s", file).isNotNull();
                assertThat(route.get("description")).as("description of %s", route.get("id")).isNotNull();
                // The live page answers its visitor itself, and its first route fails with the frame it belongs to.
                if (!file.endsWith("live-view.camel.yaml")) {
                    assertThat(route.get("routeConfigurationId")).as("error handling of %s", route.get("id")).isEqualTo("errors");
                }
                assertThat(endpoints(route)).as("endpoints of %s", route.get("id"))
                        .allSatisfy(endpoint -> assertThat(endpoint.get("id")).as("id of %s", endpoint).isNotNull())
                        .hasSizeLessThanOrEqualTo(MOST_STEPS);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyPlaceholderHasADefault(Path file) throws IOException {
        Properties defaults = new Properties();
        try (InputStream in = getClass().getResourceAsStream("/application.properties")) {
            defaults.load(in);
        }
        Matcher placeholders = PLACEHOLDER.matcher(Files.readString(file));
        while (placeholders.find()) {
            assertThat(defaults.getProperty(placeholders.group(1))).as("{{%s}} in %s", placeholders.group(1), file.getFileName()).isNotNull();
        }
    }

    private static String withQuery(String uri, Map<String, String> parameters) {
        List<String> query = new ArrayList<>();
        parameters.forEach((name, value) -> query.add(name + "=" + value));
        return query.isEmpty() ? uri : uri + "?" + String.join("&", query);
    }

    private static JsonNode tree(Path file) throws IOException {
        return new ObjectMapper().valueToTree(load(file));
    }

    private static List<?> load(Path file) throws IOException {
        return new Yaml().load(Files.readString(file));
    }

    /** Every map with a uri, however deep. */
    private static List<Map<?, ?>> endpoints(Object node) {
        List<Map<?, ?>> found = new ArrayList<>();
        if (node instanceof Map<?, ?> map) {
            if (map.containsKey("uri")) {
                found.add(map);
            }
            map.values().forEach(value -> found.addAll(endpoints(value)));
        } else if (node instanceof List<?> list) {
            list.forEach(value -> found.addAll(endpoints(value)));
        }
        return found;
    }
}
