package org.hybridface.local.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.catalog.EndpointValidationResult;
import org.hybridface.local.Stack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The local route files, checked without running them: schema, endpoint options, placeholders, rules of the stack. */
class RuleRouteFilesTest {

    private static final Path FOLDER = Path.of(System.getProperty("routes.dir"), "local");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^}]+)}}");
    private static final CamelCatalog CATALOG = new DefaultCamelCatalog();

    static Stream<Path> files() throws IOException {
        return Files.list(FOLDER).sorted();
    }

    @Test
    void everyFileOfTheFolderIsLoadedAndNoOther() throws IOException {
        assertThat(files().map(file -> file.getFileName().toString().replace(".camel.yaml", "")))
                .containsExactlyInAnyOrderElementsOf(RuleRoutes.ROUTES);
    }

    @ParameterizedTest
    @MethodSource("files")
    void followsTheSchemaOfTheYamlLanguage(Path file) throws IOException {
        try (InputStream schema = RuleRouteFilesTest.class.getResourceAsStream("/schema/camelYamlDsl.json")) {
            assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(schema).validate(tree(file))).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyEndpointHasAnIdAndOnlyOptionsThatExist(Path file) throws IOException {
        for (JsonNode endpoint : tree(file).findParents("uri")) {
            Map<String, String> parameters = new HashMap<>();
            endpoint.path("parameters").fields().forEachRemaining(entry -> parameters.put(entry.getKey(), entry.getValue().asText()));
            EndpointValidationResult result = CATALOG.validateEndpointProperties(uri(endpoint, parameters));
            assertThat(result.isSuccess()).as(result.summaryErrorMessage(false)).isTrue();
            assertThat(endpoint.path("id").asText()).as("id of %s", endpoint).isNotEmpty();
        }
    }

    @Test
    void theRoutesListenToEveryRuleOfTheStackAndToNoOther() throws IOException {
        Set<String> listened = files().flatMap(RuleRouteFilesTest::placeholders).filter(name -> name.startsWith("rule."))
                .map(name -> name.replaceAll("rule\\.(.*)\\.topic", "$1")).collect(Collectors.toSet());
        List<String> rules = Stack.packed().rules().stream().map(Stack.Rule::name).toList();
        assertThat(listened).containsExactlyInAnyOrderElementsOf(rules);
    }

    private static Stream<String> placeholders(Path file) {
        try {
            return PLACEHOLDER.matcher(Files.readString(file)).results().map(found -> found.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String uri(JsonNode endpoint, Map<String, String> parameters) {
        try {
            return CATALOG.asEndpointUri(endpoint.path("uri").asText(), parameters, false);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(endpoint.toString(), e);
        }
    }

    private static JsonNode tree(Path file) throws IOException {
        return new ObjectMapper().valueToTree(new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file)));
    }
}
