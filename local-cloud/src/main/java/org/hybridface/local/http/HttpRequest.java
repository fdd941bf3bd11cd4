// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request as it came, nothing checked but its size.
 *
 * @param rawPath  the path as sent, still percent-encoded
 * @param rawQuery what follows the question mark as sent, empty when there is none
 * @param headers  values by lower-case name, in the order sent
 */
public record HttpRequest(String method, String rawPath, String rawQuery, Map<String, List<String>> headers, byte[] body) {

    public HttpRequest {
        Map<String, List<String>> lowerCase = new TreeMap<>();
        headers.forEach((name, values) -> lowerCase.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        headers = lowerCase;
    }

    /** The first value of a header; its name in any case. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream().findFirst();
    }

    /** The path with percent-encoding undone. */
    public String path() {
        return Percent.decode(rawPath);
    }

    /** Query parameters by name, decoded; the first value of each. */
    public Map<String, String> query() {
        Map<String, String> parameters = new TreeMap<>();
        for (Percent.Pair pair : Percent.pairs(rawQuery)) {
            parameters.putIfAbsent(pair.name(), pair.value());
        }
        return parameters;
    }

    /** The body as UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
