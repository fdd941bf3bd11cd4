// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.visit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the people of the log are called now. The remembered faces know best; of a face that is not remembered any more, the log's own rows do. Not
 * thread safe.
 */
final class VisitNames {

    private final KnownFaces known;
    private final Set<String> keys = new HashSet<>();
    private final Map<String, Optional<String>> names = new HashMap<>();
    private final Map<String, String> joined = new HashMap<>();

    VisitNames(KnownFaces known) {
        this.known = known;
    }

    void clear() {
        keys.clear();
        names.clear();
        joined.clear();
    }

    /** A row is in the log. */
    void learn(VisitRow row) {
        keys.add(row.key());
        if (row instanceof VisitRow.Seen seen && seen.visit().name().isPresent()) {
            names.put(row.key(), seen.visit().name());
        } else if (row instanceof VisitRow.Named named) {
            names.put(row.key(), named.name());
        } else if (row instanceof VisitRow.Joined into) {
            joined.put(row.key(), into.into());
            keys.add(into.into());
        }
    }

    /** The key a face goes by now. */
    String current(String key) {
        String now = known.current(key);
        Set<String> passed = new HashSet<>();
        while (joined.containsKey(now) && passed.add(now)) {
            now = known.current(joined.get(now));
        }
        return now;
    }

    /** The visit with key and name as they are now. */
    Visit asNow(Visit visit) {
        String key = current(visit.key());
        Optional<String> recorded = names.getOrDefault(key, visit.name());
        return visit.of(key).called(known.name(key).map(KnownFaces.Called::name).orElse(recorded));
    }

    /** Every key of the log that is this person's, with this one. */
    Set<String> allOf(String key) {
        Set<String> all = new HashSet<>(Set.of(key));
        String now = current(key);
        all.add(now);
        keys.stream().filter(one -> current(one).equals(now)).forEach(all::add);
        return all;
    }

    /** Rows that would make the log tell alone what the remembered faces tell now. */
    List<VisitRow> unwritten() {
        List<VisitRow> rows = new ArrayList<>();
        for (String key : keys) {
            String now = known.current(key);
            if (!now.equals(key) && !now.equals(joined.get(key))) {
                rows.add(new VisitRow.Joined(key, now));
            } else {
                known.name(key).map(KnownFaces.Called::name).filter(name -> !name.equals(names.getOrDefault(key, Optional.empty())))
                        .ifPresent(name -> rows.add(new VisitRow.Named(key, name)));
            }
        }
        return rows;
    }
}
