package org.hybridface.edge.access;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which of Camel's consoles are shown, and which parameters each may be given. A console that is not named here is refused, above all those
 * that send, receive, stop, or print options, code and bodies; a parameter that is not named is refused, above all {@code action}. Nothing
 * here changes anything: what an operator changes goes through JMX ({@link JmxRules}).
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

    private Consoles() {
    }

    static boolean isShown(String console) {
        return SHOWN.containsKey(console);
    }

    static boolean mayBeGiven(String console, Set<String> parameters) {
        return SHOWN.getOrDefault(console, NONE).containsAll(parameters);
    }
}
