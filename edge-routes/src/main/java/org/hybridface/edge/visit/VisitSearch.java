// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.visit;

import java.time.Instant;
import java.util.Optional;
import org.hybridface.edge.people.SearchedName;

/**
 * Which visits are wanted: those that overlap the time.
 *
 * @param from   inclusive
 * @param to     exclusive
 * @param person part of a name as {@link SearchedName} finds it, or a key; empty for everybody
 * @param most   the newest so many
 */
public record VisitSearch(Instant from, Instant to, Optional<String> person, int most) {

    boolean isInTime(Visit visit) {
        return visit.begun().isBefore(to) && !visit.lastSeen().isBefore(from);
    }

    boolean isOfPerson(Visit visit) {
        return person.map(wanted -> visit.key().equalsIgnoreCase(wanted)
                || visit.name().filter(name -> SearchedName.isIn(name, wanted)).isPresent()).orElse(true);
    }
}
