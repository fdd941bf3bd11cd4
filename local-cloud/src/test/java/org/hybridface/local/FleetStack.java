// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hybridface.local.stack.Stack;

/** The packed stack with more devices, each as the second one is. */
final class FleetStack {

    private static final String SECOND = "camera-2";

    private FleetStack() {
    }

    static Stack of(int devices) throws IOException {
        try (InputStream in = Stack.class.getResourceAsStream("/stack.json")) {
            List<String> more = IntStream.rangeClosed(3, devices).mapToObj(number -> "camera-" + number).toList();
            JsonNode graph = new ObjectMapper().readTree(in);
            grow(graph, more);
            return Stack.read(graph);
        }
    }

    /** What names the second device alone comes once more for each of the others; a list of things in one text grows. */
    private static void grow(JsonNode node, List<String> things) throws IOException {
        if (node instanceof ArrayNode array) {
            for (JsonNode element : elements(array)) {
                if (isOfSecond(element)) {
                    for (String thing : things) {
                        array.add(new ObjectMapper().readTree(element.toString().replace(SECOND, thing)));
                    }
                } else {
                    grow(element, things);
                }
            }
        } else if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : new ArrayList<>(object.properties())) {
                if (field.getValue().isTextual() && field.getValue().asText().contains("," + SECOND)) {
                    object.set(field.getKey(), TextNode.valueOf(field.getValue().asText() + things.stream().map(thing -> "," + thing).collect(Collectors.joining())));
                } else {
                    grow(field.getValue(), things);
                }
            }
        }
    }

    private static List<JsonNode> elements(ArrayNode array) {
        List<JsonNode> elements = new ArrayList<>();
        array.forEach(elements::add);
        return elements;
    }

    private static boolean isOfSecond(JsonNode element) {
        return element.isTextual() ? element.asText().contains(SECOND) : element.path("name").asText().equals(SECOND);
    }
}
