// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.hybridface.messages.InvalidMessageException;

/** The one JSON mapper of the Lambda. Thread safe. */
public final class Json {

    public static final ObjectMapper MAPPER = JsonMapper.builder()
            // A field said twice is read one way here and another way there, and whoever checked it may have read the other.
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {
    }

    /** @throws InvalidMessageException when the bytes are not JSON, or an object says a field twice */
    public static JsonNode parse(byte[] json) {
        try {
            return MAPPER.readTree(json);
        } catch (IOException e) {
            throw new InvalidMessageException("the event is not JSON, one object with each field once");
        }
    }

    public static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a JSON tree cannot fail to serialise", e);
        }
    }
}
