// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.explain;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something happened to a face. As a line: {@code event=ask key=User001 id=4da9... size=134}. Immutable.
 *
 * @param key   the device's key, for example {@code User001}
 * @param id    the id of the question, which follows it through device and cloud; empty when this belongs to no question
 * @param facts ids, words and numbers by name, in the order they are to be read; never a name, a photo or an embedding
 */
public record FaceEvent(Kind kind, String key, Optional<String> id, Map<String, String> facts) {

    /** What can happen to a face. Its word in the journal is the name in lower case with dashes. */
    public enum Kind {
        /** A face nobody matched got its key. */
        KEYED,
        /** A face nobody matched got its key and all that another device knows of it. */
        ADOPTED,
        /** A remembered face is in view again. */
        RECOGNISED,
        /** The quality gate let a view pass, or did not. */
        GATE,
        /** The face cache decided whether the cloud is asked. */
        VERDICT,
        /** The photo for a question was taken. */
        ASK,
        /** The question lies sealed in the outbox. */
        SEALED,
        /** The question left the outbox for the broker. */
        SENDING,
        /** The broker has it (PUBACK). */
        PUBLISHED,
        /** The question never left the device. */
        ASK_FAILED,
        /** Somebody wants the cloud to be asked anew. */
        ASK_AGAIN,
        /** The question waited too long, or the outbox was full. */
        DROPPED,
        /** The cloud's answer is applied and on the disk. */
        ANSWER,
        /** The answer is taken out of the shadow. */
        TAKEN_OUT,
        /** The cloud said that this face is one the device knows by an older key: the two are one now. */
        JOINED,
        /** A clearly better photo took the place of the one that waited in the outbox. */
        IMPROVED,
        /** A person at this device gave the name. */
        RENAMED,
        /** The face is not remembered any more. */
        FORGOTTEN;

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Optional<Kind> of(String word) {
            for (Kind kind : values()) {
                if (kind.word().equals(word)) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }
    }

    private static final Pattern FACT = Pattern.compile("([A-Za-z-]+)=(\\S+)");
    private static final String EVENT = "event";
    private static final String KEY = "key";
    private static final String ID = "id";

    public FaceEvent {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }

    public static FaceEvent of(Kind kind, String key) {
        return new FaceEvent(kind, key, Optional.empty(), Map.of());
    }

    public FaceEvent id(String eventId) {
        return new FaceEvent(kind, key, Optional.of(eventId), facts);
    }

    /** With one more fact; white space in it would end it, and becomes {@code _}. */
    public FaceEvent with(String name, Object value) {
        Map<String, String> more = new LinkedHashMap<>(facts);
        more.put(name, value.toString().replaceAll("[\\s\\p{Z}\\p{C}]", "_"));
        return new FaceEvent(kind, key, id, more);
    }

    /** With a number of so many digits behind the point. */
    public FaceEvent with(String name, double value, int digits) {
        return with(name, String.format(Locale.ROOT, "%." + digits + "f", value));
    }

    Optional<String> fact(String name) {
        return Optional.ofNullable(facts.get(name));
    }

    /** A fact, or a dash. */
    String text(String name) {
        return facts.getOrDefault(name, "-");
    }

    @Override
    public String toString() {
        StringBuilder line = new StringBuilder(EVENT + "=" + kind.word() + " " + KEY + "=" + key);
        id.ifPresent(given -> line.append(' ').append(ID).append('=').append(given));
        facts.forEach((name, value) -> line.append(' ').append(name).append('=').append(value));
        return line.toString();
    }

    /** Empty when it is no such line, or of a kind only a newer device knows. */
    static Optional<FaceEvent> parse(String line) {
        Map<String, String> facts = new LinkedHashMap<>();
        Matcher found = FACT.matcher(line);
        while (found.find()) {
            facts.put(found.group(1), found.group(2));
        }
        Optional<Kind> kind = Optional.ofNullable(facts.remove(EVENT)).flatMap(Kind::of);
        Optional<String> key = Optional.ofNullable(facts.remove(KEY));
        Optional<String> id = Optional.ofNullable(facts.remove(ID));
        return kind.flatMap(known -> key.map(face -> new FaceEvent(known, face, id, facts)));
    }
}
