// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.cache;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts what a device without a memory would have asked the cloud: one question when somebody comes into view, and another for each minute
 * that he stays. A question for each picture, as the cache's hits are counted, nobody would ask. Remembers who is in view only. Thread safe.
 */
final class Visits {

    /** Whom nobody saw for so long has left; a shorter gap is a turned head. */
    static final Duration GAP = Duration.ofSeconds(10);

    /** In view, somebody would be looked up again so often. */
    static final Duration AGAIN = Duration.ofSeconds(60);

    private record Visit(Instant lastAsked, Instant lastSeen) {
    }

    private final Map<String, Visit> visits = new HashMap<>();
    private long questions;

    /**
     * These are in view.
     *
     * @param now of a clock that only goes forward
     */
    synchronized void seen(Collection<String> keys, Instant now) {
        visits.values().removeIf(visit -> visit.lastSeen.plus(GAP).isBefore(now));
        for (String key : keys) {
            Visit visit = visits.get(key);
            boolean asks = visit == null || !visit.lastAsked.plus(AGAIN).isAfter(now);
            questions += asks ? 1 : 0;
            visits.put(key, new Visit(asks ? now : visit.lastAsked, now));
        }
    }

    synchronized long questions() {
        return questions;
    }
}
