// SPDX-License-Identifier: Apache-2.0
package org.hybridface.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * Somebody is to be erased everywhere. A device publishes it to {@link Topics#ERASE} and names a face that it saw; an operator sends it with
 * {@code "action":"erase"} and names the person, or a face of which the table knows no person.
 *
 * @param person see {@link PersonId}; empty when a face is named
 * @param faceId a face of the person, see {@link FaceId}; empty when the person is named
 * @param by     who says so, as the receipt shows it: 1 to 128 characters that can be seen
 */
public record ErasePerson(Optional<String> person, Optional<String> faceId, String by) {

    /** The value of {@code action} that tells the Lambda which event this is. */
    public static final String ACTION = "erase";

    public ErasePerson {
        if (person.isPresent() == faceId.isPresent()) {
            throw new InvalidMessageException("give 'person' or 'faceId', one of the two");
        }
        person.ifPresent(PersonId::require);
        faceId.ifPresent(FaceId::require);
        try {
            by = PersonName.require(by);
        } catch (InvalidMessageException e) {
            throw new InvalidMessageException("'by' says nobody: " + e.getMessage().replace("'name'", "it"));
        }
    }

    public static ErasePerson ofFace(String faceId, String by) {
        return new ErasePerson(Optional.empty(), Optional.of(faceId), by);
    }

    public static ErasePerson of(String person, String by) {
        return new ErasePerson(Optional.of(person), Optional.empty(), by);
    }

    public byte[] toJson() {
        ObjectNode root = Json.object().put("version", NewFace.VERSION);
        person.ifPresent(id -> root.put("person", id));
        faceId.ifPresent(id -> root.put("faceId", id));
        return Json.bytes(root.put("by", by));
    }

    /** @throws InvalidMessageException when the message breaks the contract; the text says which field */
    public static ErasePerson fromJson(byte[] json) {
        JsonNode root = Json.parseObject(json, "the message");
        Json.requireVersionIfAny(root.path("version"), NewFace.VERSION);
        return new ErasePerson(given(root, "person"), given(root, "faceId"), Json.requiredText(root, "by"));
    }

    private static Optional<String> given(JsonNode root, String field) {
        return root.path(field).isMissingNode() || root.path(field).isNull() ? Optional.empty() : Optional.of(Json.requiredText(root, field));
    }

    @Override
    public String toString() {
        return "event=erase" + person.map(id -> " person=" + id).orElse("") + faceId.map(id -> " faceId=" + id).orElse("");
    }
}
