// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.cache;

import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the cache did since the start. Thread safe. */
public final class CacheCounts {

    private static final Logger LOG = LoggerFactory.getLogger(CacheCounts.class);

    private final Visits visits = new Visits();
    private final LongAdder sightings = new LongAdder();
    private final LongAdder answers = new LongAdder();
    private final LongAdder newKeys = new LongAdder();
    private final LongAdder asks = new LongAdder();
    private final LongAdder overBudget = new LongAdder();
    private final AtomicBoolean budgetSpent = new AtomicBoolean();

    /** @param now of a clock that only goes forward */
    void sighted(Set<String> keys, Instant now) {
        sightings.add(keys.size());
        visits.seen(keys, now);
    }

    void answered() {
        answers.increment();
    }

    void newKey() {
        newKeys.increment();
    }

    void decided(AskDecision decision, int perHour) {
        if (decision == AskDecision.ASK) {
            asks.increment();
            if (budgetSpent.getAndSet(false)) {
                LOG.info("event=budget-available the cloud is asked again");
            }
        } else if (decision == AskDecision.NO_BUDGET) {
            overBudget.increment();
            if (!budgetSpent.getAndSet(true)) {
                LOG.warn("event=budget-spent The cloud is not asked for now: {} questions were asked in the last 60 minutes. New faces keep "
                        + "their keys; raise cloud.budget.per-hour if that is too few", perHour);
            }
        }
    }

    /** Faces that were recognised, each frame anew. */
    public long sightings() {
        return sightings.sum();
    }

    public long newKeys() {
        return newKeys.sum();
    }

    /** Questions put to the cloud. */
    public long asks() {
        return asks.sum();
    }

    /** Questions that were answered, whatever the answer was. */
    public long answers() {
        return answers.sum();
    }

    /** Sightings the cloud was not asked about. */
    public long hits() {
        return Math.max(0, sightings() - asks());
    }

    /** Questions that a device without a cache would have put: one for each visit and for each minute in view. */
    public long callsAvoided() {
        return Math.max(0, visits.questions() - asks());
    }

    /** Sightings that would have been asked if the budget had not been spent. */
    public long overBudget() {
        return overBudget.sum();
    }

    /** Whether the budget is spent right now. */
    public boolean isBudgetSpent() {
        return budgetSpent.get();
    }
}
