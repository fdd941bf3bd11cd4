// SPDX-License-Identifier: Apache-2.0
package org.hybridface.chaos;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** One asynchronous invocation: an event in Lambda's queue, with its tries. All tries have one request id. */
final class Invocation {

    /** Lambda tries twice more (Lambda developer guide, "Asynchronous invocation"). */
    static final int TRIES = 3;

    private final String name;
    private final String route;
    private final byte[] event;
    private final Set<String> down = new HashSet<>();
    private Instant due;
    private int tries;
    private int misfortunes;
    private boolean over;
    private Optional<Run> run = Optional.empty();
    private Instant deadline = Instant.MAX;

    Invocation(String name, String route, byte[] event, Instant due) {
        this.name = name;
        this.route = route;
        this.event = event;
        this.due = due;
    }

    String name() {
        return name;
    }

    /** Whether it is a delivery of the same event. */
    boolean isOf(Invocation other) {
        return Arrays.equals(event, other.event);
    }

    String route() {
        return route;
    }

    /** Whether it is a device's question. */
    boolean asks() {
        return route.equals(Simulation.NEW_FACE);
    }

    String requestId() {
        return "request-" + name;
    }

    byte[] event() {
        return event;
    }

    Set<String> down() {
        return down;
    }

    Instant due() {
        return due;
    }

    Instant deadline() {
        return deadline;
    }

    Optional<Run> run() {
        return run;
    }

    boolean isWaiting() {
        return !over && run.isEmpty();
    }

    boolean hasBegun() {
        return tries > 0;
    }

    /** Whether it is in the failure queue. */
    boolean isLost() {
        return over && tries == TRIES + 1;
    }

    int misfortunes() {
        return misfortunes;
    }

    void suffers() {
        misfortunes++;
    }

    void begin(Run next, Instant end) {
        tries++;
        run = Optional.of(next);
        deadline = end;
    }

    /** The try succeeded. */
    void done() {
        run = Optional.empty();
        over = true;
    }

    /** The try failed. */
    void failed(Instant now, java.time.Duration pause) {
        run = Optional.empty();
        if (tries == TRIES) {
            over = true;
            tries++; // marks it as lost
        } else {
            due = now.plus(pause.multipliedBy(1L << (tries - 1)));
        }
    }
}
