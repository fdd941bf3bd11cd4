// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hybridface.edge.app.OptionNames.Given;
import org.hybridface.edge.app.OptionNames.Source;
import org.hybridface.edge.app.OptionNames.Unknown;
import org.hybridface.edge.print.Masked;
import org.hybridface.routecheck.ConfigurationCheck;
import org.hybridface.routecheck.RouteCheck;
import org.hybridface.routecheck.Words;

/** Reads the names of all options that were given to this process, wherever, and says which of them nobody reads. */
final class OptionCheck {

    private static final ClassLoader LOADER = OptionCheck.class.getClassLoader();

    /** Set by bin/edge, or for developers: not in application.properties. */
    private static final Set<String> INTERNAL = Set.of("edge.home", "edge.routes.dir", "edge.log.traces", "edge.log.first", "camel.log.level");

    /** Of Camel's options those that another of the device's own gives. */
    private static final Map<String, String> INSTEAD = Map.of("camel.management.port", "edge.http.port", "camel.management.host", "edge.http.host");

    /** Of a plain name: neither optional, nor with a default of its own, nor one of Camel's functions. */
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([\\w.-]+)}}");
    private static final Pattern USE = Pattern.compile("(?:\\{\\{[?!]?|properties(?:Exist)?:)([\\w.-]+)");

    private OptionCheck() {
    }

    /**
     * @param own    those of the device's own file
     * @param routes folder of the route files, which may use options of their owner's
     */
    static List<Unknown> unknown(DeviceOptions own, Path routes) throws IOException {
        Set<String> known = known();
        Set<String> named = new HashSet<>();
        RouteCheck.read(routes).values().forEach(text -> addUses(text, named));
        own.values().values().forEach(value -> addUses(value, named));
        List<Given> all = new ArrayList<>();
        add(Source.FILE, own.values().keySet(), all);
        add(Source.COMMAND_LINE, System.getProperties().stringPropertyNames(), all);
        add(Source.ENVIRONMENT, System.getenv().keySet(), all);
        return new OptionNames(known, INTERNAL, camelOptions(), named).unknown(all);
    }

    /**
     * Options of the device's that name another, {@code {{like.this}}}, of which there is none.
     *
     * @return the faults by the option that has them
     */
    static Map<String, String> misnamed(DeviceOptions own) {
        Map<String, String> given = given(own);
        Set<String> there = new TreeSet<>(given.keySet());
        there.addAll(System.getProperties().stringPropertyNames());
        Map<String, String> faults = new TreeMap<>();
        given.forEach((name, value) -> {
            for (String named : named(value)) {
                if (!there.contains(named) && !System.getenv().containsKey(OptionNames.variable(named))) {
                    faults.put(name, name + " names {{" + named + "}}, and there is no option of that name" + Words.didYouMean(named, there));
                }
            }
            if (value.contains("{{") && !value.contains("}}")) {
                faults.put(name, name + " is '" + Masked.of(value) + "': an option's name stands between {{ and }}");
            }
            if (isMadeOf(name, name, given, new HashSet<>())) {
                faults.put(name, name + " is made of itself: give a value");
            }
        });
        return faults;
    }

    private static boolean isMadeOf(String name, String wanted, Map<String, String> given, Set<String> seen) {
        return named(given.getOrDefault(name, "")).stream().anyMatch(one -> one.equals(wanted) || seen.add(one) && isMadeOf(one, wanted, given, seen));
    }

    private static List<String> named(String value) {
        return PLACEHOLDER.matcher(value).results().map(use -> use.group(1)).toList();
    }

    /** The device's own options and those of its file, as they are written. */
    private static Map<String, String> given(DeviceOptions own) {
        Map<String, String> given = new TreeMap<>();
        packed().forEach((name, value) -> given.put(name.toString(), value.toString()));
        INTERNAL.forEach(name -> given.putIfAbsent(name, ""));
        given.putAll(own.values());
        given.replaceAll((name, value) -> System.getProperty(name, System.getenv().getOrDefault(OptionNames.variable(name), value)));
        return given;
    }

    /** Camel's own, whose names are known and whose values cannot be meant. */
    static List<String> camelFaults(DeviceOptions own) {
        Properties packed = packed();
        Map<String, String> given = given(own);
        System.getProperties().stringPropertyNames().forEach(name -> given.put(name, System.getProperty(name)));
        // A test looks at what is packed; most devices change nothing of it, and read no description of Camel's at their start.
        given.entrySet().removeIf(one -> !one.getKey().startsWith("camel.") || INTERNAL.contains(one.getKey()) || one.getValue().equals(packed.getProperty(one.getKey())));
        if (given.isEmpty()) {
            return List.of();
        }
        List<String> faults = new ArrayList<>();
        INSTEAD.forEach((name, ours) -> {
            if (given.remove(name) != null) {
                faults.add(name + " is what " + ours + " says, on which more depends: give that");
            }
        });
        ConfigurationCheck camel = new ConfigurationCheck(LOADER);
        given.forEach((name, value) -> camel.fault(name, value).ifPresent(faults::add));
        return List.copyOf(faults);
    }

    /** What an option in the file was meant to be, in one line, when its name is a slip of the pen. */
    static Optional<String> slip(String name) {
        return new OptionNames(known(), INTERNAL, camelOptions(), List.of()).unknown(List.of(new Given(Source.FILE, name))).stream().filter(Unknown::isSlip).map(Unknown::text)
                .findFirst();
    }

    /** The device's own options. */
    static Set<String> known() {
        Set<String> known = new HashSet<>(packed().stringPropertyNames());
        known.addAll(INTERNAL);
        return known;
    }

    /** The defaults, as they are packed. */
    static Properties packed() {
        Properties packed = new Properties();
        try (InputStream in = OptionCheck.class.getResourceAsStream("/application.properties")) {
            packed.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed;
    }

    private static void add(Source source, Collection<String> names, List<Given> all) {
        names.forEach(name -> all.add(new Given(source, name)));
    }

    private static void addUses(String text, Set<String> names) {
        Matcher use = USE.matcher(text);
        while (use.find()) {
            names.add(use.group(1));
        }
    }

    private static List<String> camelOptions() {
        return ConfigurationCheck.mainOptions(LOADER).stream().map(OptionCheck::dashed).toList();
    }

    private static String dashed(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(java.util.Locale.ROOT);
    }
}
