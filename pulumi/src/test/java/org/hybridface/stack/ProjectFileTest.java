package org.hybridface.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
        Set<String> read = Pattern.compile("(?:config\\.get\\w*\\(|(?:strings|path)\\(config, )\"([a-z-]+)\"")
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

    @Test
    void theTwoStacksDoNotMeetInOneRegion() throws IOException {
        assertThat(region("Pulumi.dev.yaml")).isNotEqualTo(region("Pulumi.prod.yaml"));
    }

    private static Object region(String file) throws IOException {
        return ((Map<?, ?>) read(file).get("config")).get("aws:region");
    }
}
