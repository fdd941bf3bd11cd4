// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.hybridface.local.http.AwsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AsyncInvokerTest {

    private static final InvocationResult DONE = InvocationResult.success("{}".getBytes(StandardCharsets.UTF_8));
    private static final int MEGABYTE = 1024 * 1024;

    @TempDir
    Path folder;

    private AsyncInvoker invoker(Invoker function, FailedEvents failures) {
        return new AsyncInvoker(function, 1, new Retries(2, Duration.ofMillis(1)), failures, Clock.systemUTC());
    }

    private static Invocation event(int bytes) {
        byte[] event = new byte[bytes];
        Arrays.fill(event, (byte) ' ');
        return Invocation.of("arn:aws:lambda:eu-central-1:123456789012:function:f:latest", event);
    }

    @Test
    void whatDoesNotFitIntoTheQueueIsThrottledAsInAws() throws Exception {
        CountDownLatch open = new CountDownLatch(1);
        AtomicInteger done = new AtomicInteger();
        try (AsyncInvoker invoker = invoker(invocation -> {
            open.await();
            done.incrementAndGet();
            return DONE;
        }, new FailedEvents(folder.resolve("failed.jsonl")))) {
            int fits = (int) (AsyncInvoker.MOST_BYTES / MEGABYTE);
            for (int i = 0; i < fits; i++) {
                invoker.accept(event(MEGABYTE));
            }

            assertThatThrownBy(() -> invoker.accept(event(MEGABYTE))).isInstanceOfSatisfying(AwsException.class,
                    refused -> assertThat(refused.status()).isEqualTo(429));

            open.countDown();
            await().until(() -> invoker.underway() == 0);
            assertThat(done).as("what was taken").hasValue(fits);
            invoker.accept(event(MEGABYTE));
        }
    }

    @Test
    void anEventThatFailedForGoodFreesItsPlace() {
        FailedEvents failures = new FailedEvents(folder.resolve("failed.jsonl"));
        try (AsyncInvoker invoker = invoker(invocation -> InvocationResult.error("Oops", "no"), failures)) {
            for (int i = 0; i < 2 * AsyncInvoker.MOST_BYTES / (16 * MEGABYTE); i++) {
                invoker.accept(event(16 * MEGABYTE));
                await().until(() -> invoker.underway() == 0);
            }
            assertThat(failures.size()).isEqualTo(8);
        }
    }

    @Test
    void aFailureIsOneLineWithoutItsStack() {
        InvocationResult result = InvocationResult.error(("{\"errorType\":\"X\",\"errorMessage\":\"the service\\nis away status=done\","
                + "\"stackTrace\":[\"a.b.C.d(C.java:1)\"]}").getBytes(StandardCharsets.UTF_8));

        assertThat(result.summary().lines()).singleElement().asString().startsWith("\"").contains("is away").doesNotContain("C.java");
    }
}
