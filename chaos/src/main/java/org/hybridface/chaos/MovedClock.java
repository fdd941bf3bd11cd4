// SPDX-License-Identifier: Apache-2.0
package org.hybridface.chaos;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that only the simulation moves. */
final class MovedClock extends Clock {

    private static final Instant START = Instant.parse("2026-01-31T10:15:30Z");

    private volatile Instant now = START;

    void reset() {
        now = START;
    }

    void advance(Duration duration) {
        now = now.plus(duration);
    }

    /** Never backwards. */
    void advanceTo(Instant moment) {
        if (moment.isAfter(now)) {
            now = moment;
        }
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
