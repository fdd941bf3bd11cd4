// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.access;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import org.apache.camel.util.json.JsonObject;

/** Answers with why not, and what to do, as JSON. */
public final class Refusals {

    private static final int NO_CONTENT = 204;
    private static final int WRONG_METHOD = 405;

    private Refusals() {
    }

    /** Answers a request for OPTIONS with the methods an address takes. */
    public static void allow(RoutingContext request, String methods) {
        request.response().setStatusCode(NO_CONTENT).putHeader("Allow", methods).end();
    }

    /** Refuses a method, and names those the address takes; OPTIONS is answered. */
    public static void wrongMethod(RoutingContext request, String methods, String reason) {
        if (request.request().method() == HttpMethod.OPTIONS) {
            allow(request, methods);
        } else {
            request.response().putHeader("Allow", methods);
            send(request, WRONG_METHOD, reason);
        }
    }

    public static void send(RoutingContext request, int status, String reason) {
        JsonObject error = new JsonObject();
        error.put("error", reason);
        request.response().setStatusCode(status).putHeader("Content-Type", "application/json").end(error.toJson());
    }
}
