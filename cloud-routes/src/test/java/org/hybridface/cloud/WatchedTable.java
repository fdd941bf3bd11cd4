// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * A DynamoDB client that says before each call what it is for, so that a test can stop or fail a run there. A read that does not ask for what is
 * there now may miss the last writes; here it misses them all.
 */
final class WatchedTable {

    private final DynamoDbClient table;
    private final List<String> calls = new ArrayList<>();
    private final Map<String, Map<String, AttributeValue>> deleted = new HashMap<>();
    private String failing = "";

    WatchedTable(DynamoDbClient table) {
        this.table = table;
    }

    DynamoDbClient client() {
        return (DynamoDbClient) Proxy.newProxyInstance(DynamoDbClient.class.getClassLoader(), new Class<?>[] {DynamoDbClient.class},
                (proxy, method, arguments) -> call(method, arguments));
    }

    /** What the calls so far were for. */
    List<String> calls() {
        return calls;
    }

    /** Items that were deleted, as they were then, by id. */
    Map<String, Map<String, AttributeValue>> deleted() {
        return deleted;
    }

    /** As when the process ends or DynamoDB throttles right there. */
    void failNext(String call) {
        failing = call;
    }

    private Object call(Method method, Object[] arguments) throws Throwable {
        String purpose = arguments == null || arguments.length == 0 ? "" : purpose(arguments[0]);
        if (purpose.equals("lease") && Run.isKilled()) {
            // The routes' error handling gives the lease back; a process that was killed does not.
            return UpdateItemResponse.builder().build();
        }
        if (!purpose.isEmpty()) {
            calls.add(purpose);
            Run.about(purpose);
            if (purpose.equals(failing)) {
                failing = "";
                throw new IllegalStateException("no " + purpose);
            }
        }
        if (!purpose.isEmpty() && arguments[0] instanceof GetItemRequest get && !Boolean.TRUE.equals(get.consistentRead())) {
            return GetItemResponse.builder().build();
        }
        if (arguments != null && arguments[0] instanceof BatchGetItemRequest several && !several.requestItems().values().stream().allMatch(KeysAndAttributes::consistentRead)) {
            return BatchGetItemResponse.builder().responses(Map.of()).unprocessedKeys(Map.of()).build();
        }
        if (purpose.equals("delete item")) {
            Map<String, AttributeValue> key = ((DeleteItemRequest) arguments[0]).key();
            Map<String, AttributeValue> item = table.getItem(get -> get.tableName(Cloud.TABLE).key(key).consistentRead(true)).item();
            if (!item.isEmpty()) {
                deleted.put(key.get("id").s(), item);
            }
        }
        try {
            return method.invoke(table, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static String purpose(Object request) {
        if (request instanceof DeleteItemRequest) {
            return "delete item";
        } else if (request instanceof UpdateItemRequest write && write.key().get("id").s().startsWith("erasure#")) {
            return "note erasure";
        } else if (request instanceof PutItemRequest) {
            return "keep face";
        } else if (request instanceof TransactWriteItemsRequest both) {
            return isEvent(both.transactItems().get(0).update().key())
                    ? ofEvent(attributes(both.transactItems().get(0).update().updateExpression())) : "correct";
        } else if (request instanceof BatchGetItemRequest several) {
            return several.requestItems().get(Cloud.TABLE).keys().stream().allMatch(WatchedTable::isAside) ? "" : "read face";
        } else if (request instanceof GetItemRequest get && isAside(get.key()) || request instanceof UpdateItemRequest write && isAside(write.key())) {
            return "";
        } else if (request instanceof GetItemRequest get) {
            return isEvent(get.key()) ? "ask event" : "read face";
        } else if (request instanceof UpdateItemRequest update) {
            return isEvent(update.key()) ? ofEvent(attributes(update.updateExpression())) : ofFace(attributes(update.updateExpression()));
        }
        return "";
    }

    /** The attributes that an update expression changes; each stands in it as {@code #name}. */
    private static Set<String> attributes(String updateExpression) {
        return Pattern.compile("#(\\w+)").matcher(updateExpression).results().map(match -> match.group(1)).collect(Collectors.toSet());
    }

    private static String ofEvent(Set<String> attributes) {
        if (attributes.contains("claimedAt")) {
            return "claim";
        }
        if (attributes.contains("result")) {
            return "save answer";
        } else if (attributes.contains("stays")) {
            return "write standing";
        }
        return attributes.contains("leaseUntil") ? "lease" : "close event";
    }

    private static String ofFace(Set<String> attributes) {
        if (attributes.contains("eventId")) {
            return "keep face";
        }
        return attributes.contains("lastSeen") ? "note sighting" : "name face";
    }

    /** Answers that wait, and notes of forgotten and erased faces: no step between a photo and its answer. */
    private static boolean isAside(Map<String, AttributeValue> key) {
        return key.get("id").s().startsWith("waiting#") || key.get("id").s().startsWith("forgotten#")
                || key.get("id").s().startsWith("erased#");
    }

    private static boolean isEvent(Map<String, AttributeValue> key) {
        return key.get("id").s().startsWith("event#");
    }
}
