// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.mqtt;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** When the next message may go: at once after one that the broker took, and {@link #AFTER_FAULT} after one that it did not. Not thread safe. */
public final class SendingPace {

    /** After a message the broker did not take. */
    public static final Duration AFTER_FAULT = Duration.ofMinutes(1);

    private final Clock clock;
    private Instant nextTry = Instant.MIN;

    /** @param clock a steady one */
    public SendingPace(Clock clock) {
        this.clock = clock;
    }

    public boolean isDue() {
        return !clock.instant().isBefore(nextTry);
    }

    /** A message goes now; until {@link #taken} is told it counts as one that the broker did not take. */
    public void underway() {
        nextTry = clock.instant().plus(AFTER_FAULT);
    }

    /** The broker has it. */
    public void taken() {
        nextTry = Instant.MIN;
    }
}
