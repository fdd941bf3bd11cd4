// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.http;

import java.util.Map;
import java.util.TreeMap;

/**
 * An answer.
 *
 * @param headers beside the content length, which the server sets
 */
public record HttpResponse(int status, Map<String, String> headers, byte[] body) {

    public static HttpResponse of(int status, String contentType, byte[] body) {
        return new HttpResponse(status, Map.of("Content-Type", contentType), body);
    }

    public static HttpResponse json(int status, byte[] body) {
        return of(status, "application/json", body);
    }

    /** An answer without a body, such as 202 or 204. */
    public static HttpResponse empty(int status) {
        return new HttpResponse(status, Map.of(), new byte[0]);
    }

    public HttpResponse withHeader(String name, String value) {
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(headers);
        all.put(name, value);
        return new HttpResponse(status, all, body);
    }
}
