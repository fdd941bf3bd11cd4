// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.person;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Somebody, with all faces of the pool that show this person. All of them have the person's name.
 *
 * @param id      UUID; of one whom a camera met first, the id of that event
 * @param name    empty while nobody has given one
 * @param faces   ids of the faces; none when the person joined another or was split off and undone
 * @param joined  the person it was merged into: faces that are enrolled for this one go there
 * @param consent until when the person agreed to be recognised; empty when nobody asked
 */
public record Person(String id, Optional<String> name, Set<String> faces, Optional<String> joined, Optional<Instant> consent) {

    public Person {
        faces = Set.copyOf(faces);
    }

    /** A person nobody has written down yet. */
    public static Person unwritten(String id, Collection<PersonFace> faces) {
        return new Person(id, faces.stream().flatMap(face -> face.name().stream()).findFirst(),
                faces.stream().map(PersonFace::id).collect(Collectors.toSet()), Optional.empty(), Optional.empty());
    }

    static Person nobody(String id) {
        return new Person(id, Optional.empty(), Set.of(), Optional.empty(), Optional.empty());
    }

    Person named(Optional<String> other) {
        return new Person(id, other, faces, joined, consent);
    }

    Person with(Collection<String> more) {
        Set<String> all = new TreeSet<>(faces);
        all.addAll(more);
        return new Person(id, name, all, Optional.empty(), consent);
    }

    /** Without the faces that are not among its faces any more: they are gone, or somebody else's. */
    public Person keeping(Collection<PersonFace> itsFaces) {
        Set<String> rest = new TreeSet<>(faces);
        rest.retainAll(itsFaces.stream().map(PersonFace::id).collect(Collectors.toSet()));
        return new Person(id, name, rest, joined, consent);
    }

    public Person without(String face) {
        Set<String> rest = new TreeSet<>(faces);
        rest.remove(face);
        return new Person(id, name, rest, joined, consent);
    }

    Person joining(String other) {
        return new Person(id, Optional.empty(), Set.of(), Optional.of(other), Optional.empty());
    }

    Person consenting(Instant until) {
        return new Person(id, name, faces, joined, Optional.of(until));
    }
}
