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
    private Instant nextGood = Instant.MIN;
    private Instant nextPoor = Instant.MIN;
    private Instant lastGood = Instant.MIN;
    private Duration wait;
    private int shown;

    LookTimes(Duration patience) {
        this.spacing = patience.dividedBy(LOOKS_IN_PATIENCE);
        this.wait = shortest();
    }

    /** The face is to be looked at from now on; again and again until {@link #start} is called anew. */
    void start(Instant at) {
        wait = shortest();
        shown = 0;
        from = at;
        nextGood = at;
        lastGood = at;
        Instant soon = at.plus(wait).plus(GOOD_LOOK_WAIT);
        nextPoor = nextPoor.isBefore(soon) ? nextPoor : soon;
    }

    /** @param good whether the face is large, sharp and straight enough in this picture */
    boolean isDue(Instant at, boolean good) {
        if (good) {
            return !at.isBefore(nextGood) || !at.isBefore(lastGood.plus(LONGEST_WAIT_WHEN_GOOD));
        }
        return !at.isBefore(from.plus(GOOD_LOOK_WAIT)) && !at.isBefore(nextPoor);
    }

    /** A look was taken at a face that is large, sharp and straight enough, and showed it. */
    void showed(Instant at) {
        shown++;
        lastGood = at;
        nextGood = at.plus(shown <= LOOKS_IN_PATIENCE ? spacing : longerWait());
        nextPoor = nextGood.plus(GOOD_LOOK_WAIT);
    }

    /** Likewise, but the model saw little all the same. */
    void showedLittle(Instant at) {
        lastGood = at;
        nextGood = at.plus(longerWait());
        nextPoor = nextGood.plus(GOOD_LOOK_WAIT);
    }

    /** A look was taken although the face is far, blurred, turned or cut; that keeps no good moment waiting. */
    void takenAnyhow(Instant at) {
        nextPoor = at.plus(longerWait()).plus(GOOD_LOOK_WAIT);
    }

    private Duration longerWait() {
        Duration now = wait;
        wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
        return now;
    }

    private Duration shortest() {
        return spacing.compareTo(SHORTEST_WAIT) > 0 ? spacing : SHORTEST_WAIT;
    }
}
