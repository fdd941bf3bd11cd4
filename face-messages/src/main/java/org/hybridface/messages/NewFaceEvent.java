package org.hybridface.messages;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;

/**
 * A {@link NewFace} as the IoT rule hands it to the Lambda: with the thing that sent it, taken from the authenticated
 * connection ({@code clientid()}), never from the payload.
 *
 * @param thing the device's thing name
 * @param face  what the device sent
 */
public record NewFaceEvent(String thing, NewFace face) {

    /** Thing names as AWS IoT allows them (CreateThing, thingName). */
    private static final Pattern THING = Pattern.compile("[a-zA-Z0-9:_-]{1,128}");

    /** @throws InvalidMessageException when the event breaks the contract; the text says which field */
    public static NewFaceEvent fromJson(byte[] json) {
        JsonNode node = Json.parseObject(json, "the event");
        String thing = Json.requiredText(node, "thing");
        if (!THING.matcher(thing).matches()) {
            throw new InvalidMessageException("'thing' is not a thing name");
        }
        return new NewFaceEvent(thing, NewFace.fromNode(node));
    }
}
