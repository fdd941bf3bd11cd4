// SPDX-License-Identifier: Apache-2.0
package org.hybridface.messages;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A person at the device gives a pooled face its name: published to {@link Topics#NAME}, so that every device learns it.
 *
 * @param faceId the pool's id of the face, from an {@link Answer}; see {@link FaceId}
 * @param name   the person's name as it is to be shown
 */
public record NameFace(String faceId, String name) {

    public NameFace {
        FaceId.require(faceId);
        name = PersonName.require(name);
    }

    public byte[] toJson() {
        return Json.bytes(Json.object().put("version", NewFace.VERSION).put("faceId", faceId).put("name", name));
    }

    /** @throws InvalidMessageException when the message breaks the contract; the text says which field */
    public static NameFace fromJson(byte[] json) {
        JsonNode node = Json.parseObject(json, "the message");
        Json.requireVersionIfAny(node.path("version"), NewFace.VERSION);
        return new NameFace(Json.requiredText(node, "faceId"), Json.requiredText(node, "name"));
    }
}
