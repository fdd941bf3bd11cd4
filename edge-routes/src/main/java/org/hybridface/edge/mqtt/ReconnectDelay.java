// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.mqtt;

import java.time.Duration;

/** How long to wait before the next try: 1 s, 2, 4 ... 60 s, each spread by a quarter so that devices do not come back as one. */
final class ReconnectDelay {

    static final Duration LONGEST = Duration.ofSeconds(60);

    private ReconnectDelay() {
    }

    /**
     * @param failures tries that failed in a row, 1 or more
     * @param spread   0 to 1, evenly distributed
     */
    static Duration after(int failures, double spread) {
        long seconds = Math.min(1L << Math.min(failures - 1, 6), LONGEST.toSeconds());
        return Duration.ofMillis(Math.round(seconds * 1000 * (0.75 + 0.5 * spread)));
    }
}
