// SPDX-License-Identifier: Apache-2.0
package org.hybridface.routecheck;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An endpoint as a route names it, in either form: {@code to: "direct:x?block=false"}, or {@code uri} with {@code parameters}.
 *
 * @param step       the word in front of it, for example {@code from}, {@code to} or {@code wireTap}
 * @param uri        as written, options in short form included
 * @param parameters as written; empty in the short form
 * @param pointer    the place of the URI
 * @param base       the place of the object with {@code uri} and {@code parameters}, or of the short form
 * @param id         empty when it has none
 * @param description empty when it has none
 */
public record EndpointUse(String step, String uri, Map<String, String> parameters, String pointer, String base, String id,
                          String description) {

    /** Steps whose text is a URI. */
    private static final Set<String> SHORT_FORM = Set.of("from", "to", "toD", "poll");

    /** Keys whose content is somebody else's, where "uri" and "to" may mean anything. */
    private static final Set<String> FOREIGN = Set.of("parameters", "properties", "beans");

    /** All endpoints of an entry, from top to bottom. */
    public static List<EndpointUse> in(RouteFile.Entry entry) {
        List<EndpointUse> found = new ArrayList<>();
        Place.each(entry.tree(), place -> {
            if (isForeign(place.pointer()) || !place.value().isTextual()) {
                return;
            }
            JsonNode parent = place.parent();
            String pointer = entry.pointer() + place.pointer();
            if (place.key().equals("uri")) {
                found.add(new EndpointUse(place.owner(), place.text(), parameters(parent), pointer,
                        pointer.substring(0, pointer.length() - "/uri".length()), parent.path("id").asText(""),
                        parent.path("description").asText("")));
            } else if (SHORT_FORM.contains(place.key())) {
                found.add(new EndpointUse(place.key(), place.text(), Map.of(), pointer, pointer, "", ""));
            }
        });
        return found;
    }

    /** Whether what stands there is somebody else's. */
    static boolean isForeign(String pointer) {
        return FOREIGN.stream().anyMatch(word -> pointer.contains("/" + word + "/"));
    }

    private static Map<String, String> parameters(JsonNode endpoint) {
        Map<String, String> parameters = new LinkedHashMap<>();
        endpoint.path("parameters").properties().forEach(field -> parameters.put(field.getKey(), field.getValue().asText()));
        return parameters;
    }

    public boolean isFrom() {
        return step.equals("from");
    }

    /** The component's name; with a placeholder in front, the placeholder. */
    public String scheme() {
        return uri.split("[:?]", 2)[0];
    }

    /** What follows the component's name, without options; by its {@code parameters} map when the URI has nothing there. */
    public String path(String parameter) {
        String[] parts = uri.split(":", 2);
        String path = parts.length > 1 ? parts[1].split("\\?", 2)[0] : "";
        return path.isEmpty() ? parameters.getOrDefault(parameter, "") : path.startsWith("//") ? path.substring(2) : path;
    }

    /** An option in either form; empty when it is not given. */
    public String option(String name) {
        if (parameters.containsKey(name)) {
            return parameters.get(name);
        }
        int query = uri.indexOf('?');
        if (query >= 0) {
            for (String pair : uri.substring(query + 1).split("&")) {
                if (pair.startsWith(name + "=")) {
                    return pair.substring(name.length() + 1);
                }
            }
        }
        return "";
    }
}
