// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.time;

import java.time.Duration;
import java.time.Instant;
import org.hybridface.edge.cache.TestClock;

/** A machine whose time passes when told to, and whose clock can be set without any time passing. */
public final class TestTime {

    private final TestClock wall = new TestClock();
    private volatile long nanos;

    /** The clock of a process that starts now. */
    public SteadyClock process() {
        return new SteadyClock(wall, () -> nanos);
    }

    public void pass(Duration time) {
        wall.advance(time);
        nanos += time.toNanos();
    }

    /** Somebody sets the clock, or the network does. */
    public void set(Duration by) {
        wall.set(wall.instant().plus(by));
    }

    public Instant timeOfDay() {
        return wall.instant();
    }
}
