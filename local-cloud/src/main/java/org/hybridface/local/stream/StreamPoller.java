// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hybridface.local.lambda.FailedEvents;
import org.hybridface.local.lambda.Invocation;
import org.hybridface.local.lambda.InvocationResult;
import org.hybridface.local.lambda.Invoker;
import org.hybridface.local.lambda.Retries;
import org.hybridface.local.stack.Stack;
import org.hybridface.messages.LogValue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * The event source mapping: reads the stream from its end on, or from its begin, shard by shard, and brings records that pass the filter to the function in
 * order. Runs on one thread of its own.
 */
public final class StreamPoller implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StreamPoller.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Lambda polls four times a second ("at a base rate of 4 times per second"). */
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Duration PAUSE_AFTER_ERROR = Duration.ofSeconds(2);

    private final DynamoDbStreamsClient streams;
    private final String streamArn;
    private final Stack stack;
    private final List<EventPattern> filters;
    private final Invoker function;
    private final Retries retries;
    private final FailedEvents failures;
    private final Clock clock;
    private final Thread thread;
    /** Next iterator by shard id; a finished shard stays with an empty one, so that it is not read again. */
    private final Map<String, String> iterators = new HashMap<>();
    /** Sequence number of the last record read, by shard id. */
    private final Map<String, String> positions = new HashMap<>();
    /** A shard has ended, and those that follow it are not found yet. */
    private boolean shardEnded;

    private StreamPoller(DynamoDbStreamsClient streams, String streamArn, Stack stack, Invoker function, Retries retries,
            FailedEvents failures, Clock clock) {
        this.streams = streams;
        this.streamArn = streamArn;
        this.stack = stack;
        this.filters = stack.stream().filters().stream().map(EventPattern::new).toList();
        this.clock = clock;
        this.function = function;
        this.retries = retries;
        this.failures = failures;
        this.thread = new Thread(this::poll, "stream-poller");
        thread.setDaemon(true);
    }

    /** Stands at the stream's end when it returns: everything written later reaches the function. */
    public static StreamPoller start(DynamoDbStreamsClient streams, String streamArn, Stack stack, Invoker function,
            Retries retries, FailedEvents failures, Clock clock) {
        return start(ShardIteratorType.LATEST, streams, streamArn, stack, function, retries, failures, clock);
    }

    /** @param from {@code TRIM_HORIZON} to bring everything the stream still has to the function, also what it had before */
    public static StreamPoller start(ShardIteratorType from, DynamoDbStreamsClient streams, String streamArn, Stack stack, Invoker function,
            Retries retries, FailedEvents failures, Clock clock) {
        StreamPoller poller = new StreamPoller(streams, streamArn, stack, function, retries, failures, clock);
        poller.findShards(from);
        poller.thread.start();
        return poller;
    }

    private void findShards(ShardIteratorType from) {
        streams.describeStream(request -> request.streamArn(streamArn)).streamDescription().shards().forEach(shard ->
                iterators.computeIfAbsent(shard.shardId(), id -> streams.getShardIterator(request -> request.streamArn(streamArn)
                        .shardId(id).shardIteratorType(from)).shardIterator()));
    }

    private void poll() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(round() ? PAUSE.toMillis() : PAUSE_AFTER_ERROR.toMillis());
            }
        } catch (InterruptedException e) {
            LOG.debug("the stream poller stops");
        }
    }

    private boolean round() throws InterruptedException {
        try {
            for (Map.Entry<String, String> shard : List.copyOf(iterators.entrySet())) {
                if (!shard.getValue().isEmpty()) {
                    shardEnded |= read(shard.getKey(), shard.getValue());
                }
            }
            if (shardEnded) {
                findShards(ShardIteratorType.TRIM_HORIZON);
                shardEnded = false;
            }
            return true;
        } catch (RuntimeException | Error e) {
            // Whatever it is: without this thread no device would ever hear of a name again.
            if (!Thread.currentThread().isInterrupted()) {
                LOG.warn("the stream {} is not brought to the function, again in {} s: {}", streamArn, PAUSE_AFTER_ERROR.toSeconds(),
                        LogValue.of(e.toString()));
            }
            return false;
        }
    }

    private boolean read(String shard, String iterator) throws InterruptedException {
        GetRecordsResponse page;
        try {
            page = streams.getRecords(request -> request.shardIterator(iterator).limit(stack.stream().batchSize()));
        } catch (ExpiredIteratorException | TrimmedDataAccessException e) {
            LOG.warn("the place in the shard {} is lost ({}): goes on where it was", shard, e.getClass().getSimpleName());
            if (e instanceof TrimmedDataAccessException) {
                positions.remove(shard); // what came next is gone: go on with the oldest there is
            }
            iterators.put(shard, placeIn(shard));
            return false;
        }
        List<JsonNode> records = page.records().stream().<JsonNode>map(record -> StreamRecords.json(record, stack.region(), streamArn))
                .filter(record -> filters.isEmpty() || filters.stream().anyMatch(filter -> filter.matches(record))).toList();
        if (!records.isEmpty()) {
            runner(shard).run(records);
        }
        if (!page.records().isEmpty()) {
            positions.put(shard, page.records().get(page.records().size() - 1).dynamodb().sequenceNumber());
        }
        String next = page.nextShardIterator();
        iterators.put(shard, next == null ? "" : next);
        return next == null;
    }

    private BatchRunner runner(String shard) {
        return new BatchRunner(stack.stream(), retries, records -> function.invoke(Invocation.of(stack.stream().function(),
                StreamRecords.event(records).toString().getBytes(StandardCharsets.UTF_8))),
                (records, attempts, last) -> failures.add(failure(shard, records, attempts, last),
                        "stream records=" + records.size() + " attempts=" + attempts));
    }

    /** Behind the last record that was read; from the shard's begin when none was: told twice is better than never. */
    private String placeIn(String shard) {
        String last = positions.get(shard);
        return streams.getShardIterator(request -> request.streamArn(streamArn).shardId(shard)
                .shardIteratorType(last == null ? ShardIteratorType.TRIM_HORIZON : ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                .sequenceNumber(last)).shardIterator();
    }

    private ObjectNode failure(String shard, List<JsonNode> records, int attempts, InvocationResult last) {
        ObjectNode failure = JSON.createObjectNode().put("version", "1.0").put("timestamp", clock.instant().toString());
        failure.putObject("requestContext").put("functionArn", stack.stream().function()).put("condition", "RetryAttemptsExhausted")
                .put("approximateInvokeCount", attempts);
        failure.putObject("responseContext").put("statusCode", 200).put("functionError", last.failed() ? "Unhandled" : "");
        failure.putObject("DDBStreamBatchInfo").put("streamArn", streamArn).put("shardId", shard).put("batchSize", records.size())
                .put("startSequenceNumber", StreamRecords.sequenceNumber(records.get(0)))
                .put("endSequenceNumber", StreamRecords.sequenceNumber(records.get(records.size() - 1)));
        return failure;
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(PAUSE_AFTER_ERROR.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        streams.close();
    }
}
