// SPDX-License-Identifier: Apache-2.0
package org.hybridface.vision.detect;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.hybridface.vision.Box;
import org.hybridface.vision.Detection;

/** Makes one detection of the several that looks at different scales and parts give of one face: the most confident. Pure. */
final class OneForEachFace {

    /** More overlap (intersection over union) is the same face. */
    private static final double SAME_FACE_OVERLAP = 0.3;

    /** A box that lies by more than this part inside another one, or around it, is a wrong reading of the same face. */
    private static final double NESTED = 0.6;

    private OneForEachFace() {
    }

    /** @return most confident first */
    static List<Detection> of(Collection<Detection> detections) {
        List<Detection> sorted = new ArrayList<>(detections);
        sorted.sort(Comparator.comparingDouble(Detection::confidence).reversed());
        List<Detection> faces = new ArrayList<>();
        for (Detection one : sorted) {
            if (faces.stream().noneMatch(face -> isSame(face.box(), one.box()))) {
                faces.add(one);
            }
        }
        return List.copyOf(faces);
    }

    static boolean isSame(Box one, Box other) {
        double overlap = one.overlap(other);
        double intersection = overlap * (one.area() + other.area()) / (1 + overlap);
        return overlap > SAME_FACE_OVERLAP || intersection > NESTED * Math.min(one.area(), other.area());
    }
}
