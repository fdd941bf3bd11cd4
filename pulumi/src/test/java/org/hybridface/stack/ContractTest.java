// SPDX-License-Identifier: Apache-2.0
package org.hybridface.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hybridface.stack.Elsewhere.present;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipFile;
import org.hybridface.stack.Graph.Declared;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;

/**
 * What the graph promises to the other modules, and they to the graph. They are read as files, because this module depends on
 * none of them.
 */
class ContractTest {

    private static final Path ROOT = Path.of("..");
    private static final Path MESSAGES = ROOT.resolve("face-messages/src/main/java/org/hybridface/messages");
    private static final Path CLOUD = ROOT.resolve("cloud-routes/src/main/java/org/hybridface/cloud");
    private static final Path EDGE_ROUTES = ROOT.resolve("src/main/resources/routes/edge");
    private static final Path CLOUD_ROUTES = ROOT.resolve("src/main/resources/routes/cloud");

    /** Variables of the platform and the SDK, which cloud-routes does not read itself. */
    private static final Set<String> PLATFORM = Set.of("AWS_ENDPOINT_URL_IOT_DATA_PLANE", "JAVA_TOOL_OPTIONS");

    private final Graph graph = Graph.of(SomeSettings.with("devices-may-name", "true", "people", "[\"Ada\"]",
            "fleet-keys", SomeSettings.FLEET_KEY));

    private static String read(Path file) throws IOException {
        return Files.readString(present(file, "a file of another module"));
    }

    private static String constant(Path file, String name) throws IOException {
        Matcher matcher = Pattern.compile("\\b" + name + " = \"?([^\";]+)\"?;").matcher(read(file));
        assertThat(matcher.find()).as("%s has the constant %s", file, name).isTrue();
        return matcher.group(1);
    }

    @Test
    void theTopicsAreThoseOfTheMessages() throws IOException {
        Path topics = MESSAGES.resolve("Topics.java");

        assertThat(DeviceTopics.NEW_FACE).isEqualTo(constant(topics, "NEW_FACE"));
        assertThat(DeviceTopics.NAME).isEqualTo(constant(topics, "NAME"));
        assertThat(DeviceTopics.ERASE).isEqualTo(constant(topics, "ERASE"));
        assertThat(DeviceTopics.ERASED).isEqualTo(constant(topics, "ERASED"));
        assertThat(DeviceTopics.RECEIPT_PREFIX).isEqualTo(constant(topics, "RECEIPT_PREFIX"));
        assertThat(DeviceTopics.SEEN).isEqualTo(constant(topics, "SEEN"));
        assertThat(DeviceTopics.KNOWN_PREFIX).isEqualTo(constant(topics, "KNOWN_PREFIX"));
        assertThat(DeviceTopics.INFERENCE).isEqualTo(constant(topics, "INFERENCE"));
        assertThat(DeviceTopics.VISIT).isEqualTo(constant(topics, "VISIT"));
        assertThat(DeviceTopics.SHADOW).isEqualTo(constant(topics, "SHADOW"));
        assertThat(read(topics)).contains("SHADOWS = \"$aws/things/\"").contains("SHADOWS + thing + \"/shadow/name/\" + SHADOW");
    }

    @Test
    void theRulesSayWhoSentIt() {
        assertThat(graph.all("TopicRule")).extracting(rule -> rule.inputs().get("sql")).containsExactly(
                "SELECT version, correction, clientid() AS thing, topic() AS topic FROM 'face_recognition/correct'",
                "SELECT topic(3) AS thing, topic() AS topic FROM '$aws/things/+/shadow/name/faces/update/accepted'"
                        + " WHERE state.reported.applied.version > 0",
                "SELECT version, faceId, by, clientid() AS thing, topic() AS topic FROM 'face_recognition/erase'",
                "SELECT version, erasure, at, gone, clientid() AS thing, topic() AS topic FROM 'face_recognition/erased'",
                "SELECT version, faceId, name, clientid() AS thing, topic() AS topic FROM 'face_recognition/name'",
                "SELECT version, uuid, id, capturedAt, face, quality, incarnation, clientid() AS thing, topic() AS topic"
                        + " FROM 'face_recognition/new'",
                "SELECT version, id, faceId, answerVersion, clientid() AS thing, topic() AS topic FROM 'face_recognition/seen'");
        assertThat(graph.all("TopicRule")).allSatisfy(rule ->
                assertThat(rule.inputs()).containsEntry("sqlVersion", "2016-03-23"));
    }

