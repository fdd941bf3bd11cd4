// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.http;

import java.nio.charset.StandardCharsets;

/** Answers one request. Called by many threads at once. */
@FunctionalInterface
public interface HttpHandler {

    HttpResponse handle(HttpRequest request) throws Exception;

    /** The answer to a request that is larger than the server takes. */
    default HttpResponse tooLarge(int limitBytes) {
        return HttpResponse.of(413, "text/plain",
                ("the body is larger than " + limitBytes + " bytes\n").getBytes(StandardCharsets.UTF_8));
    }
}
