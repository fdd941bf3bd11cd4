// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.table;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hybridface.cloud.event.Sighting;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The devices that saw a face, each under its keys of it, as the face's item keeps them: whom to tell when the name changes. A device gives a face a
 * new key when it has forgotten the old one, and never uses that again; so of each device only the newest few are kept. Pure.
 */
final class SeenBy {

    static final String SEEN_BY = "seenBy";

    /** A device has several keys of one person at once while it has not noticed yet that they are one. */
    static final int KEYS_OF_A_DEVICE = 4;

    private SeenBy() {
    }

    /** Those in the item; what somebody wrote there by hand that is none is left out. */
    static List<Sighting> in(Map<String, AttributeValue> item) {
        return texts(item).flatMap(text -> Sighting.parse(text).stream()).toList();
    }

    /** Those, and those who saw the face before; but none of whom somebody said since that they saw somebody else. */
    static List<Sighting> in(Map<String, AttributeValue> item, List<Sighting> before) {
        return Stream.concat(before.stream(), in(item).stream()).distinct()
                .filter(sighting -> !PersonItems.notUnder(item).contains(sighting.toString())).toList();
    }

    private static Stream<String> texts(Map<String, AttributeValue> item) {
        return Optional.ofNullable(item.get(SEEN_BY)).stream().flatMap(seenBy -> seenBy.ss().stream());
    }

    /** Adds sightings. Only where some are too many the whole set is written, on condition that it is still what it was. */
    static void add(Write write, Map<String, AttributeValue> item, Collection<Sighting> more) {
        List<Sighting> all = Stream.concat(in(item).stream(), more.stream()).distinct().toList();
        List<Sighting> kept = all.stream().collect(Collectors.groupingBy(Sighting::thing)).values().stream()
                .flatMap(keys -> keys.stream().sorted(newestFirst(more)).limit(KEYS_OF_A_DEVICE)).toList();
        if (kept.size() == all.size()) {
            write.add(SEEN_BY, more.stream().map(Sighting::toString).toList());
        } else {
            write.set(SEEN_BY, AttributeValue.fromSs(kept.stream().map(Sighting::toString).toList())).ifSame(item, SEEN_BY);
        }
    }

    /** Keys are counted up, {@code User001}, {@code User002}; but a device whose memory was lost begins anew, so those of the memory that saw it now go first. */
    private static Comparator<Sighting> newestFirst(Collection<Sighting> now) {
        Set<Optional<String>> incarnations = now.stream().map(sighting -> sighting.deviceKey().incarnation()).collect(Collectors.toSet());
        return Comparator.comparing((Sighting sighting) -> incarnations.contains(sighting.deviceKey().incarnation()))
                .thenComparing(sighting -> sighting.deviceKey().number()).thenComparing(Sighting::key).reversed();
    }

    /** The element of a device, of which a condition can ask; empty when it never saw the face. */
    static Optional<String> of(String thing, Map<String, AttributeValue> item) {
        return texts(item).filter(text -> Sighting.parse(text).filter(seen -> seen.thing().equals(thing)).isPresent()).findFirst();
    }
}
