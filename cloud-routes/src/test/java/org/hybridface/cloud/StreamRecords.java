// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Records of the table's stream as Lambda receives them (AWS Lambda developer guide, "Using AWS Lambda with Amazon DynamoDB"). */
final class StreamRecords {

    private StreamRecords() {
    }

    static byte[] stream(ObjectNode... records) {
        ObjectNode event = Cloud.JSON.createObjectNode();
        for (ObjectNode record : records) {
            event.withArray("Records").add(record);
        }
        return Cloud.bytes(event);
    }

    /** A stream record as Lambda receives it; an empty map is an image that is not there. */
    static ObjectNode record(String sequence, Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
        ObjectNode record = Cloud.JSON.createObjectNode().put("eventID", "e" + sequence)
                .put("eventName", before.isEmpty() ? "INSERT" : after.isEmpty() ? "REMOVE" : "MODIFY")
                .put("eventSource", "aws:dynamodb").put("awsRegion", "us-east-1");
        ObjectNode data = record.putObject("dynamodb").put("SequenceNumber", sequence)
                .put("StreamViewType", "NEW_AND_OLD_IMAGES");
        data.set("Keys", image(Map.of("id", (after.isEmpty() ? before : after).get("id"))));
        if (!before.isEmpty()) {
            data.set("OldImage", image(before));
        }
        if (!after.isEmpty()) {
            data.set("NewImage", image(after));
        }
        return record;
    }

    private static ObjectNode image(Map<String, AttributeValue> item) {
        ObjectNode image = Cloud.JSON.createObjectNode();
        item.forEach((name, value) -> {
            switch (value.type()) {
                case S -> image.putObject(name).put("S", value.s());
                case N -> image.putObject(name).put("N", value.n());
                case BOOL -> image.putObject(name).put("BOOL", value.bool());
                case SS -> value.ss().forEach(image.withObject("/" + name).withArray("SS")::add);
                default -> throw new IllegalArgumentException(value.toString());
            }
        });
        return image;
    }
}
