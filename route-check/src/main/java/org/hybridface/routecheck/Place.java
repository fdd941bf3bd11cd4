// SPDX-License-Identifier: Apache-2.0
package org.hybridface.routecheck;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One value in a route file.
 *
 * @param pointer where, as {@link RouteFile#line} takes it
 * @param key     the word in front of it; empty for a list's item
 * @param owner   the word in front of the object it belongs to, for example {@code to}; empty for a list's item
 */
public record Place(String pointer, String key, String owner, JsonNode value, JsonNode parent) {

    /** Every value below the root, from top to bottom. */
    public static void each(JsonNode root, Consumer<Place> visitor) {
        each(root, "", "", visitor);
    }

    private static void each(JsonNode node, String pointer, String key, Consumer<Place> visitor) {
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                String place = pointer + "/" + field.getKey().replace("~", "~0").replace("/", "~1");
                visitor.accept(new Place(place, field.getKey(), key, field.getValue(), node));
                each(field.getValue(), place, field.getKey(), visitor);
            }
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                visitor.accept(new Place(pointer + "/" + i, "", key, node.get(i), node));
                each(node.get(i), pointer + "/" + i, "", visitor);
            }
        }
    }

    public String text() {
        return value.asText();
    }
}
