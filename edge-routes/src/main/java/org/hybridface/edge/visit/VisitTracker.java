// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.visit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.hybridface.edge.frame.SeenFace;
import org.hybridface.edge.visit.Visit.Certainty;
import org.hybridface.edge.visit.Visit.Phase;

/** Makes visits of what is seen in frames. With several cameras, whom any of them sees is there. Reads no clock; used by one thread at a time. */
final class VisitTracker {

    /** Somebody who stays is noted so often. */
    static final Duration NOTE_EVERY = Duration.ofSeconds(60);

    private record Open(Visit visit, Instant told) {
    }

    private final Supplier<Duration> gap;
    private final UnaryOperator<String> current;
    private final Supplier<String> ids;
    private final Map<String, Open> open = new LinkedHashMap<>();

    /**
     * @param gap     whom nobody saw for so long has left
     * @param current the key a face goes by now
     * @param ids     a new one with each call
     */
    VisitTracker(Supplier<Duration> gap, UnaryOperator<String> current, Supplier<String> ids) {
        this.gap = gap;
        this.current = current;
        this.ids = ids;
    }

    /**
     * These are in a frame.
     *
     * @param camera empty when it has no name
     * @param now    of a clock that only goes forward
     * @return what is to be told
     */
    List<Visit> seen(Collection<SeenFace> faces, String camera, Instant now) {
        List<Visit> news = pass(now);
        for (SeenFace face : faces) {
            String key = current.apply(face.key());
            Open before = open.get(key);
            Visit visit = before == null ? begin(key, face, camera, now) : goOn(before.visit, face, camera, now);
            boolean changed = before != null && (!visit.name().equals(before.visit.name()) || visit.certainty() != before.visit.certainty());
            if (before == null || changed) {
                news.add(visit.in(before == null ? Phase.BEGUN : Phase.CHANGED));
            }
            open.put(key, new Open(visit, before == null || changed ? now : before.told));
        }
        return news;
    }

    /** Time passes: who left, who has another key since two were found to be one, and who is to be noted as still there. */
    List<Visit> pass(Instant now) {
        List<Visit> news = new ArrayList<>();
        for (String key : List.copyOf(open.keySet())) {
            Visit visit = open.get(key).visit;
            String newKey = current.apply(key);
            if (visit.lastSeen().plus(gap.get()).isBefore(now)) {
                open.remove(key);
                news.add(visit.of(newKey).in(Phase.ENDED));
            } else if (!newKey.equals(key)) {
                open.remove(key);
                move(visit, newKey, now, news);
            } else if (!open.get(key).told.plus(NOTE_EVERY).isAfter(now)) {
                open.put(key, new Open(visit, now));
                news.add(visit.in(Phase.SEEN));
            }
        }
        return news;
    }

    /** The end of the program is the end of all visits. */
    List<Visit> end() {
        List<Visit> all = open.values().stream().map(one -> one.visit.in(Phase.ENDED)).toList();
        open.clear();
        return all;
    }

    /** Who is there now, by the id of the visit. */
    Optional<Visit> find(String id) {
        return open.values().stream().map(Open::visit).filter(visit -> visit.id().equals(id)).findFirst();
    }

    void forget(String key) {
        open.remove(key);
    }

    private Visit begin(String key, SeenFace face, String camera, Instant now) {
        Certainty certainty = face.probably().isPresent() ? Certainty.PROBABLE : Certainty.CERTAIN;
        return new Visit(ids.get(), key, face.name(), certainty, now, now, new TreeSet<>(camera.isEmpty() ? List.of() : List.of(camera)), Phase.SEEN,
                Optional.empty());
    }

    /** Once certain, a visit stays certain; a turned head does not take its name. Nor does somebody who is only probably that person prolong it. */
    private static Visit goOn(Visit visit, SeenFace face, String camera, Instant now) {
        boolean sure = face.probably().isEmpty();
        if (!sure && visit.certainty() == Certainty.CERTAIN) {
            return visit;
        }
        TreeSet<String> cameras = new TreeSet<>(visit.cameras());
        if (!camera.isEmpty()) {
            cameras.add(camera);
        }
        return new Visit(visit.id(), visit.key(), sure ? face.name() : visit.name(), sure ? Certainty.CERTAIN : Certainty.PROBABLE, visit.begun(), now, cameras,
                visit.phase(), visit.picture());
    }

    private void move(Visit visit, String key, Instant now, List<Visit> news) {
        if (open.containsKey(key)) {
            // The same person twice at one time, as two people: the two visits stay, the younger one ends here.
            news.add(visit.of(key).in(Phase.ENDED));
        } else {
            open.put(key, new Open(visit.of(key), now));
            news.add(visit.of(key).in(Phase.CHANGED));
        }
    }
}
