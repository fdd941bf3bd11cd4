// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.person;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A face of the pool as far as corrections go.
 *
 * @param id       Rekognition's FaceId
 * @param personId whose face it is
 * @param name     its person's name
 * @param neverAsk whether devices are to ask no more about it
 * @param consent  until when its person agreed to be recognised
 * @param differs  ids of persons it was said not to be
 * @param seenBy   the devices that saw it, {@code thing#key}
 * @param notUnder {@code thing#key} under which somebody else was seen and taken for it
 */
public record PersonFace(String id, String personId, Optional<String> name, boolean neverAsk, Optional<Instant> consent, Set<String> differs, Set<String> seenBy,
                         Set<String> notUnder) {

    public PersonFace {
        differs = Set.copyOf(differs);
        seenBy = Set.copyOf(seenBy);
        notUnder = Set.copyOf(notUnder);
    }

    PersonFace of(Person person) {
        return new PersonFace(id, person.id(), person.name(), neverAsk, person.consent(), differs, seenBy, notUnder);
    }

    PersonFace neverAsked(boolean never) {
        return new PersonFace(id, personId, name, never, consent, differs, seenBy, notUnder);
    }

    PersonFace differingFrom(String person) {
        return new PersonFace(id, personId, name, neverAsk, consent, with(differs, person), seenBy, notUnder);
    }

    /** Without the persons that it was said not to be, and who are nowhere any more. */
    public PersonFace notDifferingFrom(Set<String> gone) {
        Set<String> rest = new TreeSet<>(differs);
        rest.removeAll(gone);
        return new PersonFace(id, personId, name, neverAsk, consent, rest, seenBy, notUnder);
    }

    /** Whom devices saw under these keys is somebody else. */
    PersonFace notUnder(Set<String> sightings) {
        Set<String> others = new TreeSet<>(seenBy);
        others.removeAll(sightings);
        Set<String> all = new TreeSet<>(notUnder);
        all.addAll(sightings);
        return new PersonFace(id, personId, name, neverAsk, consent, differs, others, all);
    }

    /** As it was in all that corrections change; who saw it since stays noted. */
    PersonFace as(PersonFace before, PersonFace after) {
        Set<String> seen = new TreeSet<>(seenBy);
        after.seenBy.stream().filter(sighting -> !before.seenBy.contains(sighting)).forEach(seen::remove);
        before.seenBy.stream().filter(sighting -> !after.seenBy.contains(sighting)).forEach(seen::add);
        return new PersonFace(id, before.personId, before.name, before.neverAsk, before.consent, before.differs, seen, before.notUnder);
    }

    /** Whether corrections left it as that one is; who saw it in between does not count. */
    boolean isStill(PersonFace other) {
        return personId.equals(other.personId) && name.equals(other.name) && neverAsk == other.neverAsk && consent.equals(other.consent) && differs.equals(other.differs)
                && notUnder.equals(other.notUnder);
    }

    private static Set<String> with(Collection<String> some, String more) {
        Set<String> all = new TreeSet<>(some);
        all.add(more);
        return all;
    }
}
