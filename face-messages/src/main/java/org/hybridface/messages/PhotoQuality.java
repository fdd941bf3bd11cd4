// SPDX-License-Identifier: Apache-2.0
package org.hybridface.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What the device measured on a face before it sent the crop.
 *
 * @param size      width of the face in the camera's picture, in pixels, 0 to {@link #MAX_SIZE_PX}; 0 when it was not measured
 * @param sharpness 0 (blurred) to 1 (sharp)
 * @param yaw       turn of the head in degrees, -180 to 180, negative to the person's right, 0 straight ahead
 */
public record PhotoQuality(int size, double sharpness, int yaw) {

    /** Wider than any camera's picture. */
    static final int MAX_SIZE_PX = 100_000;

    private static final int MAX_YAW_DEGREES = 180;

    /** @throws InvalidMessageException when a value is out of its range */
    public PhotoQuality {
        require(size >= 0 && size <= MAX_SIZE_PX, "size", "a width from 0 to " + MAX_SIZE_PX);
        require(sharpness >= 0 && sharpness <= 1, "sharpness", "from 0 to 1");
        require(yaw >= -MAX_YAW_DEGREES && yaw <= MAX_YAW_DEGREES, "yaw", "an angle from -180 to 180");
    }

    ObjectNode putInto(ObjectNode quality) {
        return quality.put("size", size).put("sharpness", sharpness).put("yaw", yaw);
    }

    /** What was not measured counts as 0. */
    static PhotoQuality fromNode(JsonNode quality) {
        if (!quality.isMissingNode() && !quality.isObject()) {
            throw new InvalidMessageException("'quality' is not a JSON object");
        }
        JsonNode sharpness = quality.path("sharpness");
        require(sharpness.isMissingNode() || sharpness.isNumber(), "sharpness", "a number");
        return new PhotoQuality(integer(quality, "size"), sharpness.asDouble(0), integer(quality, "yaw"));
    }

    private static int integer(JsonNode quality, String field) {
        JsonNode value = quality.path(field);
        require(value.isMissingNode() || value.isIntegralNumber() && value.canConvertToInt(), field, "a whole number");
        return value.asInt(0);
    }

    private static void require(boolean good, String field, String rule) {
        if (!good) {
            throw new InvalidMessageException("'quality." + field + "' is not " + rule);
        }
    }
}
