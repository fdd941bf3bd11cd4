// SPDX-License-Identifier: Apache-2.0
package org.hybridface.routecheck;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A route file's content as a tree that knows its lines. A place in the tree is a JSON pointer such as {@code /0/route/from}.
 * Immutable.
 */
public final class RouteFile {

    /** Ends the names of all files that hold routes. */
    public static final String SUFFIX = ".camel.yaml";

    /** Stands for the content of a file that is there and cannot be read. */
    static final String UNREADABLE = "\0";

    /** Far above any file a person writes; the largest of this project has 12,000. */
    public static final int MAX_CHARACTERS = 256 * 1024;

    /** Lists and maps inside each other. A step inside a choice inside a split is at 12. */
    private static final int MAX_DEPTH = 100;

    /** Words, lists and maps, each alias counted with all it stands for: a few lines of aliases can stand for billions. */
    private static final int MAX_NODES = 50_000;

    /** What bytes of another encoding become, and what every second byte of UTF-16 is. */
    private static final Pattern STRANGE = Pattern.compile("[\\x{FFFD}\\x{0}]");

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final String name;
    private final String text;
    private final JsonNode tree;
    private final Map<String, Integer> lines = new HashMap<>();
    private int nodes;

    private RouteFile(String name, String text) throws UnreadableRouteFileException {
        this.name = name;
        this.text = text;
        this.tree = read();
    }

    /** @throws UnreadableRouteFileException when the text is no YAML, no list, too large or too deep, or says one thing twice */
    public static RouteFile parse(String name, String text) throws UnreadableRouteFileException {
        return new RouteFile(name, text);
    }

    public String name() {
        return name;
    }

    public String text() {
        return text;
    }

    /** The whole content; an empty list when there is none. */
    public JsonNode tree() {
        return tree;
    }

    /** The line of the key or list item at that place, counted from 1. */
    public int line(String pointer) {
        String place = pointer;
        while (!lines.containsKey(place) && !place.isEmpty()) {
            place = place.substring(0, Math.max(0, place.lastIndexOf('/')));
        }
        return lines.getOrDefault(place, 1);
    }

    public Problem problem(String pointer, String reason) {
        return new Problem(name, line(pointer), reason);
    }

    /** The list's items of that kind, for example {@code route}. */
    public List<Entry> entries(String kind) {
        return entries().stream().filter(entry -> entry.kind().equals(kind)).toList();
    }

