// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.live;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.util.json.JsonObject;

/** What whoever edited a face on the page is told when it did not go all the way. */
final class EditAnswers {

    /** Exchange property: the message that the cloud is to be told, as JSON. */
    static final String TELL_CLOUD = "tellCloud";

    static final int BAD_REQUEST = 400;
    static final int NOT_FOUND = 404;
    static final int CONFLICT = 409;
    static final int NO_ROOM = 507;

    private EditAnswers() {
    }

    static String unknown(String key) {
        return key + " is not remembered: it may have been forgotten, replaced or erased; /api/people lists everybody by key and id";
    }

    /** The answer to a request that changed nothing, with its status. */
    static Map<String, Object> failed(Exchange exchange, int status, String why) {
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        return Map.of("error", why);
    }

    /** The same where the answer would be a file: as JSON, with its type. */
    static byte[] failedFile(Exchange exchange, int status, String why) {
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json");
        JsonObject error = new JsonObject();
        error.putAll(failed(exchange, status, why));
        return error.toJson().getBytes(StandardCharsets.UTF_8);
    }

    /** A body that was left out is an empty one: what is missing in it is told, and not that the device failed. */
    static byte[] given(byte[] body) {
        return body == null ? new byte[0] : body;
    }
}
