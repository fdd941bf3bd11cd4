// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.table;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Short words for DynamoDB's attribute values. */
public final class Items {

    /** The partition key of faces and events. */
    public static final String ID = "id";

    /** DynamoDB deletes the item some time after this moment, in epoch seconds (the table's TTL attribute). */
    public static final String EXPIRES_AT = "expiresAt";

    private Items() {
    }

    public static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    public static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    public static AttributeValue seconds(Instant moment) {
        return number(moment.getEpochSecond());
    }

    public static Map<String, AttributeValue> key(String id) {
        return Map.of(ID, text(id));
    }

    static Optional<String> text(Map<String, AttributeValue> item, String attribute) {
        return Optional.ofNullable(item.get(attribute)).map(AttributeValue::s).filter(text -> !text.isBlank());
    }

    /** 0 when the attribute is missing. */
    static long number(Map<String, AttributeValue> item, String attribute) {
        return Optional.ofNullable(item.get(attribute)).map(AttributeValue::n).map(Long::parseLong).orElse(0L);
    }
}
