// SPDX-License-Identifier: Apache-2.0
package org.hybridface.messages;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The answers that lie in the shadow {@link Topics#SHADOW} for a device.
 *
 * @param version  the shadow's version; grows with every update
 * @param answers  the readable answers by {@link DeviceKey}, or by the id of an erasure
 * @param unusable keys under which something lies that is no answer; to be taken out as well, or they block the mailbox
 * @param traces   how long the cloud took, by the same, for the answers that say so
 */
public record Mailbox(long version, Map<String, Answer> answers, List<String> unusable, Map<String, Trace> traces) {

    /** Answers that say nothing of how long the cloud took. */
    public Mailbox(long version, Map<String, Answer> answers, List<String> unusable) {
        this(version, answers, unusable, Map.of());
    }

    /**
     * Reads {@code update/delta}.
     *
     * @throws InvalidMessageException when it is no shadow document
     */
    public static Mailbox fromDelta(byte[] json) {
        JsonNode node = Json.parseObject(json, "the shadow delta");
        return read(node, node.path("state"));
    }

    /**
     * Reads {@code get/accepted}.
     *
     * @throws InvalidMessageException when it is no shadow document
     */
    public static Mailbox fromGetAccepted(byte[] json) {
        JsonNode node = Json.parseObject(json, "the shadow");
        return read(node, node.path("state").path("desired"));
    }

    private static Mailbox read(JsonNode document, JsonNode state) {
        if (!document.path("version").isIntegralNumber() || !document.path("version").canConvertToLong()) {
            throw new InvalidMessageException("'version' is missing in the shadow document");
        }
        Map<String, Answer> answers = new LinkedHashMap<>();
        List<String> unusable = new ArrayList<>();
        Map<String, Trace> traces = new LinkedHashMap<>();
        state.path("faces").fields().forEachRemaining(entry -> {
            try {
                Answer answer = Answer.fromNode(entry.getValue());
                answers.put(answer instanceof Answer.Erased ? FaceId.require(entry.getKey()) : DeviceKey.require(entry.getKey()), answer);
                Trace.beside(entry.getValue()).ifPresent(trace -> traces.put(entry.getKey(), trace));
            } catch (InvalidMessageException e) {
                unusable.add(entry.getKey());
            }
        });
        return new Mailbox(document.get("version").longValue(), answers, List.copyOf(unusable), traces);
    }
}
