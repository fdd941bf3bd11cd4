// SPDX-License-Identifier: Apache-2.0
package org.hybridface.messages;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A {@link NewFace} as the IoT rule hands it to the Lambda: with the thing that sent it, taken from the authenticated
 * connection ({@code clientid()}), never from the payload.
 *
 * @param thing the device's thing name
 * @param face  what the device sent
 */
public record NewFaceEvent(String thing, NewFace face) {

    /** @throws InvalidMessageException when the thing is not a {@link ThingName} */
    public NewFaceEvent {
        ThingName.require(thing);
    }

    /** @throws InvalidMessageException when the event breaks the contract; the text says which field */
    public static NewFaceEvent fromJson(byte[] json) {
        JsonNode node = Json.parseObject(json, "the event");
        return new NewFaceEvent(Json.requiredText(node, "thing"), NewFace.fromNode(node));
    }
}
