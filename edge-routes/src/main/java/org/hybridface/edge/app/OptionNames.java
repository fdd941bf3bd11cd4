// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.app;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hybridface.routecheck.Words;

/**
 * Finds options that nobody reads. One that looks like an option of the device or of Camel is a slip of the pen; any other below the
 * device's own words may be meant for a route that is not there yet, unless it is a variable of the environment, which other programs share. Pure.
 */
final class OptionNames {

    /** Begins the names of variables that are the device's alone. */
    private static final String DEVICE = "EDGE_";

    /** First words of options that only the device and Camel read. */
    private static final List<String> OURS = List.of("edge.", "face.", "cloud.", "gallery.", "mqtt.", "outbox.", "camel.");

    /** Camel knows by itself what may stand here, and refuses the rest: the options of a component depend on its jar. */
    private static final List<String> CHECKED_BY_CAMEL = List.of("camel.component.", "camel.dataformat.", "camel.language.", "camel.beans.",
            "camel.health.config", "camel.threadpool.config", "camel.vault.", "camel.routetemplate", "camel.variable.");

    /** What other frameworks call an option of ours; nothing when the device has none for it. */
    private static final Map<Pattern, String> OF_FRAMEWORKS = Map.of(Pattern.compile("logging\\.level(\\..*)?|quarkus\\.log(\\..*)?|rootLogger\\.level|log4j2?\\..*"), "edge.log.level",
            Pattern.compile("(server|quarkus\\.http|management\\.server)\\.port"), "edge.http.port", Pattern.compile("server\\.(address|host)|quarkus\\.http\\.host"), "edge.http.host",
            Pattern.compile("(spring\\.application|quarkus\\.application)\\.name"), "edge.thing", Pattern.compile("(spring|quarkus|micronaut)\\..*"), "");

    /** A profile of Quarkus. */
    private static final Pattern PROFILE = Pattern.compile("%[\\w,-]+\\.(.*)");

    /** Letters that may be wrong, missing or too many. */
    private static final int SLIPS = 2;

    private final Set<String> known;
    private final Set<String> listed;
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

    /**
     * @param meant the option it looks like; empty when it looks like none
     * @param near  what is nearest to one that looks like none
     */
    record Unknown(Given given, Optional<String> meant, String near) {

        Unknown(Given given, Optional<String> meant) {
            this(given, meant, "");
        }

        boolean isSlip() {
            return meant.isPresent();
        }

        /** A variable below another word than EDGE may belong to another program, and is only told. */
        boolean isRefused() {
            return isSlip() && (given.source() != Source.ENVIRONMENT || given.name().toUpperCase(Locale.ROOT).startsWith(DEVICE));
        }

        /** What is wrong and what to do, in one line. */
        String text() {
            return "there is no option " + given.name() + " (" + given.source().words + ")" + meant.map(option -> "; did you mean " + option + (option.indexOf(' ') < 0 ? "?" : ""))
                    .orElse(near + ": neither the device nor a route reads it. Remove it, or correct its name; application.properties lists all");
        }
    }

    /**
     * @param known the device's own options
     * @param camel those of camel-main, as its metadata spells them
     * @param internal those among them that bin/edge sets
     * @param named properties that route files or other options use
     */
    OptionNames(Collection<String> known, Collection<String> internal, Collection<String> camel, Collection<String> named) {
        this.known = Set.copyOf(known);
        this.listed = known.stream().filter(option -> !internal.contains(option) && !option.startsWith("camel.")).collect(Collectors.toUnmodifiableSet());
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
        Optional<Unknown> foreign = environment ? Optional.empty() : ofFramework(given, name);
        if (foreign.isPresent()) {
            return foreign;
        }
        Optional<String> meant = meant(given, name);
        // Whoever writes a unit or a shell's profile names variables as he likes: only what looks like one of ours is our business.
        if (given.source() == Source.FILE && isOfAnotherLanguage(name)) {
            return Optional.of(new Unknown(given, Optional.of("edge.camera=camera:0, the whole name in each line: this is no YAML, INI or XML file and no script")));
        }
        boolean word = given.source() == Source.FILE && name.indexOf('.') < 0;
        boolean ours = word || (environment ? isBesideOneOfOurs(name) : OURS.stream().anyMatch(name.toLowerCase(Locale.ROOT)::startsWith));
        String near = environment && meant.isEmpty() ? Words.didYouMean(given.name(), known.stream().map(OptionNames::variable).toList()) : "";
        return ours || meant.isPresent() ? Optional.of(new Unknown(given, meant, near)) : Optional.empty();
    }

    /** {@code edge.data.folder}, where there is {@code edge.data.dir}. */
    private boolean isBesideOneOfOurs(String name) {
        return name.startsWith("edge.") && known.stream().anyMatch(option -> option.indexOf('.', "edge.".length()) > 0
                && name.startsWith(option.substring(0, option.indexOf('.', "edge.".length()) + 1)));
    }

    private Optional<Unknown> ofFramework(Given given, String name) {
        Matcher profile = PROFILE.matcher(name);
        if (profile.matches()) {
            return Optional.of(new Unknown(given, Optional.of(profile.group(1) + ", for there are no profiles here")));
        }
        return OF_FRAMEWORKS.entrySet().stream().filter(one -> one.getKey().matcher(name).matches()).sorted(Comparator.comparing(one -> one.getValue().isEmpty())).findFirst()
                .map(one -> new Unknown(given, Optional.of(one.getValue()).filter(option -> !option.isEmpty())));
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
            near = withoutItsFirstWord(name, candidates);
        }
        if (near.isEmpty() && given.source() == Source.COMMAND_LINE) {
            // Java and its libraries have such names, too, and bin/edge has its own: only what the file lists may be meant.
            near = withoutItsFirstWord(name, listed);
        }
        return given.source() == Source.ENVIRONMENT ? near.map(OptionNames::variable) : near;
    }

    /** {@code thing} for {@code edge.thing}. */
    private static Optional<String> withoutItsFirstWord(String name, Set<String> candidates) {
        return candidates.stream().sorted(Comparator.comparing((String option) -> option.startsWith("camel.")).thenComparing(Comparator.naturalOrder()))
                .filter(option -> option.endsWith("." + name) && option.indexOf('.') == option.length() - name.length() - 1).findFirst();
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
