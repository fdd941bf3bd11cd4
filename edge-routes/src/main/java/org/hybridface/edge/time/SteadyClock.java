// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

/**
 * A clock for durations: it starts with the machine's time of day and goes on evenly, also when that is set. A device without a battery
 * clock starts in the past and jumps to now, and one that ran ahead is set back; neither makes a wait longer, an hour's budget last a
 * year, or everything too old at once.
 * <p>
 * So inside the process all times are this clock's. Where a time leaves the process (disk, message, page, log) it is told as the time of
 * day by {@link #toWall}, and where it comes in, {@link #fromWall} turns it back. What another run wrote may lie in the future, since its
 * clock was wrong, or before there was this program: {@link #fromDisk} takes it as now. While the machine sleeps this clock stands still. Thread safe.
 */
public final class SteadyClock extends Clock {

    /** The machine's own. */
    public static final SteadyClock SYSTEM = new SteadyClock(Clock.systemUTC(), System::nanoTime);

    /** This program is younger: a clock that says less was never set, and a stamp from before was written by such a clock. */
    public static final Instant CLOCK_NEVER_SET = Instant.parse("2026-01-01T00:00:00Z");

    private static final double NANOS_PER_MILLI = 1e6;

    private final Clock wall;
    private final LongSupplier nanos;
    private final Instant start;
    private final long startNanos;

    /**
     * @param wall  the time of day, which may jump
     * @param nanos counts nanoseconds evenly, from anywhere
     */
    public SteadyClock(Clock wall, LongSupplier nanos) {
        this.wall = wall;
        this.nanos = nanos;
        this.start = wall.instant();
        this.startNanos = nanos.getAsLong();
    }

    /** That clock itself when it is steady, {@link #SYSTEM} for the machine's; any other tells how time passes, unless it goes back. */
    public static SteadyClock of(Clock clock) {
        if (clock instanceof SteadyClock steady) {
            return steady;
        }
        return clock.equals(Clock.systemUTC()) ? SYSTEM : new SteadyClock(clock, new Passed(clock)::nanos);
    }

    @Override
    public Instant instant() {
        return start.plusNanos(nanos.getAsLong() - startNanos);
    }

    /** The time of day, for whoever reads it. */
    public Clock wall() {
        return wall;
    }

    /** How far the time of day is ahead of this clock: what it was set by since the start. */
    public Duration offset() {
        // Whole milliseconds: the two are read one after the other, and a clock that nobody set is ahead by nothing.
        return Duration.ofMillis(Math.round(Duration.between(instant(), wall.instant()).toNanos() / NANOS_PER_MILLI));
    }

    /** The time of day, as the machine sees it now, of a time of this clock. */
    public Instant toWall(Instant steady) {
        return steady.plus(offset());
    }

    /** This clock's time of a time of day. */
    public Instant fromWall(Instant timeOfDay) {
        return timeOfDay.minus(offset());
    }

    /**
     * As {@link #fromWall}, for what another run wrote: not in the future, whatever its stamp says, and now when nobody can tell, since that
     * run's clock was never set.
     */
    public Instant fromDisk(Instant timeOfDay) {
        Instant now = instant();
        Instant then = fromWall(timeOfDay);
        boolean untold = timeOfDay.isBefore(CLOCK_NEVER_SET) && !wall.instant().isBefore(CLOCK_NEVER_SET);
        return untold || then.isAfter(now) ? now : then;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    /** A time of day has a zone, a duration has none. */
    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    private static final class Passed {

        private final Clock clock;
        private Instant last;
        private long nanos;

        Passed(Clock clock) {
            this.clock = clock;
            this.last = clock.instant();
        }

        synchronized long nanos() {
            Instant now = clock.instant();
            if (now.isAfter(last)) {
                nanos += Duration.between(last, now).toNanos();
            }
            last = now;
            return nanos;
        }
    }
}
