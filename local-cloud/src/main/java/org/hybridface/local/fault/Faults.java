// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The switchboard: every link and process that faults can befall, by name, and what befalls it now. Thread safe. */
public final class Faults implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Faults.class);

    /**
     * A link or process, and what is wrong with it.
     *
     * @param now empty when it is well
     */
    public record State(String target, Set<FaultKind> kinds, Optional<FaultKind> now) {
    }

    private final Map<String, FaultTarget> targets = new TreeMap<>();
    private final Map<String, FaultKind> now = new HashMap<>();
    private final Map<String, ScheduledFuture<?>> ends = new HashMap<>();
    private final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "faults");
        thread.setDaemon(true);
        return thread;
    });

    public Faults() {
        clock.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        clock.setRemoveOnCancelPolicy(true);
    }

    /** From now on faults can befall it. */
    public synchronized <T extends FaultTarget> T add(String name, T target) {
        targets.put(name, target);
        return target;
    }

    /** Everything by name. */
    public synchronized List<State> states() {
        List<State> states = new ArrayList<>();
        targets.forEach((name, target) -> states.add(new State(name, target.kinds(), Optional.ofNullable(now.get(name)))));
        return states;
    }

    /**
     * A fault begins, in place of any that target has, and ends by itself.
     *
     * @throws IllegalArgumentException when there is no such target, or that cannot befall it; the text says what there is
     */
    public synchronized void begin(String name, FaultKind kind, Duration duration) {
        FaultTarget target = target(name);
        require(name, kind);
        if (now.containsKey(name)) {
            end(name);
        }
        LOG.warn("fault={} target={} for={} ms: on purpose", kind.word(), name, duration.toMillis());
        now.put(name, kind);
        ends.put(name, clock.schedule(() -> end(name), duration.toMillis(), TimeUnit.MILLISECONDS));
        target.begin(kind);
    }

    /**
     * Ends what befalls a target; nothing when it is well.
     *
     * @throws IllegalArgumentException when there is no such target
     */
    public synchronized void end(String name) {
        FaultTarget target = target(name);
        FaultKind kind = now.remove(name);
        if (kind == null) {
            return;
        }
        ends.remove(name).cancel(false);
        target.end();
        LOG.warn("fault={} target={} is over", kind.word(), name);
    }

    /** Ends everything. */
    public synchronized void endAll() {
        List.copyOf(now.keySet()).forEach(this::end);
    }

    /**
     * Begins each fault of a plan in its time, counted from now.
     *
     * @throws IllegalArgumentException when the plan names what is not there; nothing is planned then
     */
    public synchronized void follow(List<PlannedFault> plan) {
        plan.forEach(fault -> require(fault.target(), fault.kind()));
        // The first one first: on a busy machine it might else be scheduled when a later one is due already.
        plan.stream().sorted(Comparator.comparing(PlannedFault::at)).forEach(fault -> clock.schedule(
                () -> begin(fault.target(), fault.kind(), fault.duration()), fault.at().toMillis(), TimeUnit.MILLISECONDS));
    }

    private void require(String name, FaultKind kind) {
        Set<FaultKind> kinds = target(name).kinds();
        if (!kinds.contains(kind)) {
            throw new IllegalArgumentException("'" + kind.word() + "' cannot befall '" + name + "': take one of "
                    + kinds.stream().map(FaultKind::word).toList());
        }
    }

    private FaultTarget target(String name) {
        return Optional.ofNullable(targets.get(name)).orElseThrow(() -> new IllegalArgumentException("there is no '" + name
                + "' that faults can befall: take one of " + targets.keySet()));
    }

    @Override
    public void close() {
        clock.shutdownNow();
        endAll();
    }
}
