// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.visit;

import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;

/**
 * When somebody was in view last.
 *
 * @param lastSeen time of day
 * @param cameras  who saw the person in that visit
 * @param pictured id of the last visit of which {@link VisitLog#picture} has one, this or an earlier one
 */
public record LastVisit(Instant lastSeen, SortedSet<String> cameras, Optional<String> pictured) {

    LastVisit and(LastVisit other) {
        LastVisit later = other.lastSeen.isBefore(lastSeen) ? this : other;
        LastVisit earlier = later == other ? this : other;
        return new LastVisit(later.lastSeen, later.cameras, later.pictured.or(() -> earlier.pictured));
    }
}
