// SPDX-License-Identifier: Apache-2.0
package org.hybridface.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Somebody sets right what the pool says of a person. A device publishes it to {@link Topics#CORRECT}, an operator sends it with
 * {@code "action":"correct"} by direct invoke; both are {@code {"version":1,"correction":{"uuid","by","do",...}}}.
 *
 * @param id  of this correction: sent twice, it is done once; an {@link Act.Undo} names it
 * @param by  who says so, as the audit trail shows it: 1 to 128 characters that can be seen
 * @param act what is to be done
 */
public record Correction(UUID id, String by, Act act) {

    /** The value of {@code action} that tells the Lambda which event this is. */
    public static final String ACTION = "correct";

    public Correction {
        try {
            by = PersonName.require(by);
        } catch (InvalidMessageException e) {
            throw new InvalidMessageException("'by' says nobody: " + e.getMessage().replace("'name'", "it"));
        }
    }

    /** What is done. A face stands for its person: whatever is done to the person reaches all its faces. */
    public sealed interface Act {

        /** The word for it on the wire: {@code rename}, {@code never-ask} ... */
        default String word() {
            return getClass().getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
        }

        /** The faces it names; a device must have seen them all. */
        List<String> faces();

        /** One that names a face. */
        sealed interface OfFace extends Act {

            String faceId();

            @Override
            default List<String> faces() {
                return List.of(faceId());
            }
        }

        /** One that names two. */
        sealed interface OfTwoFaces extends OfFace {

            String otherFaceId();

            @Override
            default List<String> faces() {
                return List.of(faceId(), otherFaceId());
            }
        }

        /** The person of the face gets another name, or none. */
        record Rename(String faceId, Optional<String> name) implements OfFace {
            public Rename {
                FaceId.require(faceId);
                name = name.map(PersonName::require);
            }
        }

        /** Both faces are one person: that of the other joins that of the first, and takes its name unless only the other has one. */
        record Merge(String faceId, String otherFaceId) implements OfTwoFaces {
            public Merge {
                FaceId.require(faceId);
                FaceId.require(otherFaceId);
            }
        }

        /** The face is of somebody else than its person's other faces: it becomes a person of its own, without a name. */
        record Split(String faceId) implements OfFace {
            public Split {
                FaceId.require(faceId);
            }
        }

        /**
         * Whom the device shows under this key is not the face's person, and is never told so again.
         *
         * @param key the device's key, see {@link DeviceKey}
         */
        record NotThisPerson(String faceId, String key) implements OfFace {
            public NotThisPerson {
                FaceId.require(faceId);
                DeviceKey.require(key);
            }
        }

        /** The two faces are two persons, and are never merged: the first leaves the other's person if it is with it. */
        record Differ(String faceId, String otherFaceId) implements OfTwoFaces {
            public Differ {
                FaceId.require(faceId);
                FaceId.require(otherFaceId);
            }
        }

        /** Whether devices are to ask no more about the person's faces; false takes it back. */
        record NeverAsk(String faceId, boolean never) implements OfFace {
            public NeverAsk {
                FaceId.require(faceId);
            }
        }

        /**
         * The person agrees to be recognised, or withdraws it.
         *
         * @param until when it ends; empty when it was withdrawn, which is now
         */
        record Consent(String faceId, Optional<Instant> until) implements OfFace {
            public Consent {
                FaceId.require(faceId);
            }
        }

        /** Everything is as it was before that correction, unless something of it has changed since. */
        record Undo(UUID correction) implements Act {
            @Override
            public List<String> faces() {
                return List.of();
            }
        }
    }

    public byte[] toJson() {
        ObjectNode root = Json.object().put("version", NewFace.VERSION);
        ObjectNode node = root.putObject("correction").put("uuid", id.toString()).put("by", by).put("do", act.word());
        if (act instanceof Act.OfFace one) {
            node.put("faceId", one.faceId());
        }
        if (act instanceof Act.OfTwoFaces two) {
            node.put("otherFaceId", two.otherFaceId());
        }
        if (act instanceof Act.Rename rename) {
            rename.name().ifPresent(name -> node.put("name", name));
        } else if (act instanceof Act.NotThisPerson not) {
            node.put("key", not.key());
        } else if (act instanceof Act.NeverAsk never) {
            node.put("never", never.never());
        } else if (act instanceof Act.Consent consent) {
            consent.until().ifPresent(until -> node.put("until", until.toString()));
        } else if (act instanceof Act.Undo undo) {
            node.put("undo", undo.correction().toString());
        }
        return Json.bytes(root);
    }

    /** @throws InvalidMessageException when the message breaks the contract; the text says which field */
    public static Correction fromJson(byte[] json) {
        JsonNode root = Json.parseObject(json, "the message");
        Json.requireVersionIfAny(root.path("version"), NewFace.VERSION);
        JsonNode node = root.path("correction");
        if (!node.isObject()) {
            throw new InvalidMessageException("'correction' is missing or not an object");
        }
        return new Correction(uuid(node, "uuid"), Json.requiredText(node, "by"), act(node));
    }

    private static Act act(JsonNode node) {
        return switch (Json.requiredText(node, "do")) {
            case "rename" -> new Act.Rename(Json.requiredText(node, "faceId"), name(node));
            case "merge" -> new Act.Merge(Json.requiredText(node, "faceId"), Json.requiredText(node, "otherFaceId"));
            case "split" -> new Act.Split(Json.requiredText(node, "faceId"));
            case "not-this-person" -> new Act.NotThisPerson(Json.requiredText(node, "faceId"), Json.requiredText(node, "key"));
            case "differ" -> new Act.Differ(Json.requiredText(node, "faceId"), Json.requiredText(node, "otherFaceId"));
            case "never-ask" -> new Act.NeverAsk(Json.requiredText(node, "faceId"), never(node));
            case "consent" -> new Act.Consent(Json.requiredText(node, "faceId"), until(node));
            case "undo" -> new Act.Undo(uuid(node, "undo"));
            default -> throw new InvalidMessageException(
                    "'do' is not rename, merge, split, not-this-person, differ, never-ask, consent or undo");
        };
    }

    private static Optional<String> name(JsonNode node) {
        JsonNode name = node.path("name");
        return name.isMissingNode() || name.isNull() ? Optional.empty() : Optional.of(Json.requiredText(node, "name"));
    }

    private static boolean never(JsonNode node) {
        if (!node.path("never").isBoolean()) {
            throw new InvalidMessageException("'never' is not true or false");
        }
        return node.path("never").asBoolean();
    }

    private static Optional<Instant> until(JsonNode node) {
        JsonNode until = node.path("until");
        if (until.isMissingNode() || until.isNull()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.parse(Json.requiredText(node, "until")));
        } catch (DateTimeException e) {
            throw new InvalidMessageException("'until' is not a moment such as 2030-01-31T00:00:00Z");
        }
    }

    private static UUID uuid(JsonNode node, String field) {
        String text = Json.requiredText(node, field);
        if (!FaceId.isValid(text)) {
            throw new InvalidMessageException("'" + field + "' is not a UUID in small letters");
        }
        return UUID.fromString(text);
    }

    /** Names never reach a log. */
    @Override
    public String toString() {
        return "event=correction id=" + id + " do=" + act.word() + (act.faces().isEmpty() ? "" : " faceId=" + act.faces().get(0));
    }
}
