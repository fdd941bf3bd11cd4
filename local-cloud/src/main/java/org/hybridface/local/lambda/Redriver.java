// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.hybridface.local.stack.Stack;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The event source mapping from the failure queue to the function, turned on for one time through the queue: each event is handed over once, those
 * that succeed leave the queue. Thread safe; a second call meanwhile waits.
 */
public final class Redriver {

    private static final Logger LOG = LoggerFactory.getLogger(Redriver.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Stack stack;
    private final FailedEvents queue;
    private final Invoker function;

    public Redriver(Stack stack, FailedEvents queue, Invoker function) {
        this.stack = stack;
        this.queue = queue;
        this.function = function;
    }

    /** What came of it. */
    public record Outcome(int delivered, int left) {
    }

    public synchronized Outcome run() throws InterruptedException {
        Set<String> tried = new HashSet<>();
        int delivered = 0;
        for (List<FailedEvents.Message> batch = next(tried); !batch.isEmpty(); batch = next(tried)) {
            Set<String> ids = batch.stream().map(FailedEvents.Message::id).collect(Collectors.toSet());
            tried.addAll(ids);
            ids.removeAll(failed(batch, function.invoke(Invocation.of(stack.redrive().function(), event(batch)))));
            queue.remove(ids);
            delivered += ids.size();
        }
        LOG.info("redriven delivered={} left={}", delivered, queue.size());
        return new Outcome(delivered, queue.size());
    }

    private List<FailedEvents.Message> next(Set<String> tried) {
        return queue.first(stack.redrive().batchSize(), tried);
    }

    /** As SQS hands messages to Lambda (Lambda developer guide, "Example standard queue message event"). */
    private byte[] event(List<FailedEvents.Message> batch) {
        ObjectNode event = JSON.createObjectNode();
        ArrayNode records = event.putArray("Records");
        batch.forEach(message -> records.addObject().put("messageId", message.id()).put("body", message.event().toString())
                .put("eventSource", "aws:sqs").put("eventSourceARN", stack.redrive().queue()).put("awsRegion", stack.region()));
        return event.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A run that fails as a whole, or whose report cannot be read, has delivered nothing. */
    private static Set<String> failed(List<FailedEvents.Message> batch, InvocationResult result) {
        Set<String> all = batch.stream().map(FailedEvents.Message::id).collect(Collectors.toSet());
        if (result.failed()) {
            LOG.warn("failed redrive of {} events: {}", batch.size(), result.summary());
            return all;
        }
        try {
            JsonNode failures = JSON.readTree(result.payload()).path("batchItemFailures");
            if (!failures.isArray()) {
                return all;
            }
            Set<String> failed = new HashSet<>();
            failures.forEach(failure -> failed.add(failure.path("itemIdentifier").asText()));
            return all.containsAll(failed) ? failed : all;
        } catch (IOException e) {
            return all;
        }
    }
}
