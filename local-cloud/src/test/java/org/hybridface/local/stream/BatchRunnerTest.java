// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hybridface.local.lambda.InvocationResult;
import org.hybridface.local.lambda.Retries;
import org.hybridface.local.stack.Stack;
import org.junit.jupiter.api.Test;

class BatchRunnerTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Retries TWICE = new Retries(2, Duration.ofMillis(1));

    private final List<String> runs = new ArrayList<>();
    private final List<String> givenUp = new ArrayList<>();

    private void run(boolean bisect, boolean partialFailures, Function<String, InvocationResult> function, String... numbers)
            throws InterruptedException {
        List<JsonNode> records = Stream.of(numbers).<JsonNode>map(number -> {
            var record = JSON.createObjectNode();
            record.putObject("dynamodb").put("SequenceNumber", number);
            return record;
        }).toList();
        new BatchRunner(new Stack.StreamMapping("arn", 10, 2, bisect, partialFailures, List.of()), TWICE, batch -> {
            runs.add(numbers(batch));
            return function.apply(numbers(batch));
        }, (batch, attempts, last) -> givenUp.add(numbers(batch) + " after " + attempts)).run(records);
    }

    private static String numbers(List<JsonNode> records) {
        return records.stream().map(StreamRecords::sequenceNumber).collect(Collectors.joining(","));
    }

    private static InvocationResult answer(String json) {
        return new InvocationResult(false, json.getBytes(StandardCharsets.UTF_8));
    }

    private static InvocationResult error() {
        return new InvocationResult(true, "{}".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aGoodBatchRunsOnce() throws InterruptedException {
        run(true, true, batch -> answer("{}"), "1", "2");
        assertThat(runs).containsExactly("1,2");
        assertThat(givenUp).isEmpty();
    }

    @Test
    void aBadBatchIsTriedAgainAndGivenUp() throws InterruptedException {
        run(false, false, batch -> error(), "1", "2");
        assertThat(runs).containsExactly("1,2", "1,2", "1,2");
        assertThat(givenUp).containsExactly("1,2 after 3");
    }

    @Test
    void splittingFindsTheRecordAtFault() throws InterruptedException {
        run(true, false, batch -> batch.contains("3") ? error() : answer(""), "1", "2", "3", "4");
        assertThat(runs).containsExactly("1,2,3,4", "1,2", "3,4", "3", "3", "3", "4");
        assertThat(givenUp).containsExactly("3 after 3");
    }

    @Test
    void withPartialFailuresItGoesOnAtTheFirstFailedRecord() throws InterruptedException {
        run(false, true, batch -> batch.equals("2,3") ? answer("{}")
                : answer("{\"batchItemFailures\":[{\"itemIdentifier\":\"2\"}]}"), "1", "2", "3");
        assertThat(runs).containsExactly("1,2,3", "2,3");
        assertThat(givenUp).isEmpty();
    }

    @Test
    void partialFailuresThatTheMappingDoesNotAskForMeanNothing() throws InterruptedException {
        run(false, false, batch -> answer("{\"batchItemFailures\":[{\"itemIdentifier\":\"2\"}]}"), "1", "2");
        assertThat(runs).containsExactly("1,2");
    }
}
