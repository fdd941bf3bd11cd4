// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.observe;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/** Tells for how long a count has stood still, judged whenever it is asked. Thread safe. */
final class ProgressWatch {

    private final LongSupplier count;
    private final Clock clock;
    private long last = -1;
    private Instant since;

    ProgressWatch(LongSupplier count, Clock clock) {
        this.count = count;
        this.clock = clock;
        this.since = clock.instant();
    }

    synchronized Duration still() {
        long now = count.getAsLong();
        if (now != last) {
            last = now;
            since = clock.instant();
        }
        return Duration.between(since, clock.instant());
    }
}
