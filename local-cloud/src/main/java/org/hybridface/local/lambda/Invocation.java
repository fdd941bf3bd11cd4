// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.lambda;

import java.util.UUID;

/**
 * One event for a function.
 *
 * @param requestId   stays the same over all attempts
 * @param functionArn as the caller named the function, with alias or version; the function reads it, and nobody can forge it
 * @param event       JSON
 */
public record Invocation(String requestId, String functionArn, byte[] event) {

    /** With a fresh request id. */
    public static Invocation of(String functionArn, byte[] event) {
        return new Invocation(UUID.randomUUID().toString(), functionArn, event);
    }
}
