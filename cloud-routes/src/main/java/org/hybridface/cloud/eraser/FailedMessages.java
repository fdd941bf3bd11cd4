// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.eraser;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.hybridface.cloud.erasure.Traces;
import org.hybridface.cloud.event.Json;
import org.hybridface.messages.DeviceKey;
import org.hybridface.messages.InvalidMessageException;

/** Whether a message of the failure queue is about a person: it names one of the ids, or is what a device sent of one of its keys of the person. Pure. */
public final class FailedMessages {

    private FailedMessages() {
    }

    public static boolean isOf(String body, Traces traces) {
        if (traces.isIn(body)) {
            return true;
        }
        JsonNode record = parse(body);
        Optional<String> original = Optional.of(record.path("base64OriginalPayload")).filter(JsonNode::isTextual).flatMap(text -> decoded(text.asText()));
        if (original.filter(traces::isIn).isPresent()) {
            return true;
        }
        JsonNode event = original.map(FailedMessages::parse).orElse(record.path("requestPayload"));
        String thing = original.isPresent() ? record.path("clientId").asText() : event.path("thing").asText();
        Optional<String> incarnation = Optional.of(event.path("incarnation").asText()).filter(life -> !life.isEmpty());
        return traces.sightings().contains(thing + "#" + DeviceKey.text(event.path("id").asText(), incarnation));
    }

    private static JsonNode parse(String text) {
        try {
            return Json.parse(text.getBytes(StandardCharsets.UTF_8));
        } catch (InvalidMessageException e) {
            return Json.MAPPER.createObjectNode();
        }
    }

    private static Optional<String> decoded(String base64) {
        try {
            return Optional.of(new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
