// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.live;

import java.util.Map;
import org.apache.camel.Exchange;

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

    /** A body that was left out is an empty one: what is missing in it is told, and not that the device failed. */
    static byte[] given(byte[] body) {
        return body == null ? new byte[0] : body;
    }
}