    @ParameterizedTest
    @CsvSource({"face_recognition_new, NewFace", "face_recognition_name, NameFace", "face_recognition_correct, Correction", "face_recognition_erased, ErasedHere"})
    void aRulePassesOnEveryFieldOfItsMessageAndNoOther(String rule, String message) throws IOException {
        String sql = (String) graph.named("TopicRule", rule).inputs().get("sql");
        Set<String> passed = Pattern.compile("(\\w+)(?=, )").matcher(sql.substring(0, sql.indexOf(", clientid()") + 2)).results()
                .map(match -> match.group(1)).collect(Collectors.toCollection(TreeSet::new));
        String source = read(MESSAGES.resolve(message + ".java"));
        String writer = source.substring(source.indexOf("toJson() {"));
        writer = writer.substring(0, writer.indexOf("\n    }"))
                // What belongs to a nested object is passed on with it.
                .replaceAll("(?s)putObject\\(\"(\\w+)\"\\).*", "put(\"$1\", ");

        assertThat(passed).isEqualTo(fields("put\\(\"(\\w+)\"", writer));
    }

    /** The function believes a caller by its alias: an alias it does not know would be refused, a caller without alias never heard. */
    @Test
    void theAliasesAreTheCallersTheFunctionKnows() throws IOException {
        assertThat(graph.all("Alias").stream().map(alias -> (String) alias.inputs().get("name")).collect(Collectors.toSet()))
                .isEqualTo(fields("(?m)^    [A-Z]+\\(\"(\\w+)\"\\)[,;]", read(CLOUD.resolve("event/Caller.java"))));
    }

