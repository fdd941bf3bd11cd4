// SPDX-License-Identifier: Apache-2.0
package org.hybridface.benchmarks.detection;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Counts of the faces that were shown and found, by what they were. */
final class Tally {

    /** Of one kind. */
    record Count(int shown, int found) {

        Count plus(Count other) {
            return new Count(shown + other.shown, found + other.found);
        }

        double rate() {
            return (double) found / shown;
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.4f (%d of %d)", rate(), found, shown);
        }
    }

    private final Map<String, Map<String, Count>> byKind = new LinkedHashMap<>();
    private Count all = new Count(0, 0);
    private int falseAlarms;

    /** @param kinds what the face was, for example its background, by what kind of thing that is */
    void add(Map<String, String> kinds, boolean found) {
        Count one = new Count(1, found ? 1 : 0);
        all = all.plus(one);
        kinds.forEach((kind, value) -> byKind.computeIfAbsent(kind, each -> new TreeMap<>()).merge(value, one, Count::plus));
    }

    void addFalseAlarms(int count) {
        falseAlarms += count;
    }

    Count all() {
        return all;
    }

    /** In pictures of people's photos some are of faces that the photos show besides. */
    int falseAlarms() {
        return falseAlarms;
    }

    Map<String, Map<String, Count>> byKind() {
        return byKind;
    }
}
