// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.observe;

import java.util.function.DoubleSupplier;
import java.util.function.IntSupplier;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;
import org.hybridface.edge.cache.CacheCounts;
import org.hybridface.edge.cache.FaceCache;

/** What the cloud costs, and what remembering faces saves. */
@ManagedResource(description = "Questions to the cloud and what they cost")
public final class CostMeter {

    private final FaceCache cache;
    private final DoubleSupplier dollarsPerAsk;
    private final IntSupplier asksPerHour;

    /**
     * @param dollarsPerAsk what one question costs at the moment, US dollars
     * @param asksPerHour   likewise
     */
    public CostMeter(FaceCache cache, DoubleSupplier dollarsPerAsk, IntSupplier asksPerHour) {
        this.cache = cache;
        this.dollarsPerAsk = dollarsPerAsk;
        this.asksPerHour = asksPerHour;
    }

    @ManagedAttribute(description = "Questions put to the cloud since the start")
    public long getAsks() {
        return counts().asks();
    }

    @ManagedAttribute(description = "Questions that a device without a cache would have put: one for each visit and for each minute in view")
    public long getCallsAvoided() {
        return counts().callsAvoided();
    }

    @ManagedAttribute(description = "Questions answered since the start")
    public long getAnswers() {
        return counts().answers();
    }

    @ManagedAttribute(description = "Sightings that would have been asked if the budget had not been spent")
    public long getOverBudget() {
        return counts().overBudget();
    }

    @ManagedAttribute(description = "Questions left in this hour's budget")
    public int getBudgetLeft() {
        return cache.getBudgetLeft();
    }

    @ManagedAttribute(description = "Questions allowed in any 60 minutes")
    public int getBudgetPerHour() {
        return asksPerHour.getAsInt();
    }

    @ManagedAttribute(description = "What one question costs, US dollars")
    public double getDollarsPerAsk() {
        return dollarsPerAsk.getAsDouble();
    }

    @ManagedAttribute(description = "Spent on answered questions since the start, US dollars")
    public double getDollarsSpent() {
        return getAnswers() * getDollarsPerAsk();
    }

    @ManagedAttribute(description = "Not spent since the start, US dollars")
    public double getDollarsAvoided() {
        return getCallsAvoided() * getDollarsPerAsk();
    }

    private CacheCounts counts() {
        return cache.counts();
    }
}
