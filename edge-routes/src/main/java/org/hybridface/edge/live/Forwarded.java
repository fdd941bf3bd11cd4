// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.live;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header in which proxies say what they were asked, each an element behind those of the proxies before it. Pure.
 *
 * @param elements in their order; what is in them by its name in small letters
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7239#section-4">RFC 7239, 4</a>
 */
record Forwarded(List<Map<String, String>> elements) {

    private static final Pattern PAIR = Pattern.compile("\\s*([!#$%&'*+.^_`|~0-9A-Za-z-]+)=(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\",;\\s]*))\\s*([;,]|$)");

    /** Whatever cannot be read ends it: the rest may be anything. */
    static Forwarded of(String header) {
        List<Map<String, String>> elements = new ArrayList<>();
        Map<String, String> element = new HashMap<>();
        Matcher pair = PAIR.matcher(header);
        int position = 0;
        while (position < header.length()) {
            if (!pair.find(position) || pair.start() != position) {
                return new Forwarded(List.of());
            }
            element.put(pair.group(1).toLowerCase(Locale.ROOT), pair.group(2) == null ? pair.group(3) : pair.group(2).replaceAll("\\\\(.)", "$1"));
            position = pair.end();
            if (!pair.group(4).equals(";")) {
                elements.add(element);
                element = new HashMap<>();
            }
        }
        return new Forwarded(elements);
    }

    /** Who was asked by whom, as X-Forwarded-For has it: the first to ask before all others. */
    List<String> hops() {
        return elements.stream().map(element -> element.getOrDefault("for", "unknown")).toList();
    }

    /**
     * What the outermost of our proxies says that says anything.
     *
     * @param ours whether the one who asked a proxy is a proxy of ours, and its own element therefore true
     */
    Optional<String> said(String name, Predicate<String> ours) {
        Optional<String> said = Optional.empty();
        for (int i = elements.size() - 1; i >= 0; i--) {
            String here = elements.get(i).get(name);
            said = here == null ? said : Optional.of(here);
            if (!ours.test(elements.get(i).getOrDefault("for", ""))) {
                return said;
            }
        }
        return said;
    }
}
