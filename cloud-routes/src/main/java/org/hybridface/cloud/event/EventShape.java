package org.hybridface.cloud.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Optional;
import org.hybridface.messages.EnrolPerson;
import org.hybridface.messages.Topics;

/** The events this function knows, told apart by their shape, because one function serves rule, stream and direct invoke. */
public enum EventShape {

    /** From the IoT rule: an unknown face. */
    NEW_FACE("new-face"),
    /** From the IoT rule: a person at a device names a face. */
    NAME_PERSON("name-person"),
    /** Direct invoke: a labelled photo. */
    ENROL_PERSON("enrol-person"),
    /** From the table's stream: items changed. */
    NAME_CHANGED("name-changed");

    private final String route;

    EventShape(String route) {
        this.route = route;
    }

    /** The id of the route that handles it. */
    public String route() {
        return route;
    }

    /** Empty when the bytes are no JSON object or of no known shape. */
    public static Optional<EventShape> of(byte[] json) {
        JsonNode node;
        try {
            node = Json.MAPPER.readTree(json);
        } catch (IOException e) {
            return Optional.empty();
        }
        if (node == null || !node.isObject()) {
            return Optional.empty();
        }
        if (node.path("Records").path(0).path("eventSource").asText().equals("aws:dynamodb")) {
            return Optional.of(NAME_CHANGED);
        }
        if (node.path("action").asText().equals(EnrolPerson.ACTION)) {
            return Optional.of(ENROL_PERSON);
        }
        if (node.path("thing").isTextual()) {
            return switch (node.path("topic").asText()) {
                case Topics.NEW_FACE -> Optional.of(NEW_FACE);
                case Topics.NAME -> Optional.of(NAME_PERSON);
                default -> Optional.empty();
            };
        }
        return Optional.empty();
    }
}
