// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.person;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hybridface.messages.Correction;
import org.hybridface.messages.Correction.Act;

/**
 * Some persons and all their faces, and what a correction makes of them. Pure, immutable.
 *
 * @param persons by id
 * @param faces   all faces of these persons, by id
 */
public record People(Map<String, Person> persons, Map<String, PersonFace> faces) {

    /** Nobody. */
    public static final People NONE = new People(Map.of(), Map.of());

    public People {
        persons = Map.copyOf(persons);
        faces = Map.copyOf(faces);
    }

    public static People of(Collection<Person> persons, Collection<PersonFace> faces) {
        return new People(persons.stream().collect(Collectors.toMap(Person::id, person -> person)),
                faces.stream().collect(Collectors.toMap(PersonFace::id, face -> face)));
    }

    /**
     * Everything after the correction. {@link Act.Undo} is another's inverse: see {@link #undone}.
     *
     * @param sighting  whom {@link Act.NotThisPerson} is about, {@code thing#key}; empty where no device speaks
     * @param now       when consent that is withdrawn ends
     * @throws RefusedException when it cannot be done
     */
    public People corrected(Correction correction, Optional<String> sighting, Instant now) {
        Act act = correction.act();
        if (act instanceof Act.Rename rename) {
            return renamed(personOf(rename.faceId()), rename.name());
        } else if (act instanceof Act.Merge merge) {
            return merged(personOf(merge.faceId()), personOf(merge.otherFaceId()));
        } else if (act instanceof Act.Split split) {
            return split(face(split.faceId()), correction.id());
        } else if (act instanceof Act.NotThisPerson not) {
            String seen = sighting.orElseThrow(() -> new RefusedException("no-device",
                    "a key is a device's: say it at the device that shows it, or use differ with two faces"));
            return with(facesOf(personOf(not.faceId())).map(face -> face.notUnder(Set.of(seen))).toArray(PersonFace[]::new));
        } else if (act instanceof Act.Differ differ) {
            return differing(differ, correction.id());
        } else if (act instanceof Act.NeverAsk never) {
            return with(facesOf(personOf(never.faceId())).map(face -> face.neverAsked(never.never())).toArray(PersonFace[]::new));
        } else if (act instanceof Act.Consent consent) {
            Person person = personOf(consent.faceId()).consenting(consent.until().orElse(now));
            return with(person).withItsFaces(person.id());
        }
        throw new IllegalArgumentException(act.word() + " is another correction's inverse");
    }

    /**
     * Everything as it was before a correction.
     *
     * @param before what the correction found
     * @param after  what it left
     * @throws RefusedException when something of that has changed since
     */
    public People undone(People before, People after) {
        after.faces.values().forEach(left -> {
            PersonFace now = face(left.id());
            if (!now.isStill(left)) {
                throw outdated();
            }
        });
        after.persons.values().forEach(left -> {
            if (!left.equals(persons.get(left.id()))) {
                throw outdated();
            }
        });
        Map<String, Person> personsThen = new TreeMap<>(persons);
        after.persons.keySet().forEach(id -> personsThen.put(id, before.persons.getOrDefault(id, Person.nobody(id))));
        Map<String, PersonFace> facesThen = new TreeMap<>(faces);
        before.faces.values().forEach(face -> facesThen.put(face.id(), face(face.id()).as(face, after.faces.get(face.id()))));
        return new People(personsThen, facesThen);
    }

    private static RefusedException outdated() {
        return new RefusedException("changed-since", "something it changed was changed again: undo the newer correction first");
    }

    /**
     * Everything after somebody edited a face's name by hand, or a named face came.
     *
     * @param known whether the face is its person's already; a new one gets the name that the person has
     */
    public People following(PersonFace face, boolean known) {
        Person person = personOf(face.id());
        Person whose = person;
        while (whose.joined().isPresent()) {
            whose = persons.get(whose.joined().get());
        }
        if (known) {
            return renamed(whose, face.name());
        }
        Person joined = whose.with(Set.of(face.id()));
        return with(joined.named(joined.name().or(face::name))).withItsFaces(joined.id());
    }

    /** What of this is not as it was, of both. */
    public People changedSince(People before) {
        return new People(where(persons, person -> !person.equals(before.persons.get(person.id()))),
                where(faces, face -> !face.equals(before.faces.get(face.id()))));
    }

    /** The same persons and faces as in another, as they are in this. */
    public People only(People others) {
        return new People(where(persons, person -> others.persons.containsKey(person.id())), where(faces, face -> others.faces.containsKey(face.id())));
    }

    private static <T> Map<String, T> where(Map<String, T> all, Predicate<T> kept) {
        return all.entrySet().stream().filter(entry -> kept.test(entry.getValue())).collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    public boolean isEmpty() {
        return persons.isEmpty() && faces.isEmpty();
    }

    /** @throws RefusedException when there is none */
    public PersonFace face(String id) {
        return Optional.ofNullable(faces.get(id)).orElseThrow(() -> new RefusedException("unknown-face", "the table has no such face"));
    }

    public Person personOf(String faceId) {
        return persons.get(face(faceId).personId());
    }

    private Stream<PersonFace> facesOf(Person person) {
        return person.faces().stream().map(faces::get);
    }

    private People renamed(Person person, Optional<String> name) {
        return with(person.named(name)).withItsFaces(person.id());
    }

    private People merged(Person one, Person other) {
        if (one.id().equals(other.id())) {
            return this;
        }
        if (facesOf(one).anyMatch(face -> face.differs().contains(other.id())) || facesOf(other).anyMatch(face -> face.differs().contains(one.id()))) {
            throw new RefusedException("said-to-differ", "somebody said that they are two persons: undo that first");
        }
        Person both = one.with(other.faces()).named(one.name().or(other::name));
        return with(both).with(other.joining(one.id())).withItsFaces(one.id());
    }

    private People split(PersonFace face, UUID correction) {
        Person person = persons.get(face.personId());
        if (person.faces().size() == 1) {
            throw new RefusedException("only-face", "it is its person's only face: take the name away instead");
        }
        Person own = Person.nobody(UUID.nameUUIDFromBytes(("split:" + correction).getBytes(StandardCharsets.UTF_8)).toString()).with(Set.of(face.id()));
        return with(person.without(face.id())).with(own).withItsFaces(own.id());
    }

    private People differing(Act.Differ differ, UUID correction) {
        if (differ.faceId().equals(differ.otherFaceId())) {
            throw new RefusedException("same-face", "a face does not differ from itself");
        }
        Person other = personOf(differ.otherFaceId());
        People apart = face(differ.faceId()).personId().equals(other.id()) ? split(face(differ.faceId()), correction) : this;
        return apart.with(apart.face(differ.faceId()).differingFrom(other.id()));
    }

    private People withItsFaces(String personId) {
        Person person = persons.get(personId);
        Set<String> somebodyElse = facesOf(person).flatMap(face -> face.notUnder().stream()).collect(Collectors.toSet());
        return with(facesOf(person).map(face -> face.of(person).notUnder(somebodyElse)).toArray(PersonFace[]::new));
    }

    private People with(Person person) {
        Map<String, Person> all = new LinkedHashMap<>(persons);
        all.put(person.id(), person);
        return new People(all, faces);
    }

    private People with(PersonFace... changed) {
        Map<String, PersonFace> all = new LinkedHashMap<>(faces);
        Stream.of(changed).forEach(face -> all.put(face.id(), face));
        return new People(persons, all);
    }

}
