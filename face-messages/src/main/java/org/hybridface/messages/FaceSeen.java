// SPDX-License-Identifier: Apache-2.0
package org.hybridface.messages;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A device recognised a pooled face by what another device had learnt, and asked nobody: published to {@link Topics#SEEN}, so that it is told when the
 * face's name changes.
 *
 * @param key           the device's key for the face, see {@link DeviceKey}
 * @param faceId        the pool's id of the face, see {@link FaceId}
 * @param answerVersion which state of the face the device knows, see {@link Answer#version()}
 */
public record FaceSeen(String key, String faceId, long answerVersion) {

    public FaceSeen {
        DeviceKey.require(key);
        FaceId.require(faceId);
        if (answerVersion < Answer.UNVERSIONED) {
            throw new InvalidMessageException("'answerVersion' is below 0");
        }
    }

    public byte[] toJson() {
        return Json.bytes(Json.object().put("version", NewFace.VERSION).put("id", key).put("faceId", faceId).put("answerVersion", answerVersion));
    }

    /** @throws InvalidMessageException when the message breaks the contract; the text says which field */
    public static FaceSeen fromJson(byte[] json) {
        JsonNode node = Json.parseObject(json, "the message");
        Json.requireVersion(node.path("version"), NewFace.VERSION);
        JsonNode version = node.path("answerVersion");
        if (!version.isIntegralNumber() || !version.canConvertToLong()) {
            throw new InvalidMessageException("'answerVersion' is missing or not a whole number");
        }
        return new FaceSeen(Json.requiredText(node, "id"), Json.requiredText(node, "faceId"), version.longValue());
    }
}
