// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.hybridface.messages.LogValue;

/**
 * What came of an invocation.
 *
 * @param failed  whether the function, or the JVM it ran in, failed
 * @param payload the function's answer, or the error as JSON with {@code errorMessage} and {@code errorType}
 */
public record InvocationResult(boolean failed, byte[] payload) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static InvocationResult success(byte[] payload) {
        return new InvocationResult(false, payload);
    }

    /** An error the function reported itself. */
    static InvocationResult error(byte[] payload) {
        return new InvocationResult(true, payload);
    }

    /** An error of the platform, in Lambda's wording. */
    static InvocationResult error(String type, String message) {
        ObjectNode error = JSON.createObjectNode().put("errorType", type).put("errorMessage", message);
        return new InvocationResult(true, error.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** For a log line: what went wrong, without the stack; whatever the function said, it is one quoted value. */
    public String summary() {
        try {
            JsonNode error = JSON.readTree(payload);
            String message = error.path("errorMessage").asText();
            return LogValue.of(message.isEmpty() ? text() : message);
        } catch (IOException e) {
            return LogValue.of(text());
        }
    }

    /** Whether it is an error of this {@code errorType}. */
    boolean isOfType(String type) {
        try {
            return failed && JSON.readTree(payload).path("errorType").asText().equals(type);
        } catch (IOException e) {
            return false;
        }
    }

    /** The payload as UTF-8. */
    public String text() {
        return new String(payload, StandardCharsets.UTF_8);
    }
}
