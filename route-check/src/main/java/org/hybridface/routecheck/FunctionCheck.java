// SPDX-License-Identifier: Apache-2.0
package org.hybridface.routecheck;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.SimpleDateFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.camel.util.ObjectHelper;

/** Functions and operators of simple that fail with each message, or mean something else than they say: Camel's parser takes all of them. */
final class FunctionCheck {

    private static final Pattern DATE = Pattern.compile("\\$\\{date(?<zoned>-with-timezone)?:(?<rest>[^{}]*)}");
    private static final Pattern COMMAND = Pattern.compile("now|millis|exchangeCreated|file|(header|variable|exchangeProperty)\\..+");
    private static final Set<String> COMMANDS = Set.of("now", "millis", "exchangeCreated", "file");
    private static final Pattern OFFSET = Pattern.compile("[+-](?<time>[^+-]*)$");
    private static final Pattern TIME = Pattern.compile("\\s*\\d+\\s*(ms|s|m|h|d)?\\s*");
    private static final Pattern OWN_ZONE = Pattern.compile("GMT([+-]\\d{1,2}(:?\\d{2})?)?");
    private static final Pattern RANDOM = Pattern.compile("\\$\\{random\\((?<numbers>[^${}()]*)\\)}");
    private static final Pattern HASH = Pattern.compile("\\$\\{hash\\([^,{}]*(?:\\{[^{}]*})?,\\s*(?<kind>[^,{}]+)\\)}");
    private static final Pattern AS = Pattern.compile("\\$\\{(?:mandatoryBodyAs|bodyAs|bodyAsIndex|headerAs|variableAs|exchangePropertyAs)\\((?:[^,(){}]*,)?\\s*(?<type>[\\w.$\\[\\]]+)\\s*\\)");
    private static final Pattern OPERATOR = Pattern.compile("\\s!?(?<operator>regex|is|range)\\s+(?<quote>['\"])(?<value>.*?)\\k<quote>");
    private static final Pattern RANGE = Pattern.compile("\\s*-?\\d+\\.\\.-?\\d+\\s*");

    private final Classes classes;

    FunctionCheck(ClassLoader loader) {
        this.classes = new Classes(loader);
    }

    /**
     * What is wrong with each function in a text.
     *
     * @param text with its placeholders resolved
     */
    List<String> faults(String text) {
        List<String> faults = new ArrayList<>();
        DATE.matcher(text).results().forEach(found -> date(found.group(1) != null, found.group(2)).ifPresent(fault -> faults.add(found.group() + ": " + fault)));
        RANDOM.matcher(text).results().forEach(found -> random(found.group(1)).ifPresent(fault -> faults.add(found.group() + ": " + fault)));
        HASH.matcher(text).results().forEach(found -> digest(unquoted(found.group(1))).ifPresent(fault -> faults.add(found.group() + ": " + fault)));
        AS.matcher(text).results().forEach(found -> type(found.group(1)).ifPresent(fault -> faults.add(found.group() + "}: " + fault)));
        return faults;
    }

    /** The same with a condition's operators. */
    List<String> faultsOfCondition(String text) {
        List<String> faults = faults(text);
        Matcher operator = OPERATOR.matcher(text);
        while (operator.find()) {
            String value = operator.group("value");
            Optional<String> fault = value.contains("${") ? Optional.empty() : switch (operator.group("operator")) {
                case "regex" -> noPattern(value);
                case "is" -> type(value);
                default -> RANGE.matcher(value).matches() ? Optional.empty() : Optional.of("'" + value + "' is no range: give two numbers like '1..10'");
            };
            fault.ifPresent(faults::add);
        }
        return faults;
    }

    /** Why a text is no regular expression. */
    static Optional<String> noPattern(String text) {
        try {
            Pattern.compile(text);
            return Optional.empty();
        } catch (PatternSyntaxException e) {
            return Optional.of("'" + text + "' is no regular expression: " + e.getDescription() + (e.getIndex() >= 0 ? " at character " + (e.getIndex() + 1) : ""));
        }
    }

    private static Optional<String> date(boolean zoned, String rest) {
        String[] parts = rest.split(":", zoned ? 3 : 2);
        String command = parts[0].strip();
        Matcher offset = OFFSET.matcher(command);
        if (offset.find() && COMMANDS.contains(command.substring(0, offset.start()).strip())) {
            if (!TIME.matcher(offset.group("time")).matches()) {
                return Optional.of("'" + offset.group() + "' is no time: write it like -24h or +30m");
            }
            command = command.substring(0, offset.start()).strip();
        }
        if (!COMMAND.matcher(command).matches()) {
            return Optional.of("there is no '" + command + "'" + Words.didYouMean(command, COMMANDS, ":") + " It is now, millis, exchangeCreated, file, or header.x, variable.x and exchangeProperty.x");
        }
        if (zoned && parts.length > 1 && !isZone(parts[1].strip())) {
            return Optional.of("there is no time zone '" + parts[1] + "'" + Words.didYouMean(parts[1].strip(), Arrays.asList(java.util.TimeZone.getAvailableIDs()))
                    + " Camel would take GMT for it");
        }
        return parts.length < (zoned ? 3 : 2) ? Optional.empty() : pattern(parts[parts.length - 1]);
    }

    private static boolean isZone(String zone) {
        return OWN_ZONE.matcher(zone).matches() || Arrays.asList(java.util.TimeZone.getAvailableIDs()).contains(zone);
    }

    private static Optional<String> pattern(String pattern) {
        try {
            new SimpleDateFormat(pattern, Locale.ROOT);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of("'" + pattern + "' is no date pattern of Java (" + e.getMessage() + "): write it like yyyy-MM-dd HH:mm:ss");
        }
    }

    private static Optional<String> random(String numbers) {
        String[] parts = numbers.split(",", -1);
        try {
            int least = parts.length > 1 ? Integer.parseInt(parts[0].strip()) : 0;
            int most = Integer.parseInt(parts[parts.length - 1].strip());
            return parts.length <= 2 && least < most ? Optional.empty() : Optional.of("give the least, and what is above the most: random(1,7)");
        } catch (NumberFormatException e) {
            return Optional.of("give whole numbers: random(1,7)");
        }
    }

    private static Optional<String> digest(String kind) {
        try {
            MessageDigest.getInstance(kind);
            return Optional.empty();
        } catch (NoSuchAlgorithmException e) {
            return Optional.of("there is no digest '" + kind + "': give SHA-256, for example");
        }
    }

    private static String unquoted(String text) {
        return text.strip().replaceAll("^['\"]|['\"]$", "");
    }

    private Optional<String> type(String name) {
        return ObjectHelper.loadSimpleType(name) != null || name.matches("int|long|double|float|boolean|short|byte|char") || classes.has(name) ? Optional.empty()
                : Optional.of(name.indexOf('.') < 0 ? "there is no class '" + name + "': give it with its package, like java.util.Map" : Classes.missing(name));
    }
}
