// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.lambda;

import java.time.Duration;

/**
 * How often and when a failed event is tried again.
 *
 * @param attempts further attempts after the first
 * @param first    pause before the first of them; each next pause is twice as long. Lambda waits 1 min, then 2
 */
public record Retries(int attempts, Duration first) {

    /** Pause before the n-th further attempt, from 1. */
    public Duration pause(int attempt) {
        return first.multipliedBy(1L << (attempt - 1));
    }
}
