// SPDX-License-Identifier: Apache-2.0
package org.hybridface.chaos;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What a service answers. */
record Reply(int status, Map<String, String> headers, byte[] body) {

    static Reply ok(byte[] body) {
        return new Reply(200, Map.of(), body);
    }

    static Reply ok(String json) {
        return ok(json.getBytes(StandardCharsets.UTF_8));
    }

    /** An error as the services that speak JSON say it. */
    static Reply error(int status, String type, String message) {
        return new Reply(status, Map.of("x-amzn-ErrorType", type),
                ("{\"__type\":\"" + type + "\",\"message\":\"" + message + "\"}").getBytes(StandardCharsets.UTF_8));
    }
}
