// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.demo;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hybridface.messages.DeviceKey;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Gives a pooled face its name as an operator would: by editing the item in the table, and nothing else. */
final class Registrar {

    private final DynamoDbClient dynamoDb;
    private final String table;

    Registrar(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    /** The id of the unnamed face that a device saw under a key; empty while the table knows none. */
    Optional<String> unnamedFace(String thing, String key) {
        List<Map<String, AttributeValue>> items = dynamoDb.scan(request -> request
                .tableName(table)
                .filterExpression("attribute_exists(seenBy) AND attribute_not_exists(#name)")
                .expressionAttributeNames(Map.of("#name", "name"))).items();
        return items.stream().filter(item -> item.get("seenBy").ss().stream().anyMatch(seen -> isUnder(seen, thing, key)))
                .findFirst().map(item -> item.get("id").s());
    }

    private static boolean isUnder(String seen, String thing, String key) {
        String device = seen.substring(seen.indexOf('#') + 1);
        return seen.startsWith(thing + "#") && DeviceKey.isValid(device) && DeviceKey.parse(device).key().equals(key);
    }

    void name(String faceId, String name) {
        dynamoDb.updateItem(request -> request
                .tableName(table)
                .key(Map.of("id", AttributeValue.fromS(faceId)))
                .updateExpression("SET #name = :name")
                .conditionExpression("attribute_exists(id)")
                .expressionAttributeNames(Map.of("#name", "name"))
                .expressionAttributeValues(Map.of(":name", AttributeValue.fromS(name))));
    }
}
