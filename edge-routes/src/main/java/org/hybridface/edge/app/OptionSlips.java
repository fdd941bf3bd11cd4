// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.app;

import java.nio.file.Files;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hybridface.edge.options.PathText;
import org.hybridface.edge.print.Masked;

/** Habits of other languages in the value of an option: what shells, YAML and INI files take away, and this file does not. */
final class OptionSlips {

    private static final Pattern QUOTED = Pattern.compile("(['\"])(.*)\\1");
    private static final Pattern COMMENT = Pattern.compile("\\s+[#;](\\s.*)?$|\\s+#.*$");
    private static final Pattern INVISIBLE = Pattern.compile("[\\u00A0\\u00AD\\u200B-\\u200F\\u2028-\\u202E\\u2060\\uFEFF]");
    private static final Pattern BRACES = Pattern.compile("(?<![{])\\$?\\{([\\w.-]+)}(?!})");
    private static final Pattern ADDRESS = Pattern.compile("[a-z][a-z0-9+]*://|file:");
    private static final Pattern VARIABLE = Pattern.compile("^~(?=/|$)|\\$[A-Za-z_]\\w*|\\$\\{\\w+}|%[A-Za-z_]\\w*%");

    /** Options that hold a path although their names do not say so. */
    private static final Set<String> PATHS = Set.of("edge.record", "edge.summary");

    /** What Linux shows as files, but for a disk in memory. */
    private static final Pattern OF_THE_KERNEL = Pattern.compile("/(proc|sys|dev(?!/(shm|null|stdout|stderr|fd)))(/.*)?");

    private OptionSlips() {
    }

    private static boolean isWritten(String name) {
        return name.endsWith(".dir") && !name.startsWith("face.") || PATHS.contains(name) || name.equals("edge.key.file");
    }

    /** Whether an option names a file or a folder. */
    static boolean isPath(String name) {
        return name.endsWith(".dir") || name.endsWith(".file") || PATHS.contains(name);
    }

    static boolean isQuoted(String value) {
        return QUOTED.matcher(value).matches();
    }

    /** What to give instead; empty when the value may be meant as it is. */
    static Optional<String> of(String name, String value) {
        if (INVISIBLE.matcher(value).find()) {
            return Optional.of("it without the invisible character in it, which copying from a page may bring along: type it anew");
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            return Optional.of("it without a tab or line break, and write a backslash twice in application.properties, or a path with slashes");
        }
        Matcher quoted = QUOTED.matcher(value);
        if (quoted.matches()) {
            return Optional.of(quoted.group(2).isEmpty() ? "nothing at all, without quotes, or a value" : Masked.of(quoted.group(2)) + " without quotes");
        }
        if (COMMENT.matcher(value).find() && !PathText.is(value, Files::exists)) {
            return Optional.of(Masked.of(COMMENT.matcher(value).replaceFirst("")) + ", and write a comment in a line of its own");
        }
        if (isPath(name) && ADDRESS.matcher(value).lookingAt()) {
            return Optional.of("a path alone: " + value.replaceFirst("^file:/*(?=/)", "").replaceFirst("^file:", ""));
        }
        if (isWritten(name) && OF_THE_KERNEL.matcher(value).matches()) {
            return Optional.of("a place on a disk: what is there is the kernel's");
        }
        Matcher braces = BRACES.matcher(value);
        if (braces.find() && OptionCheck.known().contains(braces.group(1))) {
            return Optional.of(Masked.of(braces.replaceAll("{{$1}}")) + ", as another option is named here");
        }
        Matcher variable = VARIABLE.matcher(value);
        if (isPath(name) && variable.find() && !PathText.is(value, Files::exists)) {
            return Optional.of("the whole path: nobody replaces " + variable.group() + " here" + (variable.group().equals("~")
                    ? ", which is " + System.getProperty("user.home") + " for this user" : ""));
        }
        return Optional.empty();
    }
}
