// SPDX-License-Identifier: Apache-2.0
package org.hybridface.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a device has learnt of a person, for all others of its fleet: published to {@link Topics#known}, retained, sealed with {@link FleetKeys}. An
 * empty retained message there takes it away from everybody.
 *
 * @param whose      whose looks these are, and what the cloud says of that person, who is known
 * @param model      id of the model that made the vectors; those of another model say nothing
 * @param looks      means of good looks, of one length
 * @param name       the person's name, as the cloud says it; empty while nobody has given one
 * @param faceId     the pool's face that the cloud found
 * @param similarity 0 to 100, to that face, as the cloud measured it for the device that asked
 * @param answerVersion which state of that face the cloud told, see {@link Answer#version()}
 * @param thing      the device that learnt it
 * @param told       when the cloud said so: the age of the name
 * @param expires    when it is no longer to be used
 */
public record Known(Whose whose, String model, List<LookVector> looks, Optional<String> name, String faceId, double similarity, long answerVersion,
        String thing, Instant told, Instant expires) {

    /** Version of the message inside the seal. */
    private static final int VERSION = 1;

    /** Most looks: enough for both profiles and another light, and with 128 values each the message stays below AWS IoT's 5 KB that count as one. */
    public static final int MOST_LOOKS = 4;

    /** No real message is as long: the longest looks in base64, the longest name and the rest. */
    public static final int MOST_BYTES = 32 * 1024;

    private static final Pattern MODEL = Pattern.compile("[\\x21-\\x7E]{1,128}");

    /** @throws InvalidMessageException when a part is not what it should be; the text names the part */
    public Known {
        if (whose.person().isEmpty()) {
            throw new InvalidMessageException("'person' is missing");
        }
        FaceId.require(faceId);
        ThingName.require(thing);
        if (!MODEL.matcher(model).matches()) {
            throw new InvalidMessageException("'model' is not an id of 1 to 128 plain characters");
        }
        looks = List.copyOf(looks);
        if (looks.isEmpty() || looks.size() > MOST_LOOKS) {
            throw new InvalidMessageException("'looks' are " + looks.size() + " instead of 1 to " + MOST_LOOKS);
        }
        if (looks.stream().mapToInt(LookVector::size).distinct().count() > 1) {
            throw new InvalidMessageException("'looks' are not of one length");
        }
        name = name.map(PersonName::require);
        if (!(similarity >= 0 && similarity <= 100)) {
            throw new InvalidMessageException("'similarity' is not from 0 to 100");
        }
        if (answerVersion < Answer.UNVERSIONED) {
            throw new InvalidMessageException("'answerVersion' is below 0");
        }
        if (!expires.isAfter(told)) {
            throw new InvalidMessageException("it expires before the cloud said it");
        }
    }

    /** Whose looks these are, see {@link PersonId}. */
    public String person() {
        return whose.person().orElseThrow();
    }

    /** What the cloud says of the face, as it told the device that asked. */
    public Answer answer() {
        return Answer.of(name, faceId, similarity, answerVersion, whose);
    }

    /** The retained message for {@link Topics#known}. */
    public byte[] toMessage(FleetKeys keys) {
        return keys.seal(Topics.known(person()), Json.bytes(toNode()));
    }

    /**
     * @param topic under which it came
     * @throws InvalidMessageException when it is not sealed with a key of the fleet for this topic, or breaks the contract
     */
    public static Known fromMessage(String topic, byte[] message, FleetKeys keys) {
        if (message.length > MOST_BYTES) {
            throw new InvalidMessageException("it has " + message.length + " bytes instead of at most " + MOST_BYTES);
        }
        Known known = fromJson(keys.open(topic, message));
        if (!topic.equals(Topics.known(known.person()))) {
            throw new InvalidMessageException("'person' is another than the topic's");
        }
        return known;
    }

    /** What is inside the seal. */
    public byte[] toJson() {
        return Json.bytes(toNode());
    }

    /** @throws InvalidMessageException when the message breaks the contract; the text says which field */
    public static Known fromJson(byte[] json) {
        JsonNode node = Json.parseObject(json, "what is known");
        Json.requireVersion(node.path("version"), VERSION);
        if (!node.path("looks").isArray() || node.path("looks").size() > MOST_LOOKS) {
            throw new InvalidMessageException("'looks' are not 1 to " + MOST_LOOKS);
        }
        List<LookVector> looks = new ArrayList<>();
        node.path("looks").forEach(look -> looks.add(LookVector.fromText(look.asText())));
        PersonId.require(Json.requiredText(node, "person"));
        return new Known(Whose.from(node), Json.requiredText(node, "model"), looks, Json.text(node, "name"),
                Json.requiredText(node, "faceId"), number(node, "similarity").doubleValue(), whole(node, "answerVersion"), Json.requiredText(node, "thing"),
                time(node, "told"), time(node, "expires"));
    }

    private ObjectNode toNode() {
        ObjectNode node = Json.object().put("version", VERSION).put("model", model);
        whose.putInto(node);
        ArrayNode array = node.putArray("looks");
        looks.forEach(look -> array.add(look.toText()));
        name.ifPresent(known -> node.put("name", known));
        return node.put("faceId", faceId).put("similarity", similarity).put("answerVersion", answerVersion).put("thing", thing)
                .put("told", told.toString()).put("expires", expires.toString());
    }

    private static JsonNode number(JsonNode node, String field) {
        if (!node.path(field).isNumber()) {
            throw new InvalidMessageException("'" + field + "' is missing or not a number");
        }
        return node.get(field);
    }

    private static long whole(JsonNode node, String field) {
        JsonNode number = number(node, field);
        if (!number.isIntegralNumber() || !number.canConvertToLong()) {
            throw new InvalidMessageException("'" + field + "' is not a whole number");
        }
        return number.longValue();
    }

    private static Instant time(JsonNode node, String field) {
        try {
            return Instant.parse(Json.requiredText(node, field));
        } catch (DateTimeException e) {
            throw new InvalidMessageException("'" + field + "' is not a time like 2026-01-31T10:15:30Z");
        }
    }

    /** Says whom and not what: names and looks are personal data. */
    @Override
    public String toString() {
        return "Known[person=" + person() + ", faceId=" + faceId + ", answerVersion=" + answerVersion + ", looks=" + looks.size() + "]";
    }
}
