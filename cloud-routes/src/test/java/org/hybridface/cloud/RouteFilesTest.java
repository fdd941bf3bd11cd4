package org.hybridface.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.catalog.EndpointValidationResult;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Every route file, checked without running it: schema, endpoint options, placeholders, beans, targets. */
class RouteFilesTest {

    private static final Path FOLDER = Path.of(System.getProperty("routes.dir"), "cloud");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^}]+)}}");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final CamelCatalog CATALOG = new DefaultCamelCatalog();

    private static JsonSchema schema;

    @BeforeAll
    static void readSchema() throws IOException {
        try (InputStream stream = RouteFilesTest.class.getResourceAsStream("/schema/camelYamlDsl.json")) {
            schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(stream);
        }
    }

    static Stream<Path> files() throws IOException {
        return Files.list(FOLDER).sorted();
    }

    @Test
    void everyFileOfTheFolderIsLoadedAndNoOther() throws IOException {
        assertThat(files().map(file -> file.getFileName().toString().replace(".camel.yaml", "")))
                .containsExactlyInAnyOrderElementsOf(CloudRoutes.FILES);
    }

    @ParameterizedTest
    @MethodSource("files")
    void followsTheSchemaOfTheYamlLanguage(Path file) {
        assertThat(schema.validate(tree(file))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("files")
    void usesOnlyEndpointOptionsThatExist(Path file) {
        endpoints(tree(file), (uri, node) -> {
            Map<String, String> parameters = new HashMap<>();
            node.path("parameters").properties()
                    .forEach(parameter -> parameters.put(parameter.getKey(), parameter.getValue().asText()));
            String full = parameters.isEmpty() ? uri : assembled(uri, parameters);
            EndpointValidationResult result = CATALOG.validateEndpointProperties(full);
            assertThat(result.isSuccess()).as("%s: %s", full, result.summaryErrorMessage(false)).isTrue();
            assertThat(uri).as("options go into parameters").doesNotContain("?");
        });
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyEndpointOutsideHasAnId(Path file) {
        endpoints(tree(file), (uri, node) -> {
            if (!uri.startsWith("direct:")) {
                assertThat(node.path("id").asText()).as("id of %s", node).isNotEmpty();
            }
        });
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyPlaceholderIsASetting(Path file) throws IOException {
        Matcher matcher = PLACEHOLDER.matcher(Files.readString(file));
        List<String> used = new ArrayList<>();
        while (matcher.find()) {
            used.add(matcher.group(1));
        }
        assertThat(used).isSubsetOf(Arrays.stream(Setting.values()).map(Setting::property).toList());
    }

    @Test
    void everyRouteHasADescriptionAndItsOwnIdAndEveryTargetIsARoute() throws IOException {
        Set<String> routes = new HashSet<>();
        Set<String> targets = new HashSet<>();
        files().map(RouteFilesTest::tree).forEach(file -> {
            file.findValues("route").forEach(route -> {
                assertThat(routes.add(route.path("id").asText())).as("only one %s", route.path("id")).isTrue();
                assertThat(route.path("description").asText()).as("description of %s", route.path("id")).isNotBlank();
                assertThat(route.at("/from/parameters/name")).isEqualTo(route.path("id"));
            });
            endpoints(file, (uri, node) -> {
                if (uri.startsWith("direct:")) {
                    targets.add(uri.substring("direct:".length()));
                }
            });
        });
        assertThat(targets).isSubsetOf(routes);
    }

    @Test
    void everyBeanIsBound() throws IOException {
        try (Cloud cloud = new Cloud()) {
            files().map(RouteFilesTest::tree).forEach(file -> Stream.of("ref", "beanName")
                    .flatMap(field -> file.findValuesAsText(field).stream())
                    .forEach(bean -> assertThat(cloud.routes.context().getRegistry().lookupByName(bean)).as(bean).isNotNull()));
        }
    }

    private interface Endpoint {
        void visit(String uri, JsonNode node);
    }

    private static void endpoints(JsonNode node, Endpoint visitor) {
        each(node, found -> {
            if (found.path("uri").isTextual()) {
                visitor.visit(found.path("uri").asText(), found);
            } else if (found.path("to").isTextual()) {
                visitor.visit(found.path("to").asText(), found);
            }
        });
    }

    private static void each(JsonNode node, Consumer<JsonNode> visitor) {
        visitor.accept(node);
        node.forEach(child -> each(child, visitor));
    }

    private static String assembled(String scheme, Map<String, String> parameters) {
        try {
            return CATALOG.asEndpointUri(scheme, parameters, false);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(scheme, e);
        }
    }

    private static JsonNode tree(Path file) {
        try {
            return JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
