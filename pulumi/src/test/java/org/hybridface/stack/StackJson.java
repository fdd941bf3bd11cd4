// SPDX-License-Identifier: Apache-2.0
package org.hybridface.stack;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.google.gson.JsonSyntaxException;
import com.pulumi.asset.AssetOrArchive;
import com.pulumi.asset.AssetOrArchive.AssetOrArchiveInternal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The recorded resource graph: what this program would create, as a file that people review and the local cloud reads. Its
 * format is described in pulumi/README.md. Run as a program it writes the file.
 */
public final class StackJson {

    /** The stack that is recorded; its settings are those of the local cloud. */
    static final String STACK = "local";

    static final Path FILE = Path.of("../local-cloud/src/main/resources/stack.json");

    /** Only what is another resource with {@code match-by=users}. */
    static final Path USERS_FILE = Path.of("../local-cloud/src/main/resources/stack-users.json");

    private static final String[] MATCHING_USERS = {"match-by", "users"};

    /** Two cameras that may name faces, and two people whose photos come from elsewhere. */
    private static final String[] SETTINGS = {
        "devices", "[\"camera-1\",\"camera-2\"]",
        "devices-may-name", "true",
        "fleet-keys", SomeSettings.FLEET_KEY,
        "people", "[\"Ada\",\"Grace\"]",
        "people-folder", "no-photos-in-the-recorded-stack",
    };

    /** What AWS adds and nobody may commit or review. */
    private static final Set<String> KEPT_OUT = Set.of("privateKey", "certificatePem");

    private static final Pattern SHORT_LIST = Pattern.compile("\\[\\n[^\\[\\]{}]*]");
    private static final int LONGEST_LINE_CHARACTERS = 160;

    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().serializeNulls().setPrettyPrinting().create();

    private StackJson() {
    }

    public static void main(String[] args) throws IOException {
        Files.writeString(FILE, text());
        Files.writeString(USERS_FILE, usersText());
        System.out.println("wrote " + FILE.toAbsolutePath().normalize() + " and " + USERS_FILE.getFileName());
    }

    static String text() {
        Graph graph = graph(SETTINGS);
        Map<String, Object> outputs = new TreeMap<>(graph.outputs());
        outputs.remove("devices");
        outputs.remove("fleetKeys");
        return print(OrderedJson.object(
                "about", "Recorded from the Pulumi program; see pulumi/README.md. Do not edit: change the program and record again.",
                "stack", STACK,
                "account", FakeAws.ACCOUNT,
                "region", FakeAws.REGION,
                "resources", graph.resources().stream().map(StackJson::resource).toList(),
                "outputs", outputs));
    }

    static String usersText() {
        List<Map<String, Object>> faces = graph(SETTINGS).resources().stream().map(StackJson::resource).toList();
        String[] settings = Stream.concat(Stream.of(SETTINGS), Stream.of(MATCHING_USERS)).toArray(String[]::new);
        return print(OrderedJson.object(
                "about", "Recorded from the Pulumi program: the resources that are others than in stack.json with match-by=users. Do not edit.",
                "resources", graph(settings).resources().stream().map(StackJson::resource).filter(resource -> !faces.contains(resource)).toList()));
    }

    private static Graph graph(String... settings) {
        return Graph.of(STACK, context -> App.stack(context, SomeSettings.with(settings)));
    }

    /** Lists of plain values on one line: half as many lines to review. */
    private static String print(Object tree) {
        return SHORT_LIST.matcher(GSON.toJson(tree)).replaceAll(list -> Matcher.quoteReplacement(
                list.group().length() > LONGEST_LINE_CHARACTERS ? list.group() : list.group().replaceAll("\\n\\s*", " ")
                        .replace("[ ", "[").replace(" ]", "]"))) + "\n";
    }

    private static Map<String, Object> resource(Graph.Declared resource) {
        Map<String, Object> added = new TreeMap<>(resource.added());
        added.keySet().removeAll(KEPT_OUT);
        return OrderedJson.object(
                "type", resource.type(),
                "name", resource.name(),
                "inputs", plain(resource.inputs()),
                "added", plain(added));
    }

    /** Sorted keys, whole numbers without a fraction, JSON documents as themselves, files by their path. */
    private static Object plain(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> sorted = new TreeMap<>();
            map.forEach((key, member) -> sorted.put((String) key, plain(member)));
            return sorted;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(StackJson::plain).toList();
        }
        if (value instanceof Double number && number == Math.rint(number)) {
            return number.longValue();
        }
        if (value instanceof AssetOrArchive file) {
            return Map.of("file", AssetOrArchiveInternal.from(file).getValue());
        }
        return value instanceof String text && text.startsWith("{") ? document(text) : value;
    }

    private static Object document(String text) {
        try {
            JsonElement tree = JsonParser.parseString(text);
            return tree.isJsonObject() ? tree : text;
        } catch (JsonSyntaxException e) {
            return text;
        }
    }
}
