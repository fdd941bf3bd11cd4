// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.shadow;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One page of a thing's shadow names.
 *
 * @param nextToken of the page after it, empty for the last page
 * @see <a href="https://docs.aws.amazon.com/iot/latest/apireference/API_iotdata_ListNamedShadowsForThing.html">
 *      ListNamedShadowsForThing</a>
 */
record NamesPage(List<String> names, Optional<String> nextToken) {

    private static final int MAX_SIZE = 100;

    /**
     * @param all   sorted
     * @param query {@code pageSize} and {@code nextToken}
     * @throws ShadowException 400 when the size is out of range, or the token is not one of this thing's
     */
    static NamesPage of(String thing, List<String> all, Map<String, String> query) {
        int size = size(query);
        String mark = thing + "/";
        String after = Optional.ofNullable(query.get("nextToken")).map(token -> after(mark, token)).orElse("");
        List<String> rest = all.stream().filter(name -> name.compareTo(after) > 0).toList();
        List<String> page = rest.subList(0, Math.min(size, rest.size()));
        return new NamesPage(page, page.size() == rest.size() ? Optional.empty()
                : Optional.of(Base64.getUrlEncoder().withoutPadding().encodeToString(
                        (mark + page.get(page.size() - 1)).getBytes(StandardCharsets.UTF_8))));
    }

    private static int size(Map<String, String> query) {
        String size = query.getOrDefault("pageSize", String.valueOf(MAX_SIZE));
        try {
            int number = Integer.parseInt(size);
            if (number >= 1 && number <= MAX_SIZE) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Refused below, like a number out of range.
        }
        throw ShadowException.badRequest("Invalid pageSize: 1 to " + MAX_SIZE);
    }

    private static String after(String mark, String token) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            if (text.startsWith(mark)) {
                return text.substring(mark.length());
            }
        } catch (IllegalArgumentException e) {
            // Refused below, like a token of another thing.
        }
        throw ShadowException.badRequest("Invalid nextToken");
    }
}
