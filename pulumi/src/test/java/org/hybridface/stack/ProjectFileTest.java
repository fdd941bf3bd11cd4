// SPDX-License-Identifier: Apache-2.0
package org.hybridface.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** Pulumi.yaml and its stacks say what the program does. */
class ProjectFileTest {

    private static final Path FOLDER = Path.of("..");

    private static Map<String, Object> read(String file) throws IOException {
        return new Yaml().load(Files.readString(FOLDER.resolve(file)));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> config() throws IOException {
        return (Map<String, Map<String, Object>>) read("Pulumi.yaml").get("config");
    }

    @Test
    void theProjectRunsThisProgram() throws IOException {
        Map<String, Object> project = read("Pulumi.yaml");

        assertThat(project).containsEntry("name", Settings.PROJECT).containsEntry("runtime", "java")
                .containsEntry("main", "pulumi");
        assertThat(Path.of("").toAbsolutePath().getFileName()).hasToString("pulumi");
    }

    @Test
    void everyDefaultOfTheFileIsTheDefaultOfTheProgram() throws IOException {
        Map<String, String> given = new LinkedHashMap<>();
        config().forEach((key, option) -> given.put(key, OrderedJson.text(option.get("default"))));

        String[] asText = given.entrySet().stream()
                .flatMap(entry -> Stream.of(entry.getKey(), unquoted(entry.getValue())))
                .toArray(String[]::new);

        assertThat(SomeSettings.with(asText)).isEqualTo(SomeSettings.defaults());
    }

    private static String unquoted(String json) {
        return json.startsWith("\"") ? json.substring(1, json.length() - 1) : json;
    }

    @Test
    void theFileDescribesExactlyTheKeysTheProgramReads() throws IOException {
        Set<String> read = Pattern.compile("read\\.\\w+\\(\"([a-z-]+)\"")
                .matcher(Files.readString(Path.of("src/main/java/org/hybridface/stack/Settings.java")))
                .results().map((MatchResult match) -> match.group(1)).collect(Collectors.toSet());

        assertThat(config().keySet()).isEqualTo(read);
        assertThat(config()).allSatisfy((key, option) -> assertThat((String) option.get("description")).isNotBlank());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Pulumi.dev.yaml", "Pulumi.prod.yaml"})
    void aStackUsesOnlyKeysThatExistAndValuesThatWork(String file) throws IOException {
        @SuppressWarnings("unchecked")
        Map<String, Object> values = (Map<String, Object>) read(file).get("config");

        assertThat(values.get("aws:region")).as("aws:region takes a plain value only").isInstanceOf(String.class);
        Region.require(Optional.of((String) values.get("aws:region")));
        String prefix = Settings.PROJECT + ":";
        Set<String> described = config().keySet();
        String[] asText = values.entrySet().stream()
                .filter(entry -> !entry.getKey().startsWith("aws:"))
                .peek(entry -> assertThat(described).contains(entry.getKey().substring(prefix.length())))
                .flatMap(entry -> Stream.of(entry.getKey().substring(prefix.length()),
                        unquoted(OrderedJson.text(entry.getValue()))))
                .toArray(String[]::new);
        assertThat(Graph.of(SomeSettings.with(asText)).resources()).isNotEmpty();
    }

    /**
     * {@code pulumi stack init} and {@code pulumi config set} write the file anew: every single value as text, keys in order, two spaces
     * (Pulumi CLI, {@code config.Value.MarshalYAML} and {@code yamlutil.Edit}, which keeps comments). Written so from the start, the
     * committed file stays as it is.
     */
    @ParameterizedTest
    @ValueSource(strings = {"Pulumi.dev.yaml", "Pulumi.prod.yaml"})
    void aStackIsWrittenAsTheCommandLineWritesIt(String file) throws IOException {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setIndent(4);
        options.setIndicatorIndent(2);
        options.setWidth(Integer.MAX_VALUE);
        Map<String, Object> asWritten = new TreeMap<>();
        ((Map<?, ?>) read(file).get("config")).forEach((key, value) ->
                asWritten.put((String) key, value instanceof List<?> ? value : String.valueOf(value)));
        String members = new Yaml(options).dump(asWritten).replace("'", "\"").indent(2);

        assertThat(Files.readString(FOLDER.resolve(file)).replaceFirst("(?s)^(#[^\n]*\n)+", ""))
                .isEqualTo("config:\n" + members);
    }

    @Test
    void theTwoStacksDoNotMeetInOneRegion() throws IOException {
        assertThat(region("Pulumi.dev.yaml")).isNotEqualTo(region("Pulumi.prod.yaml"));
    }

    private static Object region(String file) throws IOException {
        return ((Map<?, ?>) read(file).get("config")).get("aws:region");
    }
}
