// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.hybridface.local.lambda.InvocationResult;
import org.hybridface.local.lambda.Retries;
import org.hybridface.local.stack.Stack;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings one batch of records through the function: tries again from the first record that failed, splits a batch that fails as a whole
 * when the mapping says so, and gives up on what is left when the attempts are used up.
 */
final class BatchRunner {

    private static final Logger LOG = LoggerFactory.getLogger(BatchRunner.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Stack.StreamMapping mapping;
    private final Retries retries;
    private final Handler function;
    private final GiveUp giveUp;

    BatchRunner(Stack.StreamMapping mapping, Retries retries, Handler function, GiveUp giveUp) {
        this.mapping = mapping;
        this.retries = retries;
        this.function = function;
        this.giveUp = giveUp;
    }

    /** Runs the function on some records. */
    @FunctionalInterface
    interface Handler {
        InvocationResult run(List<JsonNode> records) throws InterruptedException;
    }

    /** Keeps records that failed for good. */
    @FunctionalInterface
    interface GiveUp {
        void keep(List<JsonNode> records, int attempts, InvocationResult last);
    }

    void run(List<JsonNode> records) throws InterruptedException {
        run(records, 1);
    }

    private void run(List<JsonNode> records, int attempt) throws InterruptedException {
        List<JsonNode> left = records;
        for (int now = attempt; !left.isEmpty(); now++) {
            InvocationResult result = function.run(left);
            List<JsonNode> failed = failedOf(left, result);
            if (failed.isEmpty()) {
                return;
            }
            if (now > retries.attempts()) {
                giveUp.keep(failed, now, result);
                return;
            }
            LOG.warn("failed records={} attempt={} again in {} ms: {}", failed.size(), now, retries.pause(now).toMillis(), result.summary());
            Thread.sleep(retries.pause(now).toMillis());
            // A split is no further attempt (Lambda developer guide, "BisectBatchOnFunctionError").
            if (mapping.bisect() && result.failed() && failed.size() > 1) {
                run(failed.subList(0, failed.size() / 2), now);
                run(failed.subList(failed.size() / 2, failed.size()), now);
                return;
            }
            left = failed;
        }
    }

    private List<JsonNode> failedOf(List<JsonNode> records, InvocationResult result) {
        if (result.failed()) {
            return records;
        }
        return mapping.partialFailures() ? firstFailure(records, result).map(first -> records.subList(first, records.size()))
                .orElse(List.of()) : List.of();
    }

    /** With partial failures the stream goes on at the lowest failed record. An unknown identifier fails the whole batch, as in Lambda. */
    private static Optional<Integer> firstFailure(List<JsonNode> records, InvocationResult result) {
        Set<String> identifiers = new HashSet<>();
        try {
            JSON.readTree(result.payload()).path("batchItemFailures")
                    .forEach(failure -> identifiers.add(failure.path("itemIdentifier").asText()));
        } catch (IOException e) {
            return Optional.of(0);
        }
        if (identifiers.isEmpty()) {
            return Optional.empty();
        }
        OptionalInt first = IntStream.range(0, records.size())
                .filter(i -> identifiers.contains(StreamRecords.sequenceNumber(records.get(i)))).findFirst();
        return Optional.of(first.orElse(0));
    }
}
