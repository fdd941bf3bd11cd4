// SPDX-License-Identifier: Apache-2.0
package org.hybridface.chaos;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides what happens next. */
@FunctionalInterface
interface Chooser {

    /**
     * @param needed   what must happen sooner or later, and with which call it goes on where that is known
     * @param optional faults and edits
     * @return one of them; empty to let the rest happen in its usual order
     */
    Optional<String> choose(Map<String, Call> needed, List<String> optional);

    /** The given decisions; one that is not possible is left out. */
    static Chooser replay(List<String> decisions) {
        java.util.Iterator<String> left = decisions.iterator();
        return (needed, optional) -> {
            while (left.hasNext()) {
                String next = left.next();
                if (needed.containsKey(next) || optional.contains(next)) {
                    return Optional.of(next);
                }
            }
            return Optional.empty();
        };
    }
}