    /** The list's items that are of the form {@code - kind: ...}, in their order. */
    public List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < tree.size(); i++) {
            JsonNode item = tree.get(i);
            String pointer = "/" + i;
            item.fieldNames().forEachRemaining(kind -> entries.add(new Entry(kind, item.get(kind), pointer + "/" + kind)));
        }
        return entries;
    }

    /** The same, with each templated route of this file as the route that Camel makes of it, and without the templates. */
    public List<Entry> madeEntries() {
        return Templates.of(this).made();
    }

    /** All routes of the file, those made of a template included. */
    public List<Entry> routes() {
        return madeEntries().stream().filter(entry -> entry.kind().equals("route")).toList();
    }

    /**
     * One item of the file's list.
     *
     * @param kind    for example {@code route}
     * @param pointer where it is in the file
     */
    public record Entry(String kind, JsonNode tree, String pointer) {

        /** Empty when it has none. */
        public String id() {
            return tree.path("id").asText("");
        }
    }

    private JsonNode read() throws UnreadableRouteFileException {
        requireReadable();
        try {
            // The name appears in Camel's parser's own settings, too; comments are not wanted.
            Optional<Node> root = new Compose(LoadSettings.builder().setLabel(name).build()).composeString(text);
            return root.isPresent() ? convertRoot(root.get()) : JSON.arrayNode();
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().or(e::getContextMark).map(Mark::getLine).orElse(0) + 1;
            String where = e.getContext() == null ? "" : " (" + e.getContext().strip() + ")";
            throw new UnreadableRouteFileException(new Problem(name, line, oneLine("this is no YAML: " + e.getProblem() + where
                    + "; look at the indentation and the quotes of this line and the one above")));
        } catch (YamlEngineException e) {
            throw new UnreadableRouteFileException(new Problem(name, 1, oneLine("this is no YAML: " + e.getMessage())));
        }
    }

    /** Before the tree is made, because making it takes a Java stack as deep as the text is nested. */
    private void requireReadable() throws UnreadableRouteFileException {
        if (text.length() > MAX_CHARACTERS) {
            throw new UnreadableRouteFileException(new Problem(name, 1, "this is no route file: it has more than "
                    + MAX_CHARACTERS / 1024 + " KB; divide it, or move it to another folder"));
        }
        if (text.equals(UNREADABLE)) {
            throw new UnreadableRouteFileException(new Problem(name, 1, "this user cannot read it: give the rights, or move it elsewhere"));
        }
        Matcher strange = STRANGE.matcher(text);
        if (strange.find()) {
            int line = 1 + (int) text.substring(0, strange.start()).chars().filter(c -> c == '\n').count();
            throw new UnreadableRouteFileException(new Problem(name, line, "here is something that is no text in UTF-8: save the file as UTF-8"));
        }
        int depth = 0;
        try {
            for (Event event : new Parse(LoadSettings.builder().setLabel(name).build()).parseString(text)) {
                depth += switch (event.getEventId()) {
                    case MappingStart, SequenceStart -> 1;
                    case MappingEnd, SequenceEnd -> -1;
                    default -> 0;
                };
                if (depth > MAX_DEPTH) {
                    throw tooDeep(event.getStartMark().map(Mark::getLine).orElse(0) + 1);
                }
            }
        } catch (YamlEngineException e) {
            // Told with its line when the tree is made.
            return;
        }
    }

    private UnreadableRouteFileException tooDeep(int line) {
        return new UnreadableRouteFileException(new Problem(name, line, "lists and maps are nested deeper than " + MAX_DEPTH
                + ": move steps into a route of their own and call it with direct:"));
    }

    private JsonNode convertRoot(Node root) throws UnreadableRouteFileException {
        if (!(root instanceof SequenceNode)) {
            throw new UnreadableRouteFileException(new Problem(name, line(root), root instanceof MappingNode map && !map.getValue().isEmpty()
                    && map.getValue().get(0).getKeyNode() instanceof ScalarNode word
                    ? "a route file is a list: write '- " + word.getValue() + ":' and indent what follows"
                    : "a route file is a list of items such as '- route:'"));
        }
        return convert(root, "", 1);
    }

    /** @param depth of an alias that stands for the list it is in, without end: so it is counted here once more */
    private JsonNode convert(Node node, String pointer, int depth) throws UnreadableRouteFileException {
        if (depth > MAX_DEPTH) {
            throw tooDeep(line(node));
        }
        if (++nodes > MAX_NODES) {
            throw new UnreadableRouteFileException(new Problem(name, line(node), "aliases (*name) make this file stand for more than "
                    + MAX_NODES + " entries: write it without them"));
        }
        lines.putIfAbsent(pointer, line(node));
        if (node instanceof MappingNode map) {
            return convertMap(map, pointer, depth);
        }
        if (node instanceof SequenceNode list) {
            ArrayNode array = JSON.arrayNode();
            for (Node item : list.getValue()) {
                array.add(convert(item, pointer + "/" + array.size(), depth + 1));
            }
            return array;
        }
        return convertScalar((ScalarNode) node);
    }

    private ObjectNode convertMap(MappingNode map, String pointer, int depth) throws UnreadableRouteFileException {
        ObjectNode object = JSON.objectNode();
        for (NodeTuple pair : map.getValue()) {
            int line = line(pair.getKeyNode());
            if (!(pair.getKeyNode() instanceof ScalarNode key)) {
                throw new UnreadableRouteFileException(new Problem(name, line, "a key must be a word"));
            }
            String word = key.getValue();
            if (object.has(word)) {
                throw new UnreadableRouteFileException(new Problem(name, line, "'" + word + "' is said twice here; the first is in line "
                        + line(pointer + "/" + escape(word))));
            }
            String place = pointer + "/" + escape(word);
            lines.put(place, line);
            object.set(word, convert(pair.getValueNode(), place, depth + 1));
        }
        return object;
    }

    private static JsonNode convertScalar(ScalarNode scalar) {
        String value = scalar.getValue();
        Tag tag = scalar.getTag();
        if (tag.equals(Tag.NULL)) {
            return JSON.nullNode();
        }
        if (tag.equals(Tag.BOOL)) {
            return JSON.booleanNode(Boolean.parseBoolean(value));
        }
        try {
            if (tag.equals(Tag.INT)) {
                return JSON.numberNode(Long.parseLong(value));
            }
            if (tag.equals(Tag.FLOAT)) {
                return JSON.numberNode(Double.parseDouble(value));
            }
        } catch (NumberFormatException e) {
            return JSON.textNode(value);
        }
        return JSON.textNode(value);
    }

    private static int line(Node node) {
        return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
    }

    private static String escape(String word) {
        return word.replace("~", "~0").replace("/", "~1");
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s*\\R\\s*", " ");
    }
}
