// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.redrive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.hybridface.cloud.event.Caller;
import org.hybridface.cloud.event.Json;
import org.hybridface.messages.InvalidMessageException;
import org.hybridface.messages.Topics;

/**
 * An event as it was before it failed.
 *
 * @param caller who called with it; told by Lambda and AWS IoT, which alone may write to the queue
 * @param json   the event
 */
record FailedEvent(Caller caller, byte[] json) {

    /**
     * Reads a message of the failure queue: what Lambda keeps of an asynchronous event (Lambda developer guide, "Retaining records of
     * asynchronous invocations"), the place of records of the table's stream ({@link StreamBatch}), or what a rule keeps of a message it could not hand over (AWS IoT developer guide, "Error handling (error
     * action)").
     *
     * @param stream where such records are
     * @throws InvalidMessageException when it holds no event; the text says what to do
     */
    static FailedEvent parse(String body, TableStream stream) {
        JsonNode record = Json.parse(body.getBytes(StandardCharsets.UTF_8));
        Optional<StreamBatch> batch = StreamBatch.of(record);
        if (batch.isPresent()) {
            return new FailedEvent(Caller.TABLE, stream.read(batch.get()));
        }
        if (record.has("base64OriginalPayload")) {
            return ofRule(record);
        }
        if (!record.path("requestPayload").isObject()) {
            throw new InvalidMessageException("it holds no event");
        }
        Optional<Caller> caller = Caller.of(record.at("/requestContext/functionArn").asText());
        return new FailedEvent(caller.filter(known -> known != Caller.FAILURES)
                .orElseThrow(() -> new InvalidMessageException("nobody knows by which alias its event came")), Json.bytes(record.get("requestPayload")));
    }

    /** The rule's SQL would add both fields, over whatever the device wrote. */
    private static FailedEvent ofRule(JsonNode record) {
        byte[] payload;
        try {
            payload = Base64.getDecoder().decode(record.path("base64OriginalPayload").asText());
        } catch (IllegalArgumentException e) {
            throw new InvalidMessageException("its payload is not base64");
        }
        if (!(Json.parse(payload) instanceof ObjectNode message)) {
            throw new InvalidMessageException("its payload is no JSON object");
        }
        String topic = record.path("topic").asText();
        // What the shadow service publishes is about the thing in the topic; all else comes from the thing itself.
        String thing = topic.startsWith(Topics.SHADOWS) ? topic.split("/")[2] : record.path("clientId").asText();
        return new FailedEvent(Caller.RULES, Json.bytes(message.put("thing", thing).put("topic", topic)));
    }
}
