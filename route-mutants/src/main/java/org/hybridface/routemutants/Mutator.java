// SPDX-License-Identifier: Apache-2.0
package org.hybridface.routemutants;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hybridface.routecheck.Place;
import org.hybridface.routecheck.RouteFile;

/**
 * Makes all mutants of a route file: a step, a case or a handler is removed; a yes becomes a no; a condition always or never holds; a number becomes
 * 0; an option of a component or a step is removed; a placeholder is its default whatever is configured; a topic is another. What only says
 * something (ids, descriptions, the words and levels of log lines) stays as it is. Pure; thread safe.
 */
final class Mutator {

    /** Lists whose items can be missing: in each of them a missing item is a file that may start. */
    private static final Set<String> LISTS = Set.of("steps", "when", "onException", "doCatch", "exception");

    /** Blocks that can be missing. */
    private static final Set<String> BLOCKS = Set.of("otherwise", "onWhen", "errorHandler", "redeliveryPolicy", "completionEager");

    /** What asks its condition before its steps; a case of a choice has no word of its own. */
    private static final Set<String> ASKING = Set.of("", "filter", "onWhen");
    private static final String LOOP = "loop";
    private static final Set<String> LANGUAGES = Set.of("simple", "method", "constant", "exchangeProperty", "header", "variable");

    /** What is said, and what names the parts: without these a file does not start, or only its drawing changes. */
    private static final Set<String> WORDS = Set.of("id", "description", "note", "uri", "name", "ref", "method", "beanName", "type", "expression", "message",
            "loggingLevel", "logName", "timerName", "simple", "constant", "exchangeProperty", "header", "variable");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([\\w.-]+)}}");
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private final RouteFile file;
    private final Map<String, String> options;
    private final MutantNames names;
    private final Map<String, Integer> sameName = new HashMap<>();
    private final List<Mutant> mutants = new ArrayList<>();

    private Mutator(RouteFile file, Map<String, String> options) {
        this.file = file;
        this.options = options;
        this.names = new MutantNames(file);
    }

    /** @param options the defaults of what the file may use as {@code {{name}}} */
    static List<Mutant> mutants(RouteFile file, Map<String, String> options) {
        Mutator mutator = new Mutator(file, options);
        Place.each(file.tree(), mutator::change);
        return List.copyOf(mutator.mutants);
    }

    private void change(Place place) {
        if (place.parent() instanceof ArrayNode list) {
            boolean lastCause = place.owner().equals("exception") && list.size() == 1;
            if (LISTS.contains(place.owner()) && !lastCause) {
                remove(place);
            }
        } else if (BLOCKS.contains(place.key()) && place.value().isObject()) {
            remove(place);
        } else if (LANGUAGES.contains(place.key()) && ASKING.contains(place.owner())) {
            replace(place, "never", parent -> condition(parent, place.key(), "false"));
            replace(place, "always", parent -> condition(parent, place.key(), "true"));
        } else if (LANGUAGES.contains(place.key()) && place.owner().equals(LOOP)) {
            replace(place, "never", parent -> condition(parent, place.key(), "false"));
        } else if (place.value().isValueNode()) {
            changeValue(place);
        }
    }

    private void changeValue(Place place) {
        String text = place.text();
        if (text.equals("true") || text.equals("false")) {
            replace(place, text + " turned", parent -> putAlike(place, parent, Boolean.toString(text.equals("false"))));
        } else if (NUMBER.matcher(text).matches()) {
            String other = text.equals("0") ? "1" : "0";
            replace(place, text + " is " + other, parent -> putAlike(place, parent, other));
        } else if (!WORDS.contains(place.key())) {
            remove(place);
        }
        if (place.key().equals("topic")) {
            replace(place, "another", parent -> parent.put(place.key(), text + "x"));
        }
        ignoreOptions(place);
    }

    /** A word in quotes where a number or a yes stood would be refused for that alone. */
    private static void putAlike(Place place, ObjectNode parent, String value) {
        if (place.value().isTextual()) {
            parent.put(place.key(), value);
        } else if (place.value().isBoolean()) {
            parent.put(place.key(), Boolean.parseBoolean(value));
        } else {
            parent.put(place.key(), Long.parseLong(value));
        }
    }

    /** As if the option had been forgotten, and its default written instead. */
    private void ignoreOptions(Place place) {
        Matcher placeholder = PLACEHOLDER.matcher(place.text());
        while (placeholder.find()) {
            String fixed = options.getOrDefault(placeholder.group(1), "");
            String whole = placeholder.group();
            if (!fixed.isEmpty()) {
                replace(place, whole + " is always " + fixed, parent -> parent.put(place.key(), place.text().replace(whole, fixed)));
            }
        }
    }

    private static void condition(ObjectNode parent, String language, String value) {
        parent.remove(language);
        parent.put("constant", value);
    }

    private void remove(Place place) {
        String last = place.pointer().substring(place.pointer().lastIndexOf('/') + 1);
        add(place, "removed", tree -> {
            JsonNode parent = parent(tree, place);
            if (parent instanceof ArrayNode list) {
                list.remove(Integer.parseInt(last));
            } else {
                ((ObjectNode) parent).remove(place.key());
            }
        });
    }

    private void replace(Place place, String what, Consumer<ObjectNode> change) {
        add(place, what, tree -> change.accept((ObjectNode) parent(tree, place)));
    }

    private static JsonNode parent(JsonNode tree, Place place) {
        return tree.at(JsonPointer.compile(place.pointer()).head());
    }

    private void add(Place place, String what, Consumer<JsonNode> change) {
        JsonNode tree = file.tree().deepCopy();
        change.accept(tree);
        String name = names.of(place) + " " + what;
        int number = sameName.merge(name, 1, Integer::sum);
        mutants.add(new Mutant(file.name().replace(RouteFile.SUFFIX, ""), file.line(place.pointer()), number == 1 ? name : name + " (" + number + ")",
                tree.toPrettyString()));
    }
}
