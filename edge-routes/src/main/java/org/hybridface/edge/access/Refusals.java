// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.access;

import io.vertx.ext.web.RoutingContext;
import org.apache.camel.util.json.JsonObject;

/** Answers with why not, and what to do, as JSON. */
public final class Refusals {

    private Refusals() {
    }

    public static void send(RoutingContext request, int status, String reason) {
        JsonObject error = new JsonObject();
        error.put("error", reason);
        request.response().setStatusCode(status).putHeader("Content-Type", "application/json").end(error.toJson());
    }
}
