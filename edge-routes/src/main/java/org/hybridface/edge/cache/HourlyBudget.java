// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.cache;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.function.IntSupplier;

/** At most so many questions in any 60 minutes. Told the time. Thread safe: held only to count. */
final class HourlyBudget {

    private static final Duration HOUR = Duration.ofHours(1);

    private final IntSupplier perHour;
    private final Deque<Instant> spent = new ArrayDeque<>();

    /** @param perHour 0 or more, at the moment */
    HourlyBudget(IntSupplier perHour) {
        this.perHour = perHour;
    }

    int perHour() {
        return perHour.getAsInt();
    }

    /** Counts questions asked before a restart, so that a restart buys no new budget. */
    synchronized void alreadySpent(Collection<Instant> asks) {
        asks.stream().sorted().forEach(spent::addLast);
    }

    /**
     * Takes one question out of the budget.
     *
     * @return false when none is left
     */
    synchronized boolean take(Instant now) {
        forget(now);
        if (spent.size() >= perHour()) {
            return false;
        }
        spent.addLast(now);
        return true;
    }

    synchronized int left(Instant now) {
        forget(now);
        return Math.max(0, perHour() - spent.size());
    }

    /** When the questions of the last hour were asked, oldest first. */
    synchronized List<Instant> spent(Instant now) {
        forget(now);
        return List.copyOf(spent);
    }

    private void forget(Instant now) {
        Instant hourAgo = now.minus(HOUR);
        while (!spent.isEmpty() && !spent.peekFirst().isAfter(hourAgo)) {
            spent.removeFirst();
        }
    }
}
