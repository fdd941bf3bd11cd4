// SPDX-License-Identifier: Apache-2.0
package org.hybridface.vision.detect;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.hybridface.vision.Box;
import org.hybridface.vision.Detection;

/**
 * Which doubtful detections are worth a closer look: a small face may score next to nothing where it falls badly between the net's cells, and so does
 * much that is none. Remembers where closer looks were in vain, so that what is taken for a face in each picture of a camera costs one now and then.
 * Reads no clock.
 */
final class Doubts {

    /** A guess of less, as a part of what is sure, is weak: only so many of those are looked at. */
    private static final double WEAK = 1 / 3.0;

    /** Closer looks at weak guesses show at most so much more than the looks before: there is no end of them in leaves or gravel. */
    private static final double MOST_FOR_WEAK = 0.2;
    private static final int WEAK_AT_LEAST = 2;

    /** So long a place is not looked at again: less than a new face may take to be found. */
    private static final Duration IN_VAIN = Duration.ofMillis(300);

    /** Unless it looks by so much more like a face than it did. */
    private static final double SURER = 0.15;

    /** More overlap (intersection over union) is the same place; a guess within another one's box may be a face, and that none. */
    private static final double SAME_PLACE_OVERLAP = 0.3;

    private final double sure;
    private List<Vain> vain = List.of();

    /** @param sure a detection of at least this confidence is a face, one of less a guess */
    Doubts(double sure) {
        this.sure = sure;
    }

    /** @return one of each place, most confident first */
    List<Detection> worthwhile(Collection<Detection> doubtful, Instant at) {
        vain = vain.stream().filter(one -> one.at().plus(IN_VAIN).isAfter(at)).toList();
        List<Detection> chosen = new ArrayList<>();
        for (Detection one : doubtful.stream().sorted(Comparator.comparingDouble(Detection::confidence).reversed()).toList()) {
            boolean again = chosen.stream().anyMatch(other -> isSamePlace(one.box(), other.box()));
            boolean refuted = vain.stream().anyMatch(other -> isSamePlace(one.box(), other.guess().box())
                    && one.confidence() < other.guess().confidence() + SURER);
            if (!again && !refuted) {
                chosen.add(one);
            }
        }
        return List.copyOf(chosen);
    }

    boolean isWeak(Detection guess) {
        return guess.confidence() < WEAK * sure;
    }

    /** @param pixels of all looks that gave the guesses */
    static int mostWeak(double pixels) {
        return Math.max(WEAK_AT_LEAST, (int) (MOST_FOR_WEAK * pixels / Glance.Close.AT_A_FACE.pixels()));
    }

    /** A closer look found nobody there. */
    void inVain(Detection guess, Instant at) {
        List<Vain> more = new ArrayList<>(vain);
        more.add(new Vain(guess, at));
        vain = List.copyOf(more);
    }

    private static boolean isSamePlace(Box one, Box other) {
        return one.overlap(other) > SAME_PLACE_OVERLAP;
    }

    private record Vain(Detection guess, Instant at) {
    }
}
