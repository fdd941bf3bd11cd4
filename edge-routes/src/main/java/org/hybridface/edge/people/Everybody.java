// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.people;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hybridface.edge.cache.FaceEntry;
import org.hybridface.messages.Known;
import org.hybridface.vision.Embedding;

/**
 * Everybody known.
 *
 * @param people whom this device saw first, the last seen first; then those only others met, the last told first
 */
public record Everybody(List<Somebody> people) {

    /**
     * Two who may be one.
     *
     * @param one      known for longer than the other
     * @param distance Euclidean, between their nearest looks; empty when no two can be compared
     * @param sameName whether they are called the same
     */
    public record Pair(Somebody one, Somebody other, OptionalDouble distance, boolean sameName) {
    }

    /** Whom of those seen last {@link #pairs} compares: 300 persons are 45,000 pairs of up to 25 pairs of looks, a tenth of a second's work. */
    static final int MOST_COMPARED = 300;

    private static final double NOT_COMPARABLE = Double.POSITIVE_INFINITY;

    /**
     * Keys of one person are one person; two whom only a name connects are not, until somebody says so.
     *
     * @param faces     what this device remembers
     * @param elsewhere what others have learnt
     */
    public static Everybody of(Collection<FaceEntry> faces, Collection<Known> elsewhere) {
        Map<String, List<FaceEntry>> byPerson = faces.stream()
                .collect(Collectors.groupingBy(face -> face.person().or(face::faceId).orElse(face.key()), LinkedHashMap::new, Collectors.toList()));
        Map<String, Known> known = elsewhere.stream().collect(Collectors.toMap(Known::person, Function.identity(), (one, other) -> one));
        List<Somebody> people = new ArrayList<>();
        byPerson.forEach((id, entries) -> people.add(new Somebody(id, entries, Optional.ofNullable(known.remove(id)))));
        people.sort(Comparator.comparing((Somebody one) -> one.lastSeen().orElseThrow()).reversed().thenComparing(Somebody::id));
        known.values().stream().sorted(Comparator.comparing(Known::told).reversed().thenComparing(Known::person))
                .forEach(one -> people.add(new Somebody(one.person(), List.of(), Optional.of(one))));
        return new Everybody(List.copyOf(people));
    }

    /**
     * Who may be one person: they look alike, or are called the same, and nobody said that they differ. The most alike first.
     *
     * @param reach below this distance two looks are alike
     * @param most  so many at most
     */
    public List<Pair> pairs(double reach, int most) {
        List<Pair> pairs = new ArrayList<>();
        List<Somebody> compared = people.stream().limit(MOST_COMPARED).toList();
        for (int i = 0; i < compared.size(); i++) {
            for (int j = i + 1; j < compared.size(); j++) {
                pair(compared.get(i), compared.get(j), reach).ifPresent(pairs::add);
            }
        }
        return pairs.stream().sorted(Comparator.comparingDouble((Pair pair) -> pair.distance().orElse(NOT_COMPARABLE)).thenComparing(pair -> pair.one().id()))
                .limit(most).toList();
    }

    private static Optional<Pair> pair(Somebody one, Somebody other, double reach) {
        double distance = distance(one.looks(), other.looks());
        boolean sameName = one.name().isPresent() && other.name().isPresent() && one.name().get().equalsIgnoreCase(other.name().get());
        if (!(distance < reach) && !sameName || one.differsFrom(other)) {
            return Optional.empty();
        }
        OptionalDouble measured = distance == NOT_COMPARABLE ? OptionalDouble.empty() : OptionalDouble.of(distance);
        return Optional.of(isKnownForLonger(other, one) ? new Pair(other, one, measured, sameName) : new Pair(one, other, measured, sameName));
    }

    private static boolean isKnownForLonger(Somebody one, Somebody other) {
        return one.firstSeen().isPresent() && other.firstSeen().map(since -> one.firstSeen().get().isBefore(since)).orElse(true);
    }

    private static double distance(List<Embedding> looks, List<Embedding> others) {
        double nearest = NOT_COMPARABLE;
        for (Embedding look : looks) {
            for (Embedding other : others) {
                if (look.isComparableWith(other)) {
                    nearest = Math.min(nearest, look.distance(other));
                }
            }
        }
        return nearest;
    }
}
