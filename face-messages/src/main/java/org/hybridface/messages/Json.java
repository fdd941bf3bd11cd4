// SPDX-License-Identifier: Apache-2.0
package org.hybridface.messages;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** The one JSON mapper of all messages, and the checks every parser needs. Thread safe. */
final class Json {

    static final ObjectMapper MAPPER = JsonMapper.builder()
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            // A field said twice is read one way here and another way there, and whoever checked it may have read the other.
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {
    }

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a JSON tree cannot fail to serialise", e);
        }
    }

    static JsonNode parseObject(byte[] json, String what) {
        JsonNode node;
        try {
            node = MAPPER.readTree(json);
        } catch (IOException e) {
            throw new InvalidMessageException(what + " is not JSON, one object with each field once");
        }
        if (node == null || !node.isObject()) {
            throw new InvalidMessageException(what + " is not a JSON object");
        }
        return node;
    }

    static void requireVersion(JsonNode version, int expected) {
        if (!version.isIntegralNumber() || !version.canConvertToInt() || version.intValue() != expected) {
            throw new InvalidMessageException("'version' is not " + expected);
        }
    }

    /** Where no version was asked for before it counted. */
    static void requireVersionIfAny(JsonNode version, int expected) {
        if (!version.isMissingNode()) {
            requireVersion(version, expected);
        }
    }

    static String requiredText(JsonNode node, String field) {
        return text(node, field).orElseThrow(() -> new InvalidMessageException("'" + field + "' is missing or not a text"));
    }

    static Optional<String> text(JsonNode node, String field) {
        JsonNode value = node.get(field);
        return value != null && value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
    }
}
