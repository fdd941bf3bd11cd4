package org.hybridface.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lambda's queue of asynchronous events: each is tried, tried again after a pause, and in the end kept as failed. */
public final class AsyncInvoker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AsyncInvoker.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LambdaFunction function;
    private final Retries retries;
    private final FailedEvents failures;
    private final Clock clock;
    private final AtomicInteger underway = new AtomicInteger();
    private final ScheduledThreadPoolExecutor threads;

    public AsyncInvoker(LambdaFunction function, Retries retries, FailedEvents failures, Clock clock) {
        this.function = function;
        this.retries = retries;
        this.failures = failures;
        this.clock = clock;
        this.threads = new ScheduledThreadPoolExecutor(function.settings().concurrency(), task -> {
            Thread thread = new Thread(task, "lambda-async");
            thread.setDaemon(true);
            return thread;
        });
        threads.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Takes an event and returns at once. */
    public void accept(Invocation invocation) {
        underway.incrementAndGet();
        threads.execute(() -> attempt(invocation, 1));
    }

    /** Events taken and not yet done or failed for good. */
    public int underway() {
        return underway.get();
    }

    private void attempt(Invocation invocation, int attempt) {
        try {
            InvocationResult result = function.invoke(invocation);
            if (!result.failed()) {
                underway.decrementAndGet();
            } else if (attempt <= retries.attempts()) {
                LOG.warn("failed requestId={} attempt={} again in {} ms: {}", invocation.requestId(), attempt,
                        retries.pause(attempt).toMillis(), result.text());
                threads.schedule(() -> attempt(invocation, attempt + 1), retries.pause(attempt).toMillis(), TimeUnit.MILLISECONDS);
            } else {
                failures.add(record(invocation, attempt, result), "requestId=" + invocation.requestId() + " attempts=" + attempt);
                underway.decrementAndGet();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the local cloud stops
        } catch (RuntimeException | Error e) {
            // The pool would keep an Error to itself.
            LOG.error("lost requestId={}", invocation.requestId(), e);
            underway.decrementAndGet();
        }
    }

    private ObjectNode record(Invocation invocation, int attempts, InvocationResult result) {
        ObjectNode record = JSON.createObjectNode().put("version", "1.0").put("timestamp", clock.instant().toString());
        record.putObject("requestContext").put("requestId", invocation.requestId()).put("functionArn", invocation.functionArn())
                .put("condition", "RetriesExhausted").put("approximateInvokeCount", attempts);
        record.set("requestPayload", json(invocation.event()));
        record.putObject("responseContext").put("statusCode", 200).put("executedVersion", "1").put("functionError", "Unhandled");
        record.set("responsePayload", json(result.payload()));
        return record;
    }

    private static JsonNode json(byte[] payload) {
        try {
            return JSON.readTree(payload);
        } catch (IOException e) {
            return TextNode.valueOf(new String(payload, StandardCharsets.UTF_8));
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
