// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.shadow;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** When answers that could not be stored are tried again: after 1 s, 2, 4 ... at most a minute. One line when that begins, one when it ends. Thread safe. */
final class RetryTimes {

    static final Duration FIRST = Duration.ofSeconds(1);
    static final Duration LONGEST = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(RetryTimes.class);

    private final Clock clock;
    private Duration wait = Duration.ZERO;
    private Instant due = Instant.MAX;

    /** @param clock a steady one */
    RetryTimes(Clock clock) {
        this.clock = clock;
    }

    synchronized void failed(Exception fault) {
        if (wait.isZero()) {
            LOG.warn("event=answer-not-stored {}: it stays in the shadow and is tried again, at most every {} s. Free space or give rights in "
                    + "edge.data.dir", fault.toString(), LONGEST.toSeconds());
            wait = FIRST;
        } else {
            wait = wait.multipliedBy(2).compareTo(LONGEST) < 0 ? wait.multipliedBy(2) : LONGEST;
        }
        due = clock.instant().plus(wait);
    }

    synchronized void succeeded() {
        if (!wait.isZero()) {
            LOG.info("event=answers-stored what could not be stored is stored now");
        }
        wait = Duration.ZERO;
        due = Instant.MAX;
    }

    /** True once for each try that is due. A try that is never heard of again, since the link is down, is repeated after the longest wait. */
    synchronized boolean isDue() {
        if (clock.instant().isBefore(due)) {
            return false;
        }
        due = clock.instant().plus(LONGEST);
        return true;
    }
}
