// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.cache;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that goes on only when told to. */
public final class TestClock extends Clock {

    private volatile Instant now = Instant.parse("2026-01-31T10:15:30Z");

    public void advance(Duration time) {
        now = now.plus(time);
    }

    /** As somebody sets a clock: no time passes. */
    public void set(Instant time) {
        now = time;
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
