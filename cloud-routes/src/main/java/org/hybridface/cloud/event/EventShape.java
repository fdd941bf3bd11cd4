// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import org.hybridface.messages.Correction;
import org.hybridface.messages.EnrolPerson;
import org.hybridface.messages.ErasePerson;
import org.hybridface.messages.InvalidMessageException;
import org.hybridface.messages.Topics;

/**
 * The events this function knows. Who may send one is decided by the {@link Caller}, before anybody looks at what it says; only then the
 * shape tells which of that caller's events it is.
 */
public enum EventShape {

    /** An unknown face. */
    NEW_FACE("new-face", Caller.RULES, event -> isFrom(event, Topics.NEW_FACE)),
    /** A person at a device names a face. */
    NAME_PERSON("name-person", Caller.RULES, event -> isFrom(event, Topics.NAME)),
    /** A person at a device corrects something. */
    CORRECT_AT_DEVICE("correct-person", Caller.RULES, event -> isFrom(event, Topics.CORRECT)),
    /** An operator corrects something; only a device's message says which thing it is from. */
    CORRECT_AS_OPERATOR("correct-person", Caller.OPERATOR,
            event -> event.path("action").asText().equals(Correction.ACTION) && !event.has("topic") && !event.has("thing")),
    /** A device recognised a face by what another had learnt. */
    NOTE_SIGHTING("note-sighting", Caller.RULES, event -> isFrom(event, Topics.SEEN)),
    /** A device took answers out of its mailbox. */
    MAILBOX_EMPTIED("mailbox-emptied", Caller.RULES, EventShape::isFromShadow),
    /** A person at a device wants somebody erased. */
    ERASE_AT_DEVICE("erase-person", Caller.RULES, event -> isFrom(event, Topics.ERASE)),
    /** An operator wants somebody erased. */
    ERASE_AS_OPERATOR("erase-person", Caller.OPERATOR,
            event -> event.path("action").asText().equals(ErasePerson.ACTION) && !event.has("topic") && !event.has("thing")),
    /** A device has erased somebody. */
    NOTE_ERASED("note-erased", Caller.RULES, event -> isFrom(event, Topics.ERASED)),
    /** An operator asks how far an erasure is. */
    RECEIPT("erasure-receipt", Caller.OPERATOR, event -> event.path("action").asText().equals("receipt")),
    /** An operator says that a device is no more. */
    DEVICE_SCRAPPED("device-scrapped", Caller.OPERATOR,
            event -> event.path("action").asText().equals(Scrapped.ACTION) && !event.has("topic") && !event.has("thing")),
    /** An operator asks for all that is held of a person. */
    EXPORT("export-person", Caller.OPERATOR,
            event -> event.path("action").asText().equals(Exporting.ACTION) && !event.has("topic") && !event.has("thing")),
    /** A labelled photo. */
    ENROL_PERSON("enrol-person", Caller.OPERATOR, event -> event.path("action").asText().equals(EnrolPerson.ACTION)),
    /** Items changed. */
    NAME_CHANGED("name-changed", Caller.TABLE,
            event -> event.path("Records").path(0).path("eventSource").asText().equals("aws:dynamodb")),
    /** Collection, table and bucket are to be held against each other. */
    SWEEP("sweep", Caller.SCHEDULE, event -> event.path("action").asText().equals("sweep")),
    /** Events that failed for good come again; each goes the way of its own shape. */
    REDRIVE("", Caller.FAILURES, event -> event.path("Records").path(0).path("eventSource").asText().equals("aws:sqs"));

    private final String route;
    private final Caller caller;
    private final Predicate<JsonNode> shape;

    EventShape(String route, Caller caller, Predicate<JsonNode> shape) {
        this.route = route;
        this.caller = caller;
        this.shape = shape;
    }

    /** The id of the route that handles it; empty for {@link #REDRIVE}. */
    public String route() {
        return route;
    }

    /** Empty when the bytes are not a JSON object, or not of a shape that this caller may send. */
    public static Optional<EventShape> of(Caller caller, byte[] json) {
        JsonNode event;
        try {
            event = Json.parse(json);
        } catch (InvalidMessageException e) {
            return Optional.empty();
        }
        return Arrays.stream(values()).filter(shape -> shape.caller == caller && shape.shape.test(event)).findFirst();
    }

    /** The shadow service alone publishes there, and the rule's SQL reads the thing from the topic. */
    private static boolean isFromShadow(JsonNode event) {
        String thing = event.path("thing").asText();
        return !thing.isEmpty() && event.path("topic").asText().equals(Topics.shadowUpdateAccepted(thing));
    }

    /** The rule's SQL adds both fields, over whatever the device wrote. */
    private static boolean isFrom(JsonNode event, String topic) {
        return event.path("thing").isTextual() && event.path("topic").asText().equals(topic);
    }
}
