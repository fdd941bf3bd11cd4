// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.hybridface.local.lambda.FailedEvents;
import org.hybridface.local.lambda.Invocation;
import org.hybridface.local.lambda.InvocationResult;
import org.hybridface.local.lambda.Retries;
import org.hybridface.local.stack.Stack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamResponse;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsRequest;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorResponse;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Names go on being told, whatever happens to the one thread that tells them. */
class StreamPollerTest {

    private static final Stack STACK = Stack.packed();
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    /** A stream of one shard, which may end and be followed by another: an iterator is the number of records before it. */
    private static final class OneShard implements DynamoDbStreamsClient {

        private final AtomicInteger expiring = new AtomicInteger();
        /** How often nobody says which shards there are. */
        private final AtomicInteger silent = new AtomicInteger();
        private volatile int end = Integer.MAX_VALUE;
        private final List<Record> records = new CopyOnWriteArrayList<>();

        void named(String name) {
            Map<String, AttributeValue> before = Map.of("id", AttributeValue.fromS("face"), "personId", AttributeValue.fromS("p"));
            Map<String, AttributeValue> after = new java.util.HashMap<>(before);
            after.put("name", AttributeValue.fromS(name));
            records.add(Record.builder().eventName(OperationType.MODIFY).eventSource("aws:dynamodb").eventID(name).eventVersion("1.1")
                    .dynamodb(change -> change.sequenceNumber("1" + records.size()).keys(Map.of("id", AttributeValue.fromS("face")))
                            .oldImage(before).newImage(after).streamViewType("NEW_AND_OLD_IMAGES")
                            .approximateCreationDateTime(java.time.Instant.EPOCH).sizeBytes(1L)).build());
        }

        @Override
        public DescribeStreamResponse describeStream(DescribeStreamRequest request) {
            if (silent.getAndDecrement() > 0) {
                throw new IllegalStateException("slow down");
            }
            List<Shard> shards = Stream.of("shard", "next").limit(end == Integer.MAX_VALUE ? 1 : 2).map(id -> Shard.builder().shardId(id).build()).toList();
            return DescribeStreamResponse.builder().streamDescription(stream -> stream.shards(shards)).build();
        }

        @Override
        public GetShardIteratorResponse getShardIterator(GetShardIteratorRequest request) {
            String at = switch (request.shardIteratorType()) {
                case LATEST -> Integer.toString(records.size());
                case AFTER_SEQUENCE_NUMBER -> Integer.toString(Integer.parseInt(request.sequenceNumber().substring(1)) + 1);
                default -> Integer.toString(request.shardId().equals("next") ? end : 0);
            };
            return GetShardIteratorResponse.builder().shardIterator(at).build();
        }

        @Override
        public GetRecordsResponse getRecords(GetRecordsRequest request) {
            if (expiring.getAndDecrement() > 0) {
                throw ExpiredIteratorException.builder().message("expired").build();
            }
            int from = Integer.parseInt(request.shardIterator());
            return GetRecordsResponse.builder().records(records.subList(from, records.size()))
                    .nextShardIterator(from < end && end <= records.size() ? null : Integer.toString(records.size())).build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {
            // There is nothing to close.
        }
    }

    private static InvocationResult done(Invocation invocation, List<String> told) {
        told.add(new String(invocation.event(), StandardCharsets.UTF_8));
        return result();
    }

    private static InvocationResult result() {
        return new InvocationResult(false, "{\"batchItemFailures\":[]}".getBytes(StandardCharsets.UTF_8));
    }

    private StreamPoller poller(OneShard shard, org.hybridface.local.lambda.Invoker function) {
        return StreamPoller.start(shard, "arn:stream", STACK, function, new Retries(0, Duration.ofMillis(1)),
                new FailedEvents(folder.resolve("failed.jsonl")), Clock.systemUTC());
    }

    @Test
    void theStreamIsReadOnAfterAnyThrowable() {
        OneShard shard = new OneShard();
        List<String> told = new CopyOnWriteArrayList<>();
        AtomicInteger calls = new AtomicInteger();
        try (StreamPoller poller = poller(shard, invocation -> {
            switch (calls.incrementAndGet()) {
                case 1 -> throw new IllegalStateException("a fault in the program");
                case 2 -> throw new OutOfMemoryError("as native code throws it");
                default -> { }
            }
            return done(invocation, told);
        })) {
            shard.named("Ada");
            await().atMost(LONG).until(() -> told.size() == 1);
        }
        assertThat(told.get(0)).contains("Ada");
    }

    @Test
    void theShardAfterOneThatEndedIsFoundThoughItCouldNotBeAskedForAtOnce() {
        OneShard shard = new OneShard();
        List<String> told = new CopyOnWriteArrayList<>();
        try (StreamPoller poller = poller(shard, invocation -> done(invocation, told))) {
            shard.silent.set(1);
            shard.end = 1;
            shard.named("Ada");
            await().atMost(LONG).until(() -> told.size() == 1);
            shard.named("Grace");
            await().atMost(LONG).until(() -> told.size() == 2);
        }
        assertThat(told.get(1)).contains("Grace").doesNotContain("Ada");
    }

    @Test
    void aPlaceThatExpiredIsFoundAgain() {
        OneShard shard = new OneShard();
        List<String> told = new CopyOnWriteArrayList<>();
        try (StreamPoller poller = poller(shard, invocation -> done(invocation, told))) {
            shard.named("Ada");
            await().atMost(LONG).until(() -> told.size() == 1);
            shard.expiring.set(1);
            shard.named("Grace");
            await().atMost(LONG).until(() -> told.size() == 2);
        }
        assertThat(told.get(1)).contains("Grace").doesNotContain("Ada");
    }
}
