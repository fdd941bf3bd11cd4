// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.cache;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hybridface.edge.time.SteadyClock;

/** Who is in the current frame, and when a face was seen last. Thread safe. */
final class FrameView {

    /** A face that stays in view changes on the disk this often, not with every frame. */
    private static final Duration LAST_SEEN_PRECISION = Duration.ofMinutes(1);

    private final FaceShelf faces;
    private final SteadyClock clock;
    private final Map<String, Instant> lastSeenOnDisk = new ConcurrentHashMap<>();
    /** When a face was in view that is probably this one. */
    private final Map<String, Instant> probablySeen = new ConcurrentHashMap<>();
    private volatile Set<String> inFrame = Set.of();

    FrameView(FaceShelf faces, SteadyClock clock) {
        this.faces = faces;
        this.clock = clock;
    }

    /** @param probable keys that somebody in the frame probably has: no sighting of them */
    void shows(Set<String> certain, Set<String> probable) {
        Instant now = clock.instant();
        Set<String> all = new HashSet<>(certain);
        all.addAll(probable);
        inFrame = Set.copyOf(all);
        probable.forEach(key -> probablySeen.put(key, now));
        for (String key : certain) {
            faces.changeInMemory(key, face -> face.seen(now));
            Instant onDisk = lastSeenOnDisk.computeIfAbsent(key, k -> now);
            if (onDisk.plus(LAST_SEEN_PRECISION).isBefore(now)) {
                lastSeenOnDisk.put(key, now);
                faces.writeSoon(key);
            }
        }
    }

    boolean holds(String key) {
        return inFrame.contains(key);
    }

    Optional<Instant> probablySeen(String key) {
        return Optional.ofNullable(probablySeen.get(key));
    }

    void forget(String key) {
        lastSeenOnDisk.remove(key);
        probablySeen.remove(key);
    }
}
