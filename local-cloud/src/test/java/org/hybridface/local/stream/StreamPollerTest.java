package org.hybridface.local.stream;

import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.hybridface.local.Stack;
import org.hybridface.local.lambda.Retries;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamResponse;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsRequest;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorResponse;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

class StreamPollerTest {

    @Test
    void theStreamIsReadOnAfterAnyThrowable() {
        FailingStreams streams = new FailingStreams();
        try (StreamPoller poller = StreamPoller.start(streams, "arn", Stack.packed(), null, new Retries(0, Duration.ofMillis(1)), null,
                Clock.systemUTC())) {
            await().atMost(Duration.ofSeconds(60)).until(() -> streams.reads.get() > 3);
        }
    }

    /** A stream of one shard without records, whose first two reads throw what nobody expects. */
    private static final class FailingStreams implements DynamoDbStreamsClient {

        private final AtomicInteger reads = new AtomicInteger();

        @Override
        public DescribeStreamResponse describeStream(DescribeStreamRequest request) {
            return DescribeStreamResponse.builder().streamDescription(stream -> stream.shards(shard -> shard.shardId("1"))).build();
        }

        @Override
        public GetShardIteratorResponse getShardIterator(GetShardIteratorRequest request) {
            return GetShardIteratorResponse.builder().shardIterator("next").build();
        }

        @Override
        public GetRecordsResponse getRecords(GetRecordsRequest request) {
            switch (reads.incrementAndGet()) {
                case 1 -> throw new OutOfMemoryError("as native code throws it");
                case 2 -> throw new IllegalStateException("a fault in the program");
                default -> {
                    return GetRecordsResponse.builder().records(java.util.List.of()).nextShardIterator("next").build();
                }
            }
        }

        @Override
        public String serviceName() {
            return "dynamodb";
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
