// SPDX-License-Identifier: Apache-2.0
package org.hybridface.routecheck;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a route takes from whoever sends to it, and what it leaves behind, as its {@code note} says it:
 * {@code Takes body (a photo), variable event. Leaves variable match.}
 *
 * @param takesText  the same with what is said of each item in brackets
 * @param leavesText likewise
 */
public record Contract(Set<Item> takes, Set<Item> leaves, String takesText, String leavesText) {

    static final String FORM = "'Takes body (what it is), header x, variable y. Leaves nothing.'";
    private static final Pattern NOTE = Pattern.compile("Takes (.+)\\. Leaves (.+)\\.");

    /** Whether the note is meant to be a contract; any other note is a note. */
    static boolean isMeant(String note) {
        return note.startsWith("Takes ");
    }

    /** Empty when the note is no contract, or a wrong one. */
    public static Optional<Contract> of(RouteFile.Entry route) {
        Matcher note = NOTE.matcher(route.tree().path("note").asText("").strip().replaceAll("\\s+", " "));
        if (!note.matches()) {
            return Optional.empty();
        }
        return Item.list(note.group(1)).flatMap(takes -> Item.list(note.group(2))
                .map(leaves -> new Contract(takes, leaves, note.group(1), note.group(2))));
    }
}
