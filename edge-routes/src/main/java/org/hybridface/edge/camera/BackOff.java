// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.camera;

import java.time.Duration;

/** Waiting times between tries: the first delay, then twice as long each time up to the greatest. Not thread safe. */
final class BackOff {

    private final Duration first;
    private final Duration greatest;
    private Duration next;

    BackOff(Duration first, Duration greatest) {
        this.first = first;
        this.greatest = greatest.compareTo(first) < 0 ? first : greatest;
        this.next = first;
    }

    Duration next() {
        Duration now = next;
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(greatest) > 0 ? greatest : doubled;
        return now;
    }

    void reset() {
        next = first;
    }
}
