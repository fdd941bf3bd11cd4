// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.table;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * The DynamoDB table as bookkeeping needs it: an item is read, or written on conditions; a refused write comes back with the item that refused it,
 * so that nobody reads it again. Failures that may pass are thrown as they are. Thread safe.
 */
public final class Table {

    private static final ReturnValuesOnConditionCheckFailure OLD_ITEM = ReturnValuesOnConditionCheckFailure.ALL_OLD;

    private static final String CONDITION_FAILED = "ConditionalCheckFailed";

    /** A transaction is over within milliseconds; somebody else's would have to begin on the same item each time. */
    private static final int TRIES = 6;
    private static final long FIRST_PAUSE_NANOS = 5_000_000;

    private final DynamoDbClient dynamoDb;
    private final String name;

    public Table(DynamoDbClient dynamoDb, String name) {
        this.dynamoDb = dynamoDb;
        this.name = name;
    }

    /** The item as it is now; empty when there is none. */
    public Map<String, AttributeValue> read(String id) {
        return dynamoDb.getItem(GetItemRequest.builder().tableName(name).key(Items.key(id)).consistentRead(true).build()).item();
    }

    /** Several items as they are now, by id, in one request; those that are not there are missing. */
    Map<String, Map<String, AttributeValue>> read(Collection<String> ids) {
        BatchGetItemResponse response = dynamoDb.batchGetItem(BatchGetItemRequest.builder().requestItems(request(ids)).build());
        return found(response.responses(), response.unprocessedKeys());
    }

    /** What asks for several items as they are now. */
    Map<String, KeysAndAttributes> request(Collection<String> ids) {
        return Map.of(name, KeysAndAttributes.builder().keys(ids.stream().map(Items::key).toList()).consistentRead(true).build());
    }

    /**
     * @param responses what such a request brought
     * @param left      the keys that it left out because the table was busy: they are read one by one, which the SDK repeats
     * @return the items that are there, by id
     */
    Map<String, Map<String, AttributeValue>> found(Map<String, List<Map<String, AttributeValue>>> responses, Map<String, KeysAndAttributes> left) {
        return Stream.concat(responses.getOrDefault(name, List.of()).stream(),
                        left.values().stream().flatMap(keys -> keys.keys().stream()).map(key -> read(key.get(Items.ID).s())))
                .filter(item -> !item.isEmpty()).collect(Collectors.toMap(item -> item.get(Items.ID).s(), item -> item));
    }

    /** Every item as it is when it is reached. A scan: whoever asks reads the whole table. */
    Stream<Map<String, AttributeValue>> all() {
        return dynamoDb.scanPaginator(ScanRequest.builder().tableName(name).consistentRead(true).build()).items().stream();
    }

    /**
     * For good, whatever it says by now.
     *
     * @return the item as it was then; empty when there was none
     */
    Map<String, AttributeValue> delete(String id) {
        return dynamoDb.deleteItem(DeleteItemRequest.builder().tableName(name).key(Items.key(id)).returnValues(ReturnValue.ALL_OLD).build()).attributes();
    }

    /** @return empty when it is written, else the item whose conditions did not hold; an empty one when there is none */
    Optional<Map<String, AttributeValue>> write(Write write) {
        return withoutConflict(() -> update(write));
    }

    /**
     * As {@link #write(Write)}, in one transaction with a look at another item.
     *
     * @return empty when it is written, else that other item
     */
    Optional<Map<String, AttributeValue>> write(Write write, Write onlyIf) {
        return withoutConflict(() -> transact(write, onlyIf));
    }

    /** All or none, in one transaction; whether they are written: false when a condition of one did not hold. */
    boolean writeAll(List<Write> writes) {
        return withoutConflict(() -> {
            try {
                dynamoDb.transactWriteItems(TransactWriteItemsRequest.builder().transactItems(writes.stream().map(this::inTransaction).toList()).build());
                return true;
            } catch (TransactionCanceledException e) {
                if (reasons(e).stream().noneMatch(reason -> CONDITION_FAILED.equals(reason.code()))) {
                    throw e;
                }
                return false;
            }
        });
    }

    private TransactWriteItem inTransaction(Write write) {
        return TransactWriteItem.builder().update(update -> update.tableName(name).key(Items.key(write.id()))
                .updateExpression(write.update()).conditionExpression(write.condition())
                .expressionAttributeNames(write.names()).expressionAttributeValues(write.values())).build();
    }

    private Optional<Map<String, AttributeValue>> update(Write write) {
        try {
            dynamoDb.updateItem(UpdateItemRequest.builder().tableName(name).key(Items.key(write.id()))
                    .updateExpression(write.update()).conditionExpression(write.condition())
                    .expressionAttributeNames(write.names()).expressionAttributeValues(write.values())
                    .returnValuesOnConditionCheckFailure(OLD_ITEM).build());
            return Optional.empty();
        } catch (ConditionalCheckFailedException e) {
            return Optional.of(e.hasItem() ? e.item() : Map.of());
        }
    }

    private Optional<Map<String, AttributeValue>> transact(Write write, Write onlyIf) {
        try {
            dynamoDb.transactWriteItems(TransactWriteItemsRequest.builder().transactItems(
                    inTransaction(write),
                    TransactWriteItem.builder().conditionCheck(check -> check.tableName(name).key(Items.key(onlyIf.id()))
                            .conditionExpression(onlyIf.condition()).expressionAttributeNames(onlyIf.names())
                            .expressionAttributeValues(onlyIf.values()).returnValuesOnConditionCheckFailure(OLD_ITEM)).build()).build());
            return Optional.empty();
        } catch (TransactionCanceledException e) {
            CancellationReason reason = reasons(e).stream().filter(each -> CONDITION_FAILED.equals(each.code())).findFirst().orElseThrow(() -> e);
            return Optional.of(reason.hasItem() ? reason.item() : Map.of());
        }
    }

    private static List<CancellationReason> reasons(TransactionCanceledException e) {
        return e.hasCancellationReasons() ? e.cancellationReasons() : List.of();
    }

    /** The SDK does not repeat what met another's transaction on the same item (DynamoDB developer guide, "Transaction conflict handling"). */
    private static <T> T withoutConflict(Supplier<T> call) {
        for (int attempt = 1; ; attempt++) {
            try {
                return call.get();
            } catch (TransactionConflictException | TransactionCanceledException e) {
                if (attempt == TRIES || !isConflict(e)) {
                    throw e;
                }
                LockSupport.parkNanos(FIRST_PAUSE_NANOS << attempt - 1);
            }
        }
    }

    private static boolean isConflict(RuntimeException e) {
        return !(e instanceof TransactionCanceledException cancelled)
                || reasons(cancelled).stream().anyMatch(reason -> "TransactionConflict".equals(reason.code()));
    }
}
