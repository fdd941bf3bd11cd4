package org.hybridface.local.lambda;

import java.util.UUID;

/**
 * One event for a function.
 *
 * @param requestId stays the same over all attempts
 * @param event     JSON
 */
public record Invocation(String requestId, byte[] event) {

    /** With a fresh request id. */
    public static Invocation of(byte[] event) {
        return new Invocation(UUID.randomUUID().toString(), event);
    }
}
