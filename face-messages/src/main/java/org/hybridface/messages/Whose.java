// SPDX-License-Identifier: Apache-2.0
package org.hybridface.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the pool says of the person whose face it is.
 *
 * @param person   see {@link PersonId}; empty when the cloud does not know or does not say
 * @param neverAsk whether devices are to ask no more about the face, also when its name has grown old: somebody said so
 * @param consent  until when the person agreed to be recognised; empty when nobody asked
 * @param differs  persons it was said not to be, at most {@value #MOST_DIFFER}
 */
public record Whose(Optional<String> person, boolean neverAsk, Optional<Instant> consent, Set<String> differs) {

    /** Of a face of which only the face is known. */
    public static final Whose UNKNOWN = new Whose(Optional.empty(), false, Optional.empty(), Set.of());

    /** Enough for a family; the shadow, where answers wait, holds 8 KB. */
    public static final int MOST_DIFFER = 8;

    private static final String PERSON = "person";
    private static final String NEVER_ASK = "neverAsk";
    private static final String CONSENT = "consentUntil";
    private static final String DIFFERS = "differs";

    /** Of more that differ than a message holds the first are kept. */
    public Whose {
        person.ifPresent(PersonId::require);
        differs.forEach(PersonId::require);
        differs = Set.copyOf(differs.stream().sorted().limit(MOST_DIFFER).toList());
    }

    /** Of a person of whom nobody said anything yet. */
    public static Whose of(String person) {
        return new Whose(Optional.of(person), false, Optional.empty(), Set.of());
    }

    /** Without persons who are nowhere any more. */
    public Whose notDifferingFrom(Set<String> gone) {
        Set<String> rest = new TreeSet<>(differs);
        rest.removeAll(gone);
        return new Whose(person, neverAsk, consent, rest);
    }

    public Whose neverAsked(boolean never) {
        return new Whose(person, never, consent, differs);
    }

    /** Adds what is known as fields. */
    public void putInto(ObjectNode node) {
        person.ifPresent(id -> node.put(PERSON, id));
        if (neverAsk) {
            node.put(NEVER_ASK, true);
        }
        consent.ifPresent(until -> node.put(CONSENT, until.toString()));
        if (!differs.isEmpty()) {
            ArrayNode array = node.putArray(DIFFERS);
            new TreeSet<>(differs).forEach(array::add);
        }
    }

    /** Adds null for each field that {@link #putInto} leaves out. */
    void putNulls(ObjectNode node) {
        for (String field : List.of(PERSON, NEVER_ASK, CONSENT, DIFFERS)) {
            if (!node.has(field)) {
                node.putNull(field);
            }
        }
    }

    /** What cannot be read is left out: it is worth less than the rest of the message, which names somebody who waits. */
    public static Whose from(JsonNode node) {
        Set<String> differs = new TreeSet<>();
        node.path(DIFFERS).forEach(id -> differs.add(id.asText()));
        differs.removeIf(id -> !PersonId.isValid(id));
        return new Whose(Json.text(node, PERSON).filter(PersonId::isValid), node.path(NEVER_ASK).asBoolean(), Json.text(node, CONSENT).flatMap(Whose::moment),
                differs);
    }

    private static Optional<Instant> moment(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
