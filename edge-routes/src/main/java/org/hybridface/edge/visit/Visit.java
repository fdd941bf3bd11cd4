// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.visit;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Somebody was in view, from the first picture to the last one before a gap.
 *
 * @param id        of this visit, and of no other
 * @param key       the device's key of the face
 * @param name      what the person was called when this was told
 * @param certainty whether it is certain that it was this one
 * @param begun     time of day, but for visits inside {@link VisitTracker}
 * @param lastSeen  likewise
 * @param cameras   who saw the person; without a name of a camera, empty
 * @param phase     what happened
 * @param picture   a small JPEG, when the visit has ended and the owner allows it
 */
public record Visit(String id, String key, Optional<String> name, Certainty certainty, Instant begun, Instant lastSeen, SortedSet<String> cameras,
        Phase phase, Optional<byte[]> picture) {

    /** Whether the device is sure whose visit it is. */
    public enum Certainty { CERTAIN, PROBABLE }

    /** What is told of a visit. */
    public enum Phase {
        /** Somebody came into view. */
        BEGUN,
        /** Name, key or certainty is another one. */
        CHANGED,
        /** Still there; told each minute for the log only, so that a power cut costs a minute. */
        SEEN,
        /** Nobody saw the person for the length of the gap. */
        ENDED
    }

    public Visit {
        cameras = Collections.unmodifiableSortedSet(new TreeSet<>(cameras));
    }

    Visit in(Phase now) {
        return new Visit(id, key, name, certainty, begun, lastSeen, cameras, now, picture);
    }

    Visit at(Instant begin, Instant last) {
        return new Visit(id, key, name, certainty, begin, last, cameras, phase, picture);
    }

    Visit with(Optional<byte[]> jpeg) {
        return new Visit(id, key, name, certainty, begun, lastSeen, cameras, phase, jpeg);
    }

    Visit called(Optional<String> now) {
        return new Visit(id, key, now, certainty, begun, lastSeen, cameras, phase, picture);
    }

    Visit of(String otherKey) {
        return new Visit(id, otherKey, name, certainty, begun, lastSeen, cameras, phase, picture);
    }
}
