// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.access;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Which of Camel's consoles are shown, and which parameters each may be given. A console that is not named here is refused, above all those
 * that send, receive, stop, or print options, code and bodies; a parameter that is not named is refused, above all {@code action}, and so is
 * a value a console could choke on: Camel takes a filter for a regular expression, and one that never comes to its end keeps the console
 * and its thread for ever. Nothing here changes anything: what an operator changes goes through JMX ({@link JmxRules}).
 */
public final class Consoles {

    private static final Set<String> NONE = Set.of();
    private static final Set<String> SOME = Set.of("filter", "limit");

    /** Console to parameters. */
    static final Map<String, Set<String>> SHOWN = new TreeMap<>(Map.ofEntries(
            Map.entry("blocked", NONE),
            Map.entry("consumer", NONE),
            Map.entry("context", NONE),
            Map.entry("endpoint", NONE),
            Map.entry("faces", SOME),
            Map.entry("gc", NONE),
            Map.entry("health", NONE),
            Map.entry("inflight", SOME),
            Map.entry("memory", NONE),
            Map.entry("micrometer", NONE),
            Map.entry("platform-http", NONE),
            Map.entry("route", SOME),
            Map.entry("route-controller", NONE),
            Map.entry("service", NONE),
            Map.entry("thread", NONE),
            Map.entry("top", SOME)));

    /** A whole name, or its beginning and a star. */
    private static final Pattern FILTER = Pattern.compile("[\\w:/@-]{1,128}\\*?|\\*");
    private static final Pattern LIMIT = Pattern.compile("[1-9][0-9]{0,5}");

    private Consoles() {
    }

    static boolean isShown(String console) {
        return SHOWN.containsKey(console);
    }

    static boolean mayBeGiven(String console, Set<String> parameters) {
        return SHOWN.getOrDefault(console, NONE).containsAll(parameters);
    }

    /** @return what is wrong with a parameter's value; empty when the console may have it */
    static Optional<String> problem(String parameter, String value) {
        if (parameter.equals("limit")) {
            return LIMIT.matcher(value).matches() ? Optional.empty() : Optional.of("limit is a whole number from 1 to 999999");
        }
        return FILTER.matcher(value).matches() ? Optional.empty() : Optional.of("filter is a name, or its beginning and a star, such as faces*");
    }
}
