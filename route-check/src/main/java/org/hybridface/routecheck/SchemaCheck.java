// SPDX-License-Identifier: Apache-2.0
package org.hybridface.routecheck;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The words and structure of Camel's YAML language, by the schema in Camel's own jar. A schema of alternatives complains about each
 * one that does not fit; here only the innermost complaint is kept, which is the one about what was written.
 */
final class SchemaCheck {

    private static final String SCHEMA = "/schema/camelYamlDsl.json";
    private static final Set<String> ALTERNATIVES = Set.of("oneOf", "anyOf", "allOf", "not", "maxProperties");
    private static final List<String> MOST_TELLING_FIRST = List.of("additionalProperties", "required", "enum", "type");

    private final JsonNode schemaTree;
    private final JsonSchema schema;

    SchemaCheck() {
        try (InputStream in = SchemaCheck.class.getResourceAsStream(SCHEMA)) {
            schemaTree = new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // Camel marks old words with "deprecated", which draft 4 does not know.
        JsonMetaSchema draft4 = JsonMetaSchema.builder(JsonMetaSchema.getV4()).keyword(new NonValidationKeyword("deprecated")).build();
        // Camel's schema refers to itself everywhere: kept, or made ahead, those references take 250 MB, more than a small device has.
        SchemaValidatorsConfig config = SchemaValidatorsConfig.builder().pathType(PathType.JSON_POINTER).locale(Locale.ROOT)
                .cacheRefs(false).preloadJsonSchema(false).build();
        schema = JsonSchemaFactory.builder(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4)).metaSchema(draft4).build()
                .getSchema(schemaTree, config);
    }

    void check(RouteFile file, Consumer<Problem> problems) {
        Map<String, List<ValidationMessage>> byPlace = new TreeMap<>();
        for (ValidationMessage message : schema.validate(file.tree())) {
            byPlace.computeIfAbsent(place(message), key -> new ArrayList<>()).add(message);
        }
        for (int i = 0; i < file.tree().size(); i++) {
            // The schema takes a bare word for an item.
            if (!file.tree().get(i).isObject()) {
                problems.accept(file.problem("/" + i, "'" + file.tree().get(i).asText() + "' is no route: write '- route:'"));
            }
        }
        byPlace.forEach((place, messages) -> {
            boolean innermost = byPlace.keySet().stream().noneMatch(other -> other.startsWith(place + "/"));
            if (innermost) {
                messages.stream().min(Comparator.comparingInt(SchemaCheck::rank)).ifPresent(message ->
                        problems.accept(file.problem(place, reason(message, messages, place))));
            }
        });
    }

    /** A word too many is at its own place, not at that of the object it stands in. */
    private static String place(ValidationMessage message) {
        String object = message.getInstanceLocation().toString();
        return "additionalProperties".equals(message.getType()) ? object + "/" + message.getProperty() : object;
    }

    private static int rank(ValidationMessage message) {
        int rank = MOST_TELLING_FIRST.indexOf(message.getType());
        return rank < 0 ? MOST_TELLING_FIRST.size() + (ALTERNATIVES.contains(message.getType()) ? 1 : 0) : rank;
    }

    private String reason(ValidationMessage message, List<ValidationMessage> all, String place) {
        String owner = place.substring(place.lastIndexOf('/') + 1);
        return switch (message.getType()) {
            case "additionalProperties" -> {
                Set<String> known = new HashSet<>();
                all.forEach(one -> known.addAll(wordsBeside(one)));
                yield "'" + message.getProperty() + "' has no meaning here" + Words.didYouMean(message.getProperty(), known);
            }
            case "required" -> (owner.isEmpty() || owner.matches("\\d+") ? "this" : "'" + owner + "'") + " needs '" + message.getProperty() + "'";
            case "type" -> "'" + owner + "' is of the wrong kind: " + message.getError() + (message.getError().endsWith("string expected") && message.getInstanceNode().isValueNode()
                    ? ". Put it in quotes" : "");
            case "maxProperties" -> "a step has one word before its ':', and here are several: write '- ' before each";
            case "enum" -> "'" + owner + "' is " + message.getInstanceNode() + ", which is none of " + message.getSchemaNode();
            default -> ALTERNATIVES.contains(message.getType()) ? "'" + owner + "' is not written as Camel wants it: " + message.getError()
                    : message.getError();
        };
    }

    /** The words that would have had a meaning where this one has none. */
    private Set<String> wordsBeside(ValidationMessage message) {
        Set<String> words = new HashSet<>();
        String fragment = message.getSchemaLocation().getFragment().toString();
        int end = fragment.lastIndexOf('/');
        if (end >= 0) {
            schemaTree.at(fragment.substring(0, end)).path("properties").fieldNames().forEachRemaining(words::add);
        }
        return words;
    }
}
