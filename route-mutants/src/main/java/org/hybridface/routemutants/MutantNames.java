// SPDX-License-Identifier: Apache-2.0
package org.hybridface.routemutants;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.hybridface.routecheck.Place;
import org.hybridface.routecheck.RouteFile;

/** Names places of a route file so that a person finds them and edits elsewhere do not change them: by ids, not by lines. Immutable. */
final class MutantNames {

    private final RouteFile file;

    MutantNames(RouteFile file) {
        this.file = file;
    }

    /** For example {@code outbox-to-cloud/ask-cloud qos}. */
    String of(Place place) {
        List<String> ids = new ArrayList<>();
        JsonPointer pointer = JsonPointer.compile(place.pointer());
        // From the item of the file down to the place itself.
        for (JsonPointer at : ancestors(pointer)) {
            String id = id(file.tree().at(at));
            if (!id.isEmpty() && (ids.isEmpty() || !ids.get(ids.size() - 1).equals(id))) {
                ids.add(id);
            }
        }
        String where = ids.isEmpty() ? "" : ids.size() == 1 ? ids.get(0) : ids.get(0) + "/" + ids.get(ids.size() - 1);
        return (where + " " + what(place)).strip();
    }

    private static List<JsonPointer> ancestors(JsonPointer pointer) {
        List<JsonPointer> all = new ArrayList<>(Stream.iterate(pointer, at -> at != null && !at.matches(), JsonPointer::head).toList());
        Collections.reverse(all);
        return all;
    }

    private static String id(JsonNode node) {
        return node.path("id").asText("");
    }

    /** The word of an option or block; the step in a list of steps. */
    private static String what(Place place) {
        if (!place.key().isEmpty() && place.owner().isEmpty()) {
            // The condition of a case: its neighbours have the same word.
            return (place.key() + " " + summary(place.value())).strip();
        }
        if (!place.key().isEmpty()) {
            return place.owner().equals("parameters") ? place.key() : place.owner() + "." + place.key();
        }
        if (place.value().isTextual()) {
            String name = place.text();
            return place.owner() + " " + name.substring(name.lastIndexOf('.') + 1);
        }
        return place.owner().equals("steps") ? step(place.value()) : (place.owner() + " " + summary(unwrapped(place))).strip();
    }

    /** An item such as {@code - onException: ...} repeats the word of its list. */
    private static JsonNode unwrapped(Place place) {
        return place.value().path(place.owner()).isObject() ? place.value().path(place.owner()) : place.value();
    }

    private static String step(JsonNode step) {
        if (!step.fieldNames().hasNext()) {
            return "step";
        }
        String word = step.fieldNames().next();
        JsonNode content = step.path(word);
        return ("step " + word + " " + summary(content)).strip();
    }

    /** What tells it from its neighbours. */
    private static String summary(JsonNode content) {
        if (content.isTextual()) {
            return content.asText();
        }
        return Stream.of(content.path("id"), content.path("name"), content.at("/exception/0"), content.path("simple"), content.at("/method/method"),
                content.path("method"), content.path("uri")).filter(JsonNode::isTextual).map(JsonNode::asText).findFirst().orElse("");
    }
}