    private static Set<String> fields(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void theLambdaGetsTheVariablesItReads() throws IOException {
        Matcher names = Pattern.compile("(?m)^    ([A-Z_]+)\\(\"").matcher(read(CLOUD.resolve("Setting.java")));
        Set<String> known = names.results().map(match -> match.group(1)).collect(Collectors.toCollection(TreeSet::new));

        @SuppressWarnings("unchecked")
        Map<String, String> given = (Map<String, String>) graph.one("Function").block("environment").get("variables");
        Set<String> own = new TreeSet<>(given.keySet());
        own.removeAll(PLATFORM);
        assertThat(own).isEqualTo(known);
        assertThat(given).allSatisfy((name, value) -> assertThat(value).as(name).isNotBlank());
    }

    @Test
    void theZipHoldsTheHandlerAndItsRoutes() throws IOException {
        Declared function = graph.one("Function");
        Path zip = SomeSettings.defaults().lambdaZip();
        assertThat(zip).isEqualTo(Path.of("../cloud-routes/target/cloud-routes.zip"));
        present(zip, "built by 'mvn package -pl cloud-routes -am'");

        String handler = (String) function.inputs().get("handler");
        assertThat(handler).endsWith("::handleRequest");
        String classFile = handler.substring(0, handler.indexOf("::")).replace('.', '/') + ".class";
        try (ZipFile file = new ZipFile(zip.toFile())) {
            List<String> entries = file.stream().map(entry -> entry.getName()).toList();
            assertThat(entries).contains(classFile);
            assertThat(entries).as("libraries lie where AWS looks for them").anyMatch(entry -> entry.matches("lib/[^/]+\\.jar"));
        }
    }

    @Test
    void theHandlerTakesAStream() throws IOException {
        assertThat(read(CLOUD.resolve("FaceHandler.java"))).contains("RequestStreamHandler").contains("handleRequest(");
    }

    @Test
    void theTablesKeyAndItsExpiryAreThoseTheRoutesUse() throws IOException {
        String items = read(CLOUD.resolve("table/Items.java"));
        Declared table = graph.one("Table");

        assertThat(items).contains("\"" + table.inputs().get("hashKey") + "\"")
                .contains("\"" + table.block("ttl").get("attributeName") + "\"");
        assertThat(graph.one("TableItem").document("item").keySet()).contains((String) table.inputs().get("hashKey"));
    }

    @Test
    void aSeededPersonIsEnrolledAsTheMessagesSay() throws IOException {
        assertThat(constant(MESSAGES.resolve("EnrolPerson.java"), "ACTION")).isEqualTo(People.ENROL);
        assertThat(constant(MESSAGES.resolve("NewFace.java"), "VERSION")).isEqualTo(String.valueOf(People.VERSION));
    }

    /** A name that passes here and not there would be a place in the table that no photo ever fills. */
    @Test
    void aNameIsValidByTheRuleOfTheMessages() throws IOException {
        Path rule = MESSAGES.resolve("PersonName.java");

        assertThat(Person.UNSEEN.pattern()).isEqualTo(literal(rule, "UNSEEN = "));
        assertThat(Person.ENDS.pattern()).isEqualTo(literal(rule, "ENDS = Pattern.compile("));
        assertThat(constant(MESSAGES.resolve("Limits.java"), "NAME_CHARACTERS")).isEqualTo(String.valueOf(Person.NAME_CHARACTERS));
        assertThat(literals(rule)).as("every pattern of the rule is compared here").hasSize(2);
    }

    @Test
    void whatADiskPutsBesidePhotosIsToldByTheRuleOfTheDevice() throws IOException {
        String rule = read(ROOT.resolve("face-vision/src/main/java/org/hybridface/vision/PhotoFiles.java"));
        String own = read(Path.of("src/main/java/org/hybridface/stack/Person.java"));

        assertThat(clutter(own)).isEqualTo(clutter(rule)).contains("Thumbs");
    }

    private static String clutter(String source) {
        int start = source.indexOf("CLUTTER = ");
        return source.substring(start, source.indexOf(';', start));
    }

    @Test
    void aDevicesNameIsValidByTheRuleOfTheMessages() throws IOException {
        assertThat(Device.THING.pattern()).isEqualTo(literal(MESSAGES.resolve("ThingName.java"), "NAME = Pattern.compile("));
    }

    /** A text of the source as the compiler reads it. */
    private static String literal(Path file, String before) throws IOException {
        Matcher matcher = Pattern.compile(Pattern.quote(before) + "\"((?:[^\"\\\\]|\\\\.)*)\"\\)?;").matcher(read(file));
        assertThat(matcher.find()).as("%s has '%s' and a text", file, before).isTrue();
        return matcher.group(1).translateEscapes();
    }

    private static List<String> literals(Path file) throws IOException {
        return Pattern.compile("static final (String|Pattern) \\w+ = (?!Pattern\\.compile\\([A-Z])").matcher(read(file)).results()
                .map(match -> match.group()).toList();
    }

    @Test
    void theRoutesReadNothingTheStackDoesNotSet() throws IOException {
        String settings = read(CLOUD.resolve("Setting.java"));
        try (var files = Files.list(present(CLOUD_ROUTES, "the cloud's routes"))) {
            for (Path route : files.filter(file -> file.toString().endsWith(".yaml")).toList()) {
                Pattern.compile("\\{\\{([a-z.]+)[^}]*}}").matcher(Files.readString(route)).results()
                        .forEach(match -> assertThat(settings).as("%s uses {{%s}}", route, match.group(1))
                                .contains("\"" + match.group(1) + "\""));
            }
        }
    }

    @Test
    void theEdgesRoutesUseWhatACameraMayDoAndAllOfIt() throws IOException {
        Set<String> used = new TreeSet<>();
        try (var files = Files.list(present(EDGE_ROUTES, "the edge's routes"))) {
            for (Path route : files.filter(file -> file.toString().endsWith(".yaml")).toList()) {
                topics(new Yaml().load(Files.readString(route)), "publish", used);
            }
        }

        String prefix = "arn:aws:iot:" + FakeAws.REGION + ":" + FakeAws.ACCOUNT + ":";
        Set<String> needed = used.stream().map(prefix::concat).collect(Collectors.toCollection(TreeSet::new));
        assertThat(granted(graph)).isEqualTo(needed);
        // Naming is a right of its own, off unless the stack says otherwise.
        needed.remove(prefix + "topic/face_recognition/name");
        needed.remove(prefix + "topic/face_recognition/correct");
        needed.removeIf(arn -> arn.endsWith("/erase"));
        // So is sharing, which goes with the fleet's key.
        needed.removeIf(arn -> arn.endsWith("/seen") || arn.contains("/known/"));
        assertThat(granted(Graph.of(SomeSettings.defaults()))).isEqualTo(needed);
    }

    /** The topics and filters that a device may publish and subscribe to. */
    private static Set<String> granted(Graph graph) {
        Set<String> granted = new TreeSet<>();
        graph.one("iot/policy:Policy").document("policy").getAsJsonArray("Statement").forEach(statement ->
                statement.getAsJsonObject().getAsJsonArray("Resource").forEach(resource -> granted.add(resource.getAsString())));
        granted.removeIf(arn -> arn.contains(":client/") || (arn.contains(":topic/$aws/") || arn.contains(":topic/face_recognition/receipt/")) && arn.endsWith("/*"));
        // The policy's '*' stands for every filter below, the one with '#' among them.
        return granted.stream().map(arn -> arn.replaceFirst("(:topicfilter/.*/)\\*$", "$1#")).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Collects {@code topic/...} of endpoints that publish and {@code topicfilter/...} of those that subscribe. */
    private static void topics(Object node, String role, Set<String> found) {
        if (node instanceof List<?> list) {
            list.forEach(member -> topics(member, role, found));
        } else if (node instanceof Map<?, ?> map) {
            if ("paho-mqtt5".equals(map.get("uri")) && map.get("parameters") instanceof Map<?, ?> parameters) {
                String topic = ((String) parameters.get("topic")).replace("{{edge.thing}}", "${iot:Connection.Thing.ThingName}");
                found.add((role.equals("from") ? "topicfilter/" : "topic/") + topic);
            }
            map.forEach((key, member) -> topics(member, key.equals("from") || key.equals("steps") ? (String) key : role, found));
        }
    }
}
