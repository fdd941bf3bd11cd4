package org.hybridface.local.lambda;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;

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

    /** The payload as UTF-8. */
    public String text() {
        return new String(payload, StandardCharsets.UTF_8);
    }
}
