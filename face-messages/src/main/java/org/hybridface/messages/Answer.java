// SPDX-License-Identifier: Apache-2.0
package org.hybridface.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What the cloud says of a face: its name, that it is new to the pool, or why it could not be used. */
public sealed interface Answer {

    /** The word of this answer on the wire: {@code named}, {@code enrolled}, {@code rejected} or {@code erased}. */
    String state();

    /** The pool's face that this answer is about; empty when it is about none. */
    default Optional<String> face() {
        return Optional.empty();
    }

    /** The name. Null in another state than {@code named}: a route reads each field in each state, and nothing where there is none. */
    default String name() {
        return null;
    }

    /** {@link #face()} as a route reads it: null when the answer is about none. */
    default String faceId() {
        return null;
    }

    /** 0 to 100, Rekognition's scale; 0 when the answer is about no face. */
    default double similarity() {
        return 0;
    }

    /** Why the photo could not be used. Null in another state than {@code rejected}. */
    default String reason() {
        return null;
    }

    /** What the cloud says of the person whose face it is. */
    default Whose whose() {
        return Whose.UNKNOWN;
    }

    /** Whose face it is, see {@link PersonId}; empty when the cloud does not know or does not say. */
    default Optional<String> person() {
        return whose().person();
    }

    /** Which state of the face this answer tells: of two answers about one face, the one with the higher version is the newer. 0 is the oldest. */
    default long version() {
        return UNVERSIONED;
    }

    /**
     * Whether what is known already is newer than this answer, which must not replace it then. Faces have versions of their own: an answer about
     * another face is never outdated.
     *
     * @param knownFace    the face the last answer was about
     * @param knownVersion its version
     */
    default boolean isOutdatedBy(Optional<String> knownFace, long knownVersion) {
        return face().isPresent() && face().equals(knownFace) && version() < knownVersion;
    }

    /** The version of an answer that carries none: older than all others. */
    long UNVERSIONED = 0;

    /** What is to be said of a pooled face: its name, or that it has none. */
    static Answer of(Optional<String> name, String faceId, double similarity, long version, Whose whose) {
        return name.<Answer>map(known -> new Named(known, faceId, similarity, version, whose)).orElseGet(() -> new Enrolled(faceId, similarity, version, whose));
    }

    /**
     * The person is known by name.
     *
     * @param similarity 0 to 100, Rekognition's scale
     * @param version    see {@link #version()}
     * @param whose      see {@link #whose()}
     */
    record Named(String name, String faceId, double similarity, long version, Whose whose) implements Answer {
        public Named {
            name = PersonName.require(name);
            FaceId.require(faceId);
            requireSimilarity(similarity);
            requireVersion(version);
        }

        /** As a cloud says it that knows no versions. */
        public Named(String name, String faceId, double similarity) {
            this(name, faceId, similarity, UNVERSIONED);
        }

        /** As a cloud says it that knows no persons. */
        public Named(String name, String faceId, double similarity, long version) {
            this(name, faceId, similarity, version, Whose.UNKNOWN);
        }

        @Override
        public Optional<String> face() {
            return Optional.of(faceId);
        }

        @Override
        public String state() {
            return "named";
        }
    }

    /**
     * The face is in the pool, but nobody has named it yet: the device goes on showing the key.
     *
     * @param similarity 0 to 100 to the pooled face; 100 for the photo that was enrolled itself
     * @param version    see {@link #version()}; a face that lost its name or is gone is newer than when it had one
     * @param whose      see {@link #whose()}
     */
    record Enrolled(String faceId, double similarity, long version, Whose whose) implements Answer {
        public Enrolled {
            FaceId.require(faceId);
            requireSimilarity(similarity);
            requireVersion(version);
        }

        /** As a cloud says it that knows no versions. */
        public Enrolled(String faceId, double similarity) {
            this(faceId, similarity, UNVERSIONED);
        }

        /** As a cloud says it that knows no persons. */
        public Enrolled(String faceId, double similarity, long version) {
            this(faceId, similarity, version, Whose.UNKNOWN);
        }

        @Override
        public Optional<String> face() {
            return Optional.of(faceId);
        }

