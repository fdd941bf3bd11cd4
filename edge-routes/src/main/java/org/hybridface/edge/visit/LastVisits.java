// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.visit;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The last visit of each key in the log. Not thread safe. */
final class LastVisits {

    private final Map<String, LastVisit> byKey = new HashMap<>();

    void clear() {
        byKey.clear();
    }

    /** A row is in the log. */
    void learn(VisitRow row) {
        if (row instanceof VisitRow.Seen seen) {
            Visit visit = seen.visit();
            byKey.merge(visit.key(), new LastVisit(visit.lastSeen(), visit.cameras(), visit.picture().map(jpeg -> visit.id())), LastVisit::and);
        }
    }

    /** @param current the key that a key goes by now */
    Map<String, LastVisit> by(UnaryOperator<String> current) {
        Map<String, LastVisit> all = new HashMap<>();
        byKey.forEach((key, last) -> all.merge(current.apply(key), last, LastVisit::and));
        return all;
    }
}
