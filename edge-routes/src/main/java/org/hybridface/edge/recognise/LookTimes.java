// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.recognise;

import java.time.Duration;
import java.time.Instant;

/**
 * When a face is worth an embedding, which costs as much as several looks of the detector: at once when it is good, several times within the
 * patience while nobody knows it, and ever more rarely after that. Told the time. Used by one thread.
 */
final class LookTimes {

    /** Longest wait for a good look before any look is taken: a face that is far away or turned may be a known one. */
    static final Duration GOOD_LOOK_WAIT = Duration.ofMillis(400);

    /** Looks that share the patience among them. */
    private static final int LOOKS_IN_PATIENCE = 3;

    private static final Duration SHORTEST_WAIT = Duration.ofMillis(150);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(4);

    /** A face that is large, sharp and straight now waits no longer than this, however little the looks before it showed. */
    private static final Duration LONGEST_WAIT_WHEN_GOOD = Duration.ofSeconds(1);

    private final Duration spacing;
    private Instant from = Instant.MIN;
    private Instant next = Instant.MIN;
    private Instant last = Instant.MIN;
    private Duration wait;
    private int taken;

    LookTimes(Duration patience) {
        this.spacing = patience.dividedBy(LOOKS_IN_PATIENCE);
        this.wait = shortest();
    }

    /** The face is to be looked at from now on; again and again until {@link #start} is called anew. */
    void start(Instant at) {
        from = at;
        next = at;
        last = at;
        wait = shortest();
        taken = 0;
    }

    /** @param good whether the face is large, sharp and straight enough in this picture */
    boolean isDue(Instant at, boolean good) {
        if (at.isBefore(next)) {
            return good && !at.isBefore(last.plus(LONGEST_WAIT_WHEN_GOOD));
        }
        return good || !at.isBefore((taken == 0 ? from : next).plus(GOOD_LOOK_WAIT));
    }

    void taken(Instant at, boolean good) {
        taken++;
        last = at;
        if (good && taken <= LOOKS_IN_PATIENCE) {
            next = at.plus(spacing);
        } else {
            next = at.plus(wait);
            wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
        }
    }

    private Duration shortest() {
        return spacing.compareTo(SHORTEST_WAIT) > 0 ? spacing : SHORTEST_WAIT;
    }
}
