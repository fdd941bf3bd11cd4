// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.people;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hybridface.edge.cache.FaceEntry;
import org.hybridface.messages.Known;
import org.hybridface.messages.Whose;
import org.hybridface.vision.Embedding;

/**
 * One person.
 *
 * @param id        the cloud's id of the person; of somebody the cloud has not told of yet, the key
 * @param faces     under which keys this device remembers the person, the last seen first; none of somebody whom only others met
 * @param elsewhere what the others have learnt
 */
public record Somebody(String id, List<FaceEntry> faces, Optional<Known> elsewhere) {

    /** @throws IllegalArgumentException when nobody knows the person */
    public Somebody {
        faces = faces.stream().sorted(Comparator.comparing(FaceEntry::lastSeen).reversed().thenComparing(FaceEntry::key)).toList();
        if (faces.isEmpty() && elsewhere.isEmpty()) {
            throw new IllegalArgumentException(id + " is known to nobody");
        }
    }

    /** What is said of the person here counts for more than what others were told. */
    public Optional<String> name() {
        return faces.stream().flatMap(face -> face.name().stream()).findFirst().or(() -> elsewhere.flatMap(Known::name));
    }

    /** When this device saw the person last, in its own time; empty when it never did. */
    public Optional<Instant> lastSeen() {
        return faces.stream().map(FaceEntry::lastSeen).findFirst();
    }

    public Optional<Instant> firstSeen() {
        return faces.stream().map(FaceEntry::firstSeen).min(Comparator.naturalOrder());
    }

    public boolean neverAsk() {
        return whose().anyMatch(Whose::neverAsk);
    }

    /** Until when the person agreed to be recognised. */
    public Optional<Instant> consent() {
        return whose().flatMap(one -> one.consent().stream()).findFirst();
    }

    List<Embedding> looks() {
        return Stream.concat(faces.stream().flatMap(face -> face.embeddings().stream()),
                elsewhere.stream().flatMap(known -> known.looks().stream().map(look -> new Embedding(known.model(), look.values())))).toList();
    }

    /** Whether somebody said that the two are not one. */
    boolean differsFrom(Somebody other) {
        return isDifferent(other) || other.isDifferent(this);
    }

    private boolean isDifferent(Somebody other) {
        Set<String> differs = whose().flatMap(one -> one.differs().stream()).collect(Collectors.toSet());
        return differs.contains(other.id);
    }

    private Stream<Whose> whose() {
        return Stream.concat(faces.stream().map(FaceEntry::whose), elsewhere.stream().map(Known::whose));
    }
}
