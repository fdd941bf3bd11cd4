// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.hybridface.local.stack.Stack;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedriverTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Stack STACK = Stack.packed();

    @TempDir
    Path folder;

    private final List<Invocation> calls = new ArrayList<>();
    private FailedEvents queue;

    @BeforeEach
    void sevenFailed() {
        queue = new FailedEvents(folder.resolve("failed.jsonl"));
        for (int i = 0; i < 7; i++) {
            queue.add(JSON.createObjectNode().put("event", i), "test");
        }
    }

    /** Reports the events with these numbers as failed. */
    private Redriver redriver(List<Integer> failing) {
        return new Redriver(STACK, queue, invocation -> {
            calls.add(invocation);
            StringBuilder report = new StringBuilder();
            records(invocation).forEach(record -> {
                if (failing.contains(read(record.path("body").asText()).path("event").asInt())) {
                    report.append(report.isEmpty() ? "" : ",").append("{\"itemIdentifier\":\"").append(record.path("messageId").asText()).append("\"}");
                }
            });
            return InvocationResult.success(("{\"batchItemFailures\":[" + report + "]}").getBytes(StandardCharsets.UTF_8));
        });
    }

    private static JsonNode records(Invocation invocation) {
        return read(new String(invocation.event(), StandardCharsets.UTF_8)).path("Records");
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void everyEventIsHandedOverOnceByTheAliasOfTheQueueAndLeavesWhenItIsDelivered() throws Exception {
        assertThat(redriver(List.of(1, 6)).run()).isEqualTo(new Redriver.Outcome(5, 2));

        assertThat(calls).hasSize(2).allSatisfy(call -> assertThat(call.functionArn()).endsWith(":redrive"));
        assertThat(records(calls.get(0)).path(0).path("eventSource").asText()).isEqualTo("aws:sqs");
        assertThat(queue.list()).extracting(event -> event.path("event").asInt()).containsExactly(1, 6);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(queue.file()))).isEqualTo("rw-------");
    }

    @Test
    void aRunThatFailsOrReportsNothingThatIsOneLosesNothing() throws Exception {
        assertThat(new Redriver(STACK, queue, any -> InvocationResult.error("Oops", "no")).run()).isEqualTo(new Redriver.Outcome(0, 7));
        assertThat(new Redriver(STACK, queue, any -> InvocationResult.success("{\"status\":\"rejected\"}".getBytes(StandardCharsets.UTF_8))).run())
                .isEqualTo(new Redriver.Outcome(0, 7));
    }

    @Test
    void whatFailedBeforeARestartIsThereStill() {
        FailedEvents again = new FailedEvents(queue.file());

        assertThat(again.size()).isEqualTo(7);
        assertThat(again.list()).hasSize(7);
    }
}
