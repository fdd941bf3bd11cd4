// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.live;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hybridface.edge.cache.FaceEntry;
import org.hybridface.messages.Correction;
import org.hybridface.messages.Correction.Act;

/** The corrections that were made at this device since its start, so far as they can be undone here. Thread safe. */
final class MadeCorrections {

    /** As many of the last ones can be undone here; older ones, and those from before the start, by an operator. */
    private static final int UNDOABLE = 200;

    /** The cloud answers within seconds; one that it refused it does not answer at all. */
    private static final Duration LONGEST_WAY = Duration.ofMinutes(1);

    private final Clock clock;
    private final Map<UUID, Made> made = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Made> eldest) {
            return size() > UNDOABLE;
        }
    };

    /** @param clock the one by which the cache notes when an answer came */
    MadeCorrections(Clock clock) {
        this.clock = clock;
    }

    /**
     * One correction.
     *
     * @param key     of which
     * @param whom    all that the persons are known by here: keys, ids of faces and persons
     * @param told    when the cloud was told; empty as long as it waits for the link
     */
    record Made(String key, Set<String> whom, Correction correction, Optional<Instant> told) {
    }

    synchronized void add(FaceEntry face, Optional<FaceEntry> other, Correction correction) {
        Set<String> whom = new HashSet<>(whom(face));
        other.ifPresent(also -> whom.addAll(whom(also)));
        made.put(correction.id(), new Made(face.key(), whom, correction, Optional.of(clock.instant())));
    }

    /** One that takes another back, and is about whom that was about. */
    synchronized void addUndo(Made undone, Correction undo) {
        made.put(undo.id(), new Made(undone.key, undone.whom, undo, Optional.of(clock.instant())));
    }

    synchronized Optional<Made> find(UUID correction) {
        return Optional.ofNullable(made.get(correction));
    }

    synchronized void waits(UUID correction) {
        made.computeIfPresent(correction, (id, one) -> new Made(one.key, one.whom, one.correction, Optional.empty()));
    }

    synchronized void told(UUID correction) {
        made.computeIfPresent(correction, (id, one) -> new Made(one.key, one.whom, one.correction, Optional.of(clock.instant())));
    }

    /** The last one about the person of a face. */
    synchronized Optional<Made> lastAbout(FaceEntry face) {
        Set<String> whom = whom(face);
        return made.values().stream().filter(one -> !Collections.disjoint(one.whom, whom)).reduce((older, newer) -> newer);
    }

    /**
     * Whether a correction of the face's person is on its way to the cloud, or what came of it on the way back: what is known is about to change.
     */
    boolean isUnderway(FaceEntry face) {
        Optional<Made> last = lastAbout(face);
        Optional<Instant> told = last.flatMap(Made::told);
        if (told.isEmpty()) {
            return last.isPresent();
        }
        return face.answeredAt().filter(at -> !at.isBefore(told.get())).isEmpty() && clock.instant().isBefore(told.get().plus(LONGEST_WAY));
    }

    /** Whether somebody corrected one of the same persons after that, and did not take it back: the cloud undoes the newer one first. */
    synchronized boolean isOvertaken(Made undone) {
        List<Made> all = new ArrayList<>(made.values());
        Set<UUID> takenBack = new HashSet<>();
        all.forEach(one -> {
            if (one.correction.act() instanceof Act.Undo undo) {
                takenBack.addAll(Set.of(undo.correction(), one.correction.id()));
            }
        });
        return all.subList(all.indexOf(undone) + 1, all.size()).stream()
                .anyMatch(one -> !takenBack.contains(one.correction.id()) && !Collections.disjoint(one.whom, undone.whom));
    }

    private static Set<String> whom(FaceEntry face) {
        Set<String> whom = new HashSet<>(Set.of(face.key()));
        face.faceId().ifPresent(whom::add);
        face.person().ifPresent(whom::add);
        return whom;
    }
}
