// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.lambda;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.hybridface.local.stack.Stack;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** EventBridge's schedules: each calls its alias of the function every so often, asynchronously, if the resource policy lets it. */
public final class ScheduledEvents implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ScheduledEvents.class);
    private static final String SERVICE = "events.amazonaws.com";

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "schedules");
        thread.setDaemon(true);
        return thread;
    });

    private ScheduledEvents() {
    }

    /** @param queue Lambda's, of asynchronous events */
    public static ScheduledEvents start(Stack stack, Consumer<Invocation> queue) {
        ScheduledEvents events = new ScheduledEvents();
        for (Stack.Schedule schedule : stack.schedules()) {
            long millis = schedule.rate().toMillis();
            events.timer.scheduleAtFixedRate(() -> call(stack, schedule, queue), millis, millis, TimeUnit.MILLISECONDS);
        }
        return events;
    }

    /** Whatever is thrown, the next hour comes. */
    private static void call(Stack stack, Stack.Schedule schedule, Consumer<Invocation> queue) {
        try {
            if (!isPermitted(stack, schedule)) {
                LOG.warn("schedule={} is refused: the function's resource policy does not let it call {}", schedule.name(), schedule.function());
                return;
            }
            queue.accept(Invocation.of(schedule.function(), schedule.event().getBytes(StandardCharsets.UTF_8)));
        } catch (RuntimeException | Error e) {
            LOG.error("schedule={} failed, and is due again in its time: {}", schedule.name(), e.toString());
        }
    }

    private static boolean isPermitted(Stack stack, Stack.Schedule schedule) {
        return stack.permissions().contains(new Stack.Permission(SERVICE, stack.arn("events", "rule/" + schedule.name()), schedule.function()));
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
