// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.hybridface.local.stack.Stack;
import org.junit.jupiter.api.Test;

class ScheduledEventsTest {

    private static final Stack STACK = Stack.packed();
    private static final Stack.Schedule HOURLY = STACK.schedules().get(0);

    private static Stack.Schedule soon(String name) {
        return new Stack.Schedule(name, Duration.ofMillis(1), HOURLY.function(), HOURLY.event());
    }

    @Test
    void theStackLetsTheSweeperRunEveryHourByItsOwnAlias() {
        assertThat(HOURLY.rate()).isEqualTo(Duration.ofHours(1));
        assertThat(HOURLY.function()).endsWith(":sweep");
        assertThat(HOURLY.event()).isEqualTo("{\"action\":\"sweep\"}");
    }

    @Test
    void anEventComesEachTimeAlsoAfterOneThatCouldNotBeQueued() {
        List<Invocation> queued = new CopyOnWriteArrayList<>();
        AtomicInteger calls = new AtomicInteger();
        try (ScheduledEvents events = ScheduledEvents.start(STACK.withSchedules(List.of(soon(HOURLY.name()))), invocation -> {
            if (calls.incrementAndGet() == 1) {
                throw new AssertionError("a schedule that throws is cancelled without a word");
            }
            queued.add(invocation);
        })) {
            await().until(() -> queued.size() > 2);
        }
        assertThat(queued.get(0).functionArn()).isEqualTo(HOURLY.function());
        assertThat(new String(queued.get(0).event(), StandardCharsets.UTF_8)).isEqualTo(HOURLY.event());
        assertThat(queued.get(0).requestId()).isNotEqualTo(queued.get(1).requestId());
    }

    @Test
    void aScheduleThatTheFunctionDoesNotPermitCallsNothing() {
        List<Invocation> queued = new CopyOnWriteArrayList<>();
        AtomicInteger permitted = new AtomicInteger();
        try (ScheduledEvents events = ScheduledEvents.start(STACK.withSchedules(List.of(soon("somebody-elses"), soon(HOURLY.name()))), invocation -> {
            queued.add(invocation);
            permitted.incrementAndGet();
        }); ScheduledEvents others = ScheduledEvents.start(STACK.withPermissions(List.of()).withSchedules(List.of(soon(HOURLY.name()))),
                invocation -> {
                    throw new AssertionError("not permitted");
                })) {
            await().until(() -> permitted.get() > 2);
        }
        assertThat(queued).allSatisfy(invocation -> assertThat(invocation.functionArn()).isEqualTo(HOURLY.function()));
    }
}
