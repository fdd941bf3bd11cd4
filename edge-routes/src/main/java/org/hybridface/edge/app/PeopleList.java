// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hybridface.edge.app.PersonMain.MisusedException;
import org.hybridface.edge.people.SearchedName;
import org.hybridface.messages.FaceKey;
import org.hybridface.messages.InvalidMessageException;
import org.hybridface.messages.PersonId;
import org.hybridface.messages.PersonName;
import org.hybridface.routecheck.Words;

/**
 * Who is meant by what somebody typed: a key, the id of a person or of a face, or a whole name. Blanks around it and its case do not matter. Never guesses:
 * what may mean two persons is refused.
 *
 * @param people as {@code /api/people} lists them
 * @param known  how many the device knows; of very many the list has those seen last
 */
record PeopleList(List<JsonNode> people, int known) {

    /** Letters that may be wrong, missing or too many. */
    private static final int SLIPS = 2;

    /** More names at once help nobody. */
    private static final int TOLD = 5;

    /**
     * @param id  by which the device's interface finds the person
     * @param key a key of the person that the cloud knows, if any
     * @param called what to call the person when asking whether that is meant
     * @param inCloud whether the cloud knows the person
     */
    record Whom(String id, Optional<String> key, String called, boolean inCloud) {
    }

    static PeopleList of(JsonNode answer) {
        List<JsonNode> people = new ArrayList<>();
        answer.path("people").forEach(people::add);
        return new PeopleList(people, Math.max(people.size(), answer.path("known").asInt()));
    }

    /**
     * What is meant without the blanks around it, keys and ids as they are written.
     *
     * @throws MisusedException when it is nothing that could mean anybody
     */
    static String asked(String typed) throws MisusedException {
        try {
            String text = PersonName.require(typed);
            String key = text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1).toLowerCase(Locale.ROOT);
            return FaceKey.isValid(key) ? key : isId(text) ? text.toLowerCase(Locale.ROOT) : text;
        } catch (InvalidMessageException e) {
            throw new MisusedException("that names nobody (" + e.getMessage() + "): give a key, an id or a whole name, as /api/people lists them");
        }
    }

    static boolean isId(String text) {
        return PersonId.isValid(text.toLowerCase(Locale.ROOT));
    }

    /**
     * @param asked see {@link #asked}
     * @return empty when the list has nobody like that
     * @throws MisusedException when it may mean several
     */
    Optional<Whom> find(String asked) throws MisusedException {
        boolean unique = FaceKey.isValid(asked) || isId(asked);
        List<JsonNode> found = people.stream().filter(person -> ids(person).anyMatch(asked::equals) || isCalled(person, asked)).toList();
        if (found.size() > 1) {
            throw new MisusedException("several are called " + asked + ": give an id or a key of "
                    + found.stream().map(person -> ids(person).limit(2).collect(Collectors.joining(" (")) + (ids(person).limit(2).count() > 1 ? ")" : "")).collect(Collectors.joining(", ")));
        }
        if (!unique && known > people.size()) {
            throw new MisusedException("of " + known + " people only the " + people.size() + " seen last are listed, and somebody else may be called " + asked
                    + " as well: give a key or an id");
        }
        return found.stream().findFirst().map(PeopleList::whom);
    }

    /** Names that whoever looked for that name would find, or that differ in a letter or two: never meant by themselves, only told. */
    List<String> near(String asked) {
        String plain = SearchedName.plain(asked);
        return people.stream().map(person -> person.path("name").asText("")).filter(name -> !name.isEmpty() && !name.equals("null"))
                .filter(name -> SearchedName.isIn(name, asked) || Words.distance(SearchedName.plain(name), plain) <= Math.min(SLIPS, plain.length() / 3)).distinct().sorted().limit(TOLD).toList();
    }

    private static Stream<String> ids(JsonNode person) {
        Stream.Builder<String> ids = Stream.<String>builder().add(person.path("id").asText());
        person.path("faces").forEach(face -> ids.add(face.path("key").asText()).add(face.path("faceId").asText("")));
        return ids.add(person.path("elsewhere").path("faceId").asText("")).build().filter(id -> !id.isEmpty()).distinct();
    }

    /** Accents may be typed as one character or as two. */
    private static boolean isCalled(JsonNode person, String asked) {
        return composed(person.path("name").asText("")).equalsIgnoreCase(composed(asked));
    }

    private static String composed(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    private static Whom whom(JsonNode person) {
        Optional<String> key = Optional.empty();
        boolean inCloud = false;
        for (JsonNode face : person.path("faces")) {
            boolean known = face.path("inCloud").asBoolean();
            if (key.isEmpty() || known && !inCloud) {
                key = Optional.of(face.path("key").asText());
            }
            inCloud |= known;
        }
        String id = person.path("id").asText();
        String name = person.path("name").asText("");
        return new Whom(id, key, name.isEmpty() || name.equals("null") ? key.orElse(id) : name, inCloud);
    }
}
