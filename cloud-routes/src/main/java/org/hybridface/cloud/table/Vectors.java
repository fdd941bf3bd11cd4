// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.table;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.apache.camel.Variable;
import org.hybridface.cloud.face.PersonVectors;
import org.hybridface.cloud.name.PersonChange;

/**
 * Makes a person's vector in the pool of the faces that the table says are the person's. The table alone decides; whatever was left undone by a run that
 * died is done by the next one for the same person. Thread safe.
 */
public final class Vectors {

    private final Persons persons;
    private final Optional<PersonVectors> inPool;

    /** @param inPool empty for a recogniser without such vectors, for which {@link #align} is never called */
    public Vectors(Persons persons, Optional<PersonVectors> inPool) {
        this.persons = persons;
        this.inPool = inPool;
    }

    /**
     * Makes the vector of the faces that the person has now, whatever it was made of. Runs for two persons may be at work at once, of which one has
     * read what the other has not: so each looks again at what it read, and hands faces that are not its person's over to whose they are.
     */
    public void align(@Variable("changed") PersonChange changed) {
        String personId = changed.personId();
        PersonVectors vectors = inPool.orElseThrow();
        AtomicReference<Set<String>> made = new AtomicReference<>(vectors.faces(personId));
        Contended.untilDone(changed + ": its faces changed " + Contended.TRIES + " times while its vector was made of them", Contended.TRIES, () -> {
            Set<String> wanted = persons.facesOf(personId);
            align(vectors, personId, made.getAndSet(wanted), wanted);
            return Optional.of(wanted).filter(persons.facesOf(personId)::equals);
        });
    }

    private void align(PersonVectors vectors, String personId, Set<String> made, Set<String> wanted) {
        Set<String> most = wanted.stream().limit(PersonVectors.MOST_FACES).collect(Collectors.toCollection(TreeSet::new));
        Set<String> others = without(made, most);
        if (wanted.isEmpty()) {
            vectors.forget(personId);
        } else if (!others.isEmpty()) {
            vectors.remove(personId, others);
        }
        others.stream().filter(face -> !wanted.contains(face)).forEach(face -> handOver(vectors, face));
        Set<String> missing = without(most, made);
        if (!missing.isEmpty()) {
            vectors.add(personId, missing);
        }
    }

    private void handOver(PersonVectors vectors, String faceId) {
        persons.whoseIs(faceId).ifPresent(personId -> vectors.add(personId, Set.of(faceId)));
    }

    private static Set<String> without(Set<String> some, Set<String> others) {
        return some.stream().filter(one -> !others.contains(one)).collect(Collectors.toCollection(TreeSet::new));
    }
}
