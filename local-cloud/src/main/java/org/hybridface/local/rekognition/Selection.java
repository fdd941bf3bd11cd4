// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.rekognition;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * Which faces of a photo IndexFaces takes.
 *
 * @param indexed   largest first
 * @param unindexed the others, with reasons
 */
record Selection(List<Face> indexed, List<Unindexed> unindexed) {

    /** IndexFaces takes no more of one photo, whatever MaxFaces says. */
    static final int MAX_FACES_OF_A_PHOTO = 100;

    /** @param reasons values of {@code UnindexedFace.Reasons} */
    record Unindexed(Face face, List<String> reasons) {
    }

    /** @param shortcomings of a face, in the words of {@code UnindexedFace.Reasons} */
    static Selection of(List<Face> faces, Function<Face, List<String>> shortcomings, int maxFaces) {
        List<Face> accepted = new ArrayList<>();
        List<Unindexed> refused = new ArrayList<>();
        for (Face face : faces) {
            List<String> reasons = shortcomings.apply(face);
            if (reasons.isEmpty()) {
                accepted.add(face);
            } else {
                refused.add(new Unindexed(face, reasons));
            }
        }
        accepted.sort(Comparator.comparingDouble(Face::area).reversed());
        int taken = Math.min(accepted.size(), Math.min(maxFaces, MAX_FACES_OF_A_PHOTO));
        for (Face face : accepted.subList(taken, accepted.size())) {
            refused.add(new Unindexed(face, List.of("EXCEEDS_MAX_FACES")));
        }
        return new Selection(List.copyOf(accepted.subList(0, taken)), List.copyOf(refused));
    }
}
