// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.redrive;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.function.Supplier;
import org.hybridface.cloud.event.Json;
import org.hybridface.messages.InvalidMessageException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Reads failed records from the table's stream once more. Thread safe. */
public final class TableStream {

    private static final int PAGE = 100;
    /** A page may be empty although more follow; a batch has at most ten records. */
    private static final int MOST_PAGES = 50;

    private final Supplier<DynamoDbStreamsClient> streams;

    /** @param streams asked when there is something to read */
    public TableStream(Supplier<DynamoDbStreamsClient> streams) {
        this.streams = streams;
    }

    /**
     * @return the records as Lambda hands them over, {@code {"Records": [...]}}, with attributes of the types {@code S}, {@code N} and {@code SS}, which are those the routes read
     * @throws InvalidMessageException when the stream no longer has all of them; the text says what to do
     */
    byte[] read(StreamBatch batch) {
        ObjectNode event = Json.MAPPER.createObjectNode();
        ArrayNode records = event.putArray("Records");
        boolean complete = false;
        try {
            String iterator = streams.get().getShardIterator(request -> request.streamArn(batch.streamArn()).shardId(batch.shardId())
                    .shardIteratorType(ShardIteratorType.AT_SEQUENCE_NUMBER).sequenceNumber(batch.first())).shardIterator();
            for (int page = 0; page < MOST_PAGES && iterator != null && !complete; page++) {
                String from = iterator;
                GetRecordsResponse answer = streams.get().getRecords(request -> request.shardIterator(from).limit(PAGE));
                for (Record record : answer.records()) {
                    String number = record.dynamodb().sequenceNumber();
                    if (batch.contains(number)) {
                        records.add(json(record, batch.streamArn()));
                    }
                    complete |= batch.endsAt(number);
                }
                iterator = answer.nextShardIterator();
            }
        } catch (TrimmedDataAccessException | ResourceNotFoundException e) {
            throw gone();
        }
        if (!complete) {
            throw gone();
        }
        return Json.bytes(event);
    }

    private static InvalidMessageException gone() {
        return new InvalidMessageException("the table's stream, which keeps changes for a day, no longer has its records: edit the name of the face"
                + " again, or take it away and give it again, then delete this message");
    }

    private static ObjectNode json(Record record, String streamArn) {
        ObjectNode json = Json.MAPPER.createObjectNode().put("eventName", record.eventNameAsString()).put("eventSource", "aws:dynamodb")
                .put("eventSourceARN", streamArn);
        ObjectNode change = json.putObject("dynamodb").put("SequenceNumber", record.dynamodb().sequenceNumber());
        change.set("Keys", attributes(record.dynamodb().keys()));
        if (record.dynamodb().hasNewImage()) {
            change.set("NewImage", attributes(record.dynamodb().newImage()));
        }
        if (record.dynamodb().hasOldImage()) {
            change.set("OldImage", attributes(record.dynamodb().oldImage()));
        }
        return json;
    }

    private static ObjectNode attributes(Map<String, AttributeValue> attributes) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        attributes.forEach((name, value) -> {
            switch (value.type()) {
                case S -> json.putObject(name).put("S", value.s());
                case N -> json.putObject(name).put("N", value.n());
                case SS -> value.ss().forEach(json.putObject(name).putArray("SS")::add);
                default -> json.putObject(name);
            }
        });
        return json;
    }
}
