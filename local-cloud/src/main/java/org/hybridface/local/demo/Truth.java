// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.demo;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hybridface.local.demo.RecordedFrame.RecordedFace;
import org.hybridface.vision.Box;

/** Who really stood where: the answer sheet of a rendered scene. */
@FunctionalInterface
interface Truth {

    /**
     * A detector's box and a rendered head's box of one face differ by taste (hair, chin), so a small overlap counts; two people
     * side by side do not overlap at all.
     */
    double SAME_FACE_OVERLAP = 0.2;

    /** A person at a place. */
    record Standing(String person, Box box) {
    }

    /** Everyone in the frame with that source text. */
    List<Standing> who(String source);

    /** The person whose head overlaps the box most. */
    default Optional<String> personAt(String source, Box box) {
        return who(source).stream()
                .filter(standing -> standing.box().overlap(box) >= SAME_FACE_OVERLAP)
                .max(Comparator.comparingDouble(standing -> standing.box().overlap(box)))
                .map(Standing::person);
    }

    /** Which person each key stood for, by majority over the frames; keys that never overlapped anybody are absent. */
    default Map<String, String> personByKey(Collection<RecordedFrame> frames) {
        Map<String, Map<String, Integer>> votes = new TreeMap<>();
        for (RecordedFrame frame : frames) {
            for (RecordedFace face : frame.faces()) {
                personAt(frame.source(), face.box()).ifPresent(person -> votes
                        .computeIfAbsent(face.key(), key -> new HashMap<>())
                        .merge(person, 1, Integer::sum));
            }
        }
        Map<String, String> people = new TreeMap<>();
        votes.forEach((key, count) -> count.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .ifPresent(winner -> people.put(key, winner.getKey())));
        return people;
    }
}
