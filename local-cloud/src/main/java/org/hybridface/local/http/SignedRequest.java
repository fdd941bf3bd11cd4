// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.http;

import java.util.Map;
import java.util.Optional;

/**
 * A request whose signature is right.
 *
 * @param principal who signed it
 * @param service   the signing name in its scope, for example {@code iotdata}
 * @param region    the region in its scope
 * @param requestId goes back to the caller in {@code x-amzn-RequestId} and belongs into log lines
 * @param http      the request itself
 */
public record SignedRequest(Principal principal, String service, String region, String requestId, HttpRequest http) {

    public String method() {
        return http.method();
    }

    /** The path with percent-encoding undone. */
    public String path() {
        return http.path();
    }

    /** Decoded query parameters, the first value of each. */
    public Map<String, String> query() {
        return http.query();
    }

    /** The first value of a header; its name in any case. */
    public Optional<String> header(String name) {
        return http.header(name);
    }

    public byte[] body() {
        return http.body();
    }
}