        @Override
        public String state() {
            return "enrolled";
        }
    }

    /**
     * The photo could not be used.
     *
     * @param reason a word of {@link RejectionReason} or a newer one: small letters, digits and hyphens
     */
    record Rejected(String reason) implements Answer {

        private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9-]{0,63}");

        public Rejected {
            if (!WORD.matcher(reason).matches()) {
                throw new InvalidMessageException("'reason' is not a word of small letters, digits and hyphens");
            }
        }

        @Override
        public String state() {
            return "rejected";
        }
    }

    /**
     * A person is to be erased from the device, with all that came of these faces. It lies in the mailbox under the erasure's id, see {@link MailboxKey}.
     *
     * @param faces   ids of the pool's faces that the device saw
     * @param persons ids of the person, of which there are several when some were merged
     * @param keys    the device's keys of the person, as far as the cloud knows them, see {@link DeviceKey}
     */
    record Erased(Set<String> faces, Set<String> persons, Set<String> keys) implements Answer {
        public Erased {
            faces = Set.copyOf(faces);
            persons = Set.copyOf(persons);
            keys = Set.copyOf(keys);
            faces.forEach(FaceId::require);
            persons.forEach(PersonId::require);
            keys.forEach(DeviceKey::require);
        }

        @Override
        public String state() {
            return "erased";
        }
    }

    /** This answer as the shadow carries it. */
    default ObjectNode toNode() {
        ObjectNode node = Json.object();
        if (this instanceof Named named) {
            node.put("name", named.name()).put("faceId", named.faceId()).put("similarity", named.similarity());
        } else if (this instanceof Enrolled enrolled) {
            node.put("faceId", enrolled.faceId()).put("similarity", enrolled.similarity());
        } else if (this instanceof Rejected rejected) {
            node.put("reason", rejected.reason());
        } else if (this instanceof Erased erased) {
            erased.faces().stream().sorted().forEach(node.putArray("faces")::add);
            erased.persons().stream().sorted().forEach(node.putArray("persons")::add);
            erased.keys().stream().sorted().forEach(node.putArray("keys")::add);
        }
        if (version() != UNVERSIONED) {
            node.put("version", version());
        }
        whose().putInto(node);
        return node.put("state", state());
    }

    /** @throws InvalidMessageException when the node is no answer */
    static Answer fromNode(JsonNode node) {
        return switch (Json.requiredText(node, "state")) {
            case "named" -> new Named(
                    Json.requiredText(node, "name"),
                    Json.requiredText(node, "faceId"),
                    similarity(node), version(node), Whose.from(node));
            case "enrolled" -> new Enrolled(Json.requiredText(node, "faceId"), similarity(node), version(node), Whose.from(node));
            case "rejected" -> new Rejected(Json.text(node, "reason").orElse("unknown"));
            case "erased" -> new Erased(texts(node, "faces"), texts(node, "persons"), texts(node, "keys"));
            default -> throw new InvalidMessageException("'state' is not named, enrolled, rejected or erased");
        };
    }

    private static Set<String> texts(JsonNode node, String field) {
        Set<String> texts = new TreeSet<>();
        node.path(field).forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static double similarity(JsonNode node) {
        JsonNode similarity = node.path("similarity");
        if (!similarity.isMissingNode() && !similarity.isNumber()) {
            throw new InvalidMessageException("'similarity' is not a number");
        }
        return similarity.asDouble(0);
    }

    private static long version(JsonNode node) {
        JsonNode version = node.path("version");
        if (!version.isMissingNode() && !(version.isIntegralNumber() && version.canConvertToLong())) {
            throw new InvalidMessageException("'version' is not a whole number");
        }
        return version.asLong(UNVERSIONED);
    }

    private static void requireVersion(long version) {
        if (version < UNVERSIONED) {
            throw new InvalidMessageException("'version' is below 0");
        }
    }

    private static void requireSimilarity(double similarity) {
        if (!(similarity >= 0 && similarity <= 100)) {
            throw new InvalidMessageException("'similarity' is not from 0 to 100");
        }
    }
}
