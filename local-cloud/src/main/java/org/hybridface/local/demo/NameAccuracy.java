// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.demo;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import org.hybridface.local.demo.RecordedFrame.RecordedFace;

/**
 * How often the whole system says the right name, a wrong one, or none. A photo counts once, by its largest face.
 *
 * @param right     enrolled people shown by their own name
 * @param wrong     enrolled people shown by another's name
 * @param unnamed   enrolled people shown by their key only
 * @param unseen    enrolled people in whose photo no face was found
 * @param strangers photos of people who were not enrolled
 * @param named     strangers shown by somebody's name
 */
record NameAccuracy(int right, int wrong, int unnamed, int unseen, int strangers, int named) {

    static NameAccuracy of(Collection<RecordedFrame> frames, Set<String> enrolled) {
        int right = 0;
        int wrong = 0;
        int unnamed = 0;
        int unseen = 0;
        int strangers = 0;
        int named = 0;
        for (RecordedFrame frame : frames) {
            String person = PhotoSplit.person(frame.source());
            Optional<RecordedFace> face =
                    frame.faces().stream().max(Comparator.comparingDouble(candidate -> candidate.box().area()));
            Optional<String> name = face.flatMap(RecordedFace::name);
            if (!enrolled.contains(person)) {
                strangers++;
                named += name.isPresent() ? 1 : 0;
            } else if (face.isEmpty()) {
                unseen++;
            } else if (name.isEmpty()) {
                unnamed++;
            } else if (name.get().equals(person)) {
                right++;
            } else {
                wrong++;
            }
        }
        return new NameAccuracy(right, wrong, unnamed, unseen, strangers, named);
    }

    /** Photos of enrolled people. */
    int known() {
        return right + wrong + unnamed + unseen;
    }

    String inWords() {
        return ("rank-1 %.1f %% (%d of %d photos of enrolled people by their own name), wrong name %.2f %% (%d of these, "
                + "%d of %d photos of strangers), no name %d, no face %d").formatted(
                percent(right, known()), right, known(), percent(wrong + named, known() + strangers), wrong, named, strangers,
                unnamed, unseen);
    }

    private static double percent(int part, int whole) {
        return whole == 0 ? 0 : 100.0 * part / whole;
    }
}
