// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What somebody gave Maven, who hands on what the pom names and drops the rest without a word. Pure. */
public final class GivenOptions {

    /** Set by the script {@code mvn}. */
    public static final String COMMAND_LINE = "MAVEN_CMD_LINE_ARGS";

    private static final Pattern NAME = Pattern.compile("(?:^|\\s)(?:-D\\s*|--define[=\\s])([\\w.-]+)");

    /** First words of options that only this project has. */
    private static final List<String> OURS = List.of("demo.", "local.", "edge.", "face.", "cloud.", "gallery.", "mqtt.", "outbox.");

    private GivenOptions() {
    }

    /**
     * The first option that nobody would read.
     *
     * @param commandLine as {@value #COMMAND_LINE} has it; null when Maven was not called by its script
     * @param known       the options that are handed on
     * @return a line that says which and what there is
     */
    public static Optional<String> unknown(String commandLine, Collection<String> known) {
        return NAME.matcher(commandLine == null ? "" : commandLine).results().map(MatchResult::group).map(text -> text.replaceFirst("^\\s*(-D\\s*|--define[=\\s])", ""))
                .filter(name -> OURS.stream().anyMatch(name::startsWith) && !known.contains(name)).findFirst()
                .map(name -> "there is no option " + name + " here" + meant(name, known) + ". There are " + String.join(", ", known.stream().sorted().toList()));
    }

    /** The option of another first word: {@code edge.camera} for {@code demo.camera}. */
    private static String meant(String name, Collection<String> known) {
        String rest = name.substring(name.indexOf('.'));
        return known.stream().filter(option -> option.substring(option.indexOf('.')).equals(rest)).sorted().findFirst()
                .map(option -> "; did you mean " + option + "?").orElse("");
    }
}
