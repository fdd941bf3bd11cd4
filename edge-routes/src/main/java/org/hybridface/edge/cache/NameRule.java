// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.cache;

import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * When a face is somebody: a name needs the line, and a margin to the second person. Pure.
 *
 * @param line   a distance below it is near enough
 * @param margin by how much the second person must be farther away than the first
 */
record NameRule(double line, double margin) {

    /** How far away somebody can be and still matter. */
    double reach() {
        return line + margin;
    }

    /**
     * @param nearestFirst whoever is within {@link #reach}
     * @param samePerson   whether two keys are known to be one person, who is no rival of himself
     */
    Likeness decide(List<Match> nearestFirst, BiPredicate<String, String> samePerson) {
        if (nearestFirst.isEmpty() || !(nearestFirst.get(0).distance() < line)) {
            return new Likeness.Stranger();
        }
        Match first = nearestFirst.get(0);
        Optional<Match> rival = nearestFirst.stream().skip(1)
                .filter(match -> !samePerson.test(first.key(), match.key())).findFirst()
                .filter(match -> match.distance() - first.distance() < margin);
        return rival.<Likeness>map(match -> new Likeness.Probable(first, match)).orElseGet(() -> new Likeness.Certain(first));
    }
}
