// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.cache;

import java.time.Duration;

/** How long to wait for an answer before the same face is asked for again: 60 s, then 2, 4, 8, 16 and at most 30 minutes. */
final class BackOff {

    static final Duration FIRST = Duration.ofSeconds(60);
    static final Duration LONGEST = Duration.ofMinutes(30);

    private BackOff() {
    }

    /** @param asks how often it was asked without an answer, 1 or more */
    static Duration after(int asks) {
        // 60 s << 5 is above 30 minutes already; the bound keeps the shift from overflowing.
        Duration wait = FIRST.multipliedBy(1L << Math.min(Math.max(asks, 1) - 1, 5));
        return wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
    }
}
