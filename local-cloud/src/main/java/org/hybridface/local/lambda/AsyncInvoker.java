// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.hybridface.local.http.AwsException;
import org.hybridface.messages.LogValue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lambda's queue of asynchronous events: each is tried, tried again after a pause, and in the end kept as failed. */
public final class AsyncInvoker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AsyncInvoker.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    /** AWS keeps more, on disks of its own; here they lie in the heap, and whoever is refused tries again, as it does where AWS throttles. */
    static final long MOST_BYTES = 64L * 1024 * 1024;

    private final Invoker function;
    private final Retries retries;
    private final FailedEvents failures;
    private final Clock clock;
    private final AtomicInteger underway = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private final ScheduledThreadPoolExecutor threads;

    public AsyncInvoker(LambdaFunction function, Retries retries, FailedEvents failures, Clock clock) {
        this(function, function.settings().concurrency(), retries, failures, clock);
    }

    AsyncInvoker(Invoker function, int concurrency, Retries retries, FailedEvents failures, Clock clock) {
        this.function = function;
        this.retries = retries;
        this.failures = failures;
        this.clock = clock;
        this.threads = new ScheduledThreadPoolExecutor(concurrency, task -> {
            Thread thread = new Thread(task, "lambda-async");
            thread.setDaemon(true);
            return thread;
        });
        threads.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /**
     * Takes an event and returns at once.
     *
     * @throws AwsException 429 when too much waits already
     */
    public void accept(Invocation invocation) {
        if (bytes.addAndGet(invocation.event().length) > MOST_BYTES) {
            bytes.addAndGet(-invocation.event().length);
            throw AwsException.withStatus(429, "TooManyRequestsException", "Rate Exceeded.");
        }
        underway.incrementAndGet();
        threads.execute(() -> attempt(invocation, 1));
    }

    private void over(Invocation invocation) {
        underway.decrementAndGet();
        bytes.addAndGet(-invocation.event().length);
    }

    /** Events taken and not yet done or failed for good. */
    public int underway() {
        return underway.get();
    }

    /** Whatever is thrown, the event is in one place: with its next attempt or in the failure queue. */
    private void attempt(Invocation invocation, int attempt) {
        try {
            InvocationResult result = function.invoke(invocation);
            if (!result.failed()) {
                over(invocation);
            } else if (attempt <= retries.attempts()) {
                LOG.warn("failed requestId={} attempt={} again in {} ms: {}", invocation.requestId(), attempt,
                        retries.pause(attempt).toMillis(), result.summary());
                threads.schedule(() -> attempt(invocation, attempt + 1), retries.pause(attempt).toMillis(), TimeUnit.MILLISECONDS);
            } else {
                failures.add(record(invocation, attempt, result), "requestId=" + invocation.requestId() + " attempts=" + attempt + " cause="
                        + result.summary());
                over(invocation);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the local cloud stops
        } catch (RejectedExecutionException e) {
            LOG.warn("not tried again requestId={}: the local cloud stops", invocation.requestId());
        } catch (RuntimeException | Error e) {
            LOG.error("lost requestId={} cause={}", invocation.requestId(), LogValue.of(e.toString()));
            over(invocation);
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
