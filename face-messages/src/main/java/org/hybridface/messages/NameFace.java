package org.hybridface.messages;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;

/**
 * A person at the device gives a pooled face its name: published to {@link Topics#NAME}, so that every device learns it.
 *
 * @param faceId the pool's id of the face, from an {@link Answer}
 * @param name   the person's name as it is to be shown
 */
public record NameFace(String faceId, String name) {

    public NameFace {
        Objects.requireNonNull(faceId, "faceId");
        name = PersonName.require(name);
    }

    public byte[] toJson() {
        return Json.bytes(Json.object().put("version", NewFace.VERSION).put("faceId", faceId).put("name", name));
    }

    /** @throws InvalidMessageException when the message breaks the contract; the text says which field */
    public static NameFace fromJson(byte[] json) {
        JsonNode node = Json.parseObject(json, "the message");
        return new NameFace(Json.requiredText(node, "faceId"), Json.requiredText(node, "name"));
    }
}
