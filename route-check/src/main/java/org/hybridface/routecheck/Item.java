// SPDX-License-Identifier: Apache-2.0
package org.hybridface.routecheck;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One thing that a message carries from step to step.
 *
 * @param name empty for the body, of which there is one
 */
public record Item(Kind kind, String name) implements Comparable<Item> {

    static final Item BODY = new Item(Kind.BODY, "");

    private static final Pattern WRITTEN = Pattern.compile("(body|(?:header|variable|property) ([\\w.-]+))(?: \\([^()]*\\))?");

    /** Between two items: a comma that is not in what is said of one in brackets. */
    private static final String BETWEEN = ",\\s*(?![^(]*\\))";

    /** Where it is carried. */
    public enum Kind { BODY, HEADER, VARIABLE, PROPERTY }

    static Item variable(String name) {
        return new Item(Kind.VARIABLE, name);
    }

    static Item header(String name) {
        return new Item(Kind.HEADER, name);
    }

    static Item property(String name) {
        return new Item(Kind.PROPERTY, name);
    }

    /** Camel's own, and what belongs to more than this message. */
    boolean isCamels() {
        return name.startsWith("Camel") || name.contains(":");
    }

    /** A list such as {@code body (the photo), variable event}; empty when it is none. {@code nothing} is a list of nothing. */
    static Optional<Set<Item>> list(String text) {
        Set<Item> items = new LinkedHashSet<>();
        if (text.equals("nothing")) {
            return Optional.of(items);
        }
        for (String part : text.split(BETWEEN)) {
            Matcher item = WRITTEN.matcher(part.strip());
            if (!item.matches()) {
                return Optional.empty();
            }
            items.add(item.group(2) == null ? BODY : new Item(Kind.valueOf(item.group(1).split(" ")[0].toUpperCase(Locale.ROOT)), item.group(2)));
        }
        return Optional.of(items);
    }

    @Override
    public int compareTo(Item other) {
        int byKind = kind.compareTo(other.kind);
        return byKind != 0 ? byKind : name.compareTo(other.name);
    }

    /** As a contract writes it. */
    @Override
    public String toString() {
        return (kind.name().toLowerCase(Locale.ROOT) + " " + name).strip();
    }
}
