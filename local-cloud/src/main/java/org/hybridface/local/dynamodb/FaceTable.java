// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import org.hybridface.local.stack.Stack;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/** The stack's table, as CloudFormation or Pulumi would make it. */
public final class FaceTable {

    private FaceTable() {
    }

    /**
     * Makes the table with its stream and time to live unless it is there, and puts those of the stack's items into it that are not.
     *
     * @return the ARN of its stream
     */
    public static String create(DynamoDbClient dynamoDb, Stack stack) {
        Stack.Table table = stack.table();
        String streamArn = created(dynamoDb, stack.table());
        letItemsExpire(dynamoDb, table);
        stack.seeds().forEach(item -> putIfAbsent(dynamoDb, table, attributes(item)));
        return streamArn;
    }

    private static void putIfAbsent(DynamoDbClient dynamoDb, Stack.Table table, Map<String, AttributeValue> item) {
        try {
            dynamoDb.putItem(put -> put.tableName(table.name()).item(item).conditionExpression("attribute_not_exists(#key)")
                    .expressionAttributeNames(Map.of("#key", table.key())));
        } catch (ConditionalCheckFailedException e) {
            // It was kept, and its name may have been edited since.
        }
    }

    private static void letItemsExpire(DynamoDbClient dynamoDb, Stack.Table table) {
        try {
            dynamoDb.updateTimeToLive(request -> request.tableName(table.name())
                    .timeToLiveSpecification(ttl -> ttl.enabled(true).attributeName(table.ttlAttribute())));
        } catch (DynamoDbException e) {
            // A repeated request again: there is no error of its own for that.
            if (!table.ttlAttribute().equals(dynamoDb.describeTimeToLive(request -> request.tableName(table.name()))
                    .timeToLiveDescription().attributeName())) {
                throw e;
            }
        }
    }

    /** A table may have been kept; and the SDK repeats a request whose answer was slow or lost, and then meets the table that the first made. */
    private static String created(DynamoDbClient dynamoDb, Stack.Table table) {
        try {
            return create(dynamoDb, table);
        } catch (ResourceInUseException e) {
            return dynamoDb.describeTable(request -> request.tableName(table.name())).table().latestStreamArn();
        }
    }

    private static String create(DynamoDbClient dynamoDb, Stack.Table table) {
        return dynamoDb.createTable(request -> request.tableName(table.name())
                .attributeDefinitions(attribute -> attribute.attributeName(table.key()).attributeType(ScalarAttributeType.S))
                .keySchema(key -> key.attributeName(table.key()).keyType(KeyType.HASH))
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .streamSpecification(stream -> stream.streamEnabled(true)
                        .streamViewType(StreamViewType.fromValue(table.streamViewType())))).tableDescription().latestStreamArn();
    }

    private static Map<String, AttributeValue> attributes(JsonNode item) {
        Map<String, AttributeValue> attributes = new HashMap<>();
        item.fields().forEachRemaining(entry -> attributes.put(entry.getKey(), attribute(entry.getValue())));
        return attributes;
    }

    private static AttributeValue attribute(JsonNode typed) {
        if (typed.has("S")) {
            return AttributeValue.fromS(typed.get("S").asText());
        }
        if (typed.has("N")) {
            return AttributeValue.fromN(typed.get("N").asText());
        }
        throw new IllegalArgumentException("an item of the stack has an attribute that is neither text nor number: " + typed);
    }
}
