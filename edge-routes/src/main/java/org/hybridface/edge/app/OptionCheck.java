// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hybridface.edge.app.OptionNames.Given;
import org.hybridface.edge.app.OptionNames.Source;
import org.hybridface.edge.app.OptionNames.Unknown;
import org.hybridface.routecheck.RouteCheck;

/** Reads the names of all options that were given to this process, wherever, and says which of them nobody reads. */
final class OptionCheck {

    private static final String CAMEL_MAIN = "/META-INF/camel-main-configuration-metadata.json";

    /** Set by bin/edge, or for developers: not in application.properties. */
    private static final Set<String> INTERNAL = Set.of("edge.home", "edge.routes.dir", "edge.log.traces", "camel.log.level");

    private static final Pattern USE = Pattern.compile("(?:\\{\\{[?!]?|properties(?:Exist)?:)([\\w.-]+)");

    private OptionCheck() {
    }

    /**
     * @param own    the device's application.properties; empty when it has none
     * @param routes folder of the route files, which may use options of their owner's
     */
    static List<Unknown> unknown(Optional<Path> own, Path routes) throws IOException {
        Properties given = read(own);
        Set<String> known = known();
        Set<String> named = new HashSet<>();
        RouteCheck.read(routes).values().forEach(text -> addUses(text, named));
        given.values().forEach(value -> addUses(value.toString(), named));
        List<Given> all = new ArrayList<>();
        add(Source.FILE, given.stringPropertyNames(), all);
        add(Source.COMMAND_LINE, System.getProperties().stringPropertyNames(), all);
        add(Source.ENVIRONMENT, System.getenv().keySet(), all);
        return new OptionNames(known, camelOptions(), named).unknown(all);
    }

    /** What an option in the file was meant to be, in one line, when its name is a slip of the pen. */
    static Optional<String> slip(String name) {
        return new OptionNames(known(), camelOptions(), List.of()).unknown(List.of(new Given(Source.FILE, name))).stream().filter(Unknown::isSlip).map(Unknown::text)
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

    private static Properties read(Optional<Path> file) throws IOException {
        Properties properties = new Properties();
        if (file.isPresent()) {
            try (InputStream in = Files.newInputStream(file.get())) {
                properties.load(in);
            } catch (IllegalArgumentException e) {
                throw new InvalidOptionException(file.get() + " cannot be read: " + e.getMessage() + ". Write a backslash twice");
            }
        }
        return properties;
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
        try (InputStream in = OptionCheck.class.getResourceAsStream(CAMEL_MAIN)) {
            List<String> names = new ArrayList<>();
            for (JsonNode property : new ObjectMapper().readTree(in).path("properties")) {
                names.add(dashed(property.path("name").asText()));
            }
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String dashed(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(java.util.Locale.ROOT);
    }
}
