// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.app;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hybridface.routecheck.Words;

/**
 * Finds options that nobody reads. One that looks like an option of the device or of Camel is a slip of the pen; any other below the
 * device's own words may be meant for a route that is not there yet, unless it is a variable of the environment, which other programs share. Pure.
 */
final class OptionNames {

    /** First words of options that only the device and Camel read. */
    private static final List<String> OURS = List.of("edge.", "face.", "cloud.", "gallery.", "mqtt.", "outbox.", "camel.");

    /** Camel knows by itself what may stand here, and refuses the rest: the options of a component depend on its jar. */
    private static final List<String> CHECKED_BY_CAMEL = List.of("camel.component.", "camel.dataformat.", "camel.language.", "camel.beans.",
            "camel.health.config", "camel.threadpool.config", "camel.vault.", "camel.routetemplate", "camel.variable.");

    /** Letters that may be wrong, missing or too many. */
    private static final int SLIPS = 2;

    private final Set<String> known;
    private final Set<String> camel;
    private final Set<String> camelPlain;
    private final Set<String> named;

    /** Where an option was given. */
    enum Source {
        FILE("application.properties"), COMMAND_LINE("-D"), ENVIRONMENT("the environment");

        private final String words;

        Source(String words) {
            this.words = words;
        }
    }

    /** @param name as it is written there: {@code edge.thing}, or {@code EDGE_THING} in the environment */
    record Given(Source source, String name) {
    }

    /** @param meant the option it looks like; empty when it looks like none */
    record Unknown(Given given, Optional<String> meant) {

        boolean isSlip() {
            return meant.isPresent();
        }

        /** A variable below another word than EDGE may belong to another program, and is only told. */
        boolean isRefused() {
            return isSlip() && (given.source() != Source.ENVIRONMENT || given.name().toUpperCase(Locale.ROOT).startsWith("EDGE_"));
        }

        /** What is wrong and what to do, in one line. */
        String text() {
            return "there is no option " + given.name() + " (" + given.source().words + ")" + meant.map(option -> "; did you mean " + option + (option.indexOf(' ') < 0 ? "?" : ""))
                    .orElse(": neither the device nor a route reads it. Remove it, or correct its name; application.properties lists all");
        }
    }

    /**
     * @param known the device's own options
     * @param camel those of camel-main, as its metadata spells them
     * @param named properties that route files or other options use
     */
    OptionNames(Collection<String> known, Collection<String> camel, Collection<String> named) {
        this.known = Set.copyOf(known);
        this.camel = Set.copyOf(camel);
        this.camelPlain = camel.stream().map(OptionNames::plain).collect(Collectors.toUnmodifiableSet());
        this.named = Set.copyOf(named);
    }

    /** Those among them that nobody reads, by source and name. */
    List<Unknown> unknown(Collection<Given> given) {
        List<Unknown> found = new ArrayList<>();
        given.stream().distinct().sorted(Comparator.comparing(Given::source).thenComparing(Given::name))
                .forEach(one -> check(one).ifPresent(found::add));
        return found;
    }

    private Optional<Unknown> check(Given given) {
        boolean environment = given.source() == Source.ENVIRONMENT;
        String name = environment ? given.name().toLowerCase(Locale.ROOT).replace('_', '.') : given.name();
        if (environment ? isReadFromEnvironment(given.name()) : isRead(name)) {
            return Optional.empty();
        }
        Optional<String> meant = meant(given, name);
        // Whoever writes a unit or a shell's profile names variables as he likes: only what looks like one of ours is our business.
        if (given.source() == Source.FILE && isOfAnotherLanguage(name)) {
            return Optional.of(new Unknown(given, Optional.of("edge.camera=camera:0, the whole name in each line: this is no YAML, INI or XML file and no script")));
        }
        boolean word = given.source() == Source.FILE && name.indexOf('.') < 0;
        boolean ours = word || !environment && OURS.stream().anyMatch(name.toLowerCase(Locale.ROOT)::startsWith);
        return ours || meant.isPresent() ? Optional.of(new Unknown(given, meant)) : Optional.empty();
    }

    /** A section, or the first word of our options alone in its line. */
    private static boolean isOfAnotherLanguage(String name) {
        return name.matches("[\\[<{].*|-|(?i)export|set|unset|setx|let|var|const") || OURS.contains(name + ".");
    }

    private boolean isRead(String name) {
        return known.contains(name) || named.contains(name)
                || name.startsWith("camel.") && (camelPlain.contains(plain(name)) || CHECKED_BY_CAMEL.stream().anyMatch(name::startsWith));
    }

    private boolean isReadFromEnvironment(String variable) {
        String wanted = variable(variable);
        // Camel reads a variable of the option's own name, and the one in capitals; no other.
        if (!variable.equals(wanted) && !known.contains(variable) && !named.contains(variable)) {
            return false;
        }
        return Stream.concat(known.stream(), named.stream()).map(OptionNames::variable).anyMatch(wanted::equals)
                || camelPlain.stream().anyMatch(option -> option.replace(".", "").equals(plain(wanted.replace("_", ""))))
                || CHECKED_BY_CAMEL.stream().map(OptionNames::variable).anyMatch(wanted::startsWith);
    }

    private Optional<String> meant(Given given, String name) {
        Set<String> candidates = new TreeSet<>(known);
        if (name.startsWith("camel.")) {
            candidates.addAll(camel);
        }
        Optional<String> near = candidates.stream().filter(option -> distance(name, option) <= SLIPS)
                .min(Comparator.comparingInt(option -> distance(name, option)));
        if (near.isEmpty() && given.source() == Source.ENVIRONMENT && name.startsWith("edge.")) {
            near = known.stream().filter(option -> variable(option).equals(variable(name.substring("edge.".length())))).findFirst();
        }
        if (near.isEmpty() && given.source() == Source.FILE) {
            near = candidates.stream().sorted(Comparator.comparing((String option) -> option.startsWith("camel."))).filter(option -> option.endsWith("." + name) && option.indexOf('.') == option.length() - name.length() - 1).findFirst();
        }
        return given.source() == Source.ENVIRONMENT ? near.map(OptionNames::variable) : near;
    }

    /** Capitals, dots, dashes and underscores do not count in how far two names are apart, since an environment variable has neither. */
    private static int distance(String name, String option) {
        return Words.distance(plainly(name), plainly(option));
    }

    private static String plainly(String name) {
        return name.toLowerCase(Locale.ROOT).replace('-', '.').replace('_', '.');
    }

    /** How an option is called in the environment: {@code edge.http.token} is {@code EDGE_HTTP_TOKEN}. */
    static String variable(String option) {
        return option.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** Camel takes {@code shutdown-timeout} for {@code shutdownTimeout}. */
    private static String plain(String option) {
        return option.replace("-", "").toLowerCase(Locale.ROOT);
    }
}
