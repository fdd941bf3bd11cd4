// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.recognise;

import java.util.ArrayList;
import java.util.List;
import org.hybridface.vision.Quality;

/**
 * Whether a photo is good enough to ask the cloud with: a bad one costs a call and is rejected, or enrols a blur. Pure.
 *
 * @param minSizePx    longer side of the face in pixels; Rekognition wants 40 at least
 * @param minSharpness 0 to 1
 * @param maxYawDegrees turn of the head to either side
 */
public record QualityGate(int minSizePx, double minSharpness, double maxYawDegrees) {

    public boolean lets(Quality photo) {
        return faults(photo).isEmpty();
    }

    /** What is wrong with it: {@code too-small}, {@code blurred}, {@code turned}, {@code cut}; empty when it passes. */
    public List<String> faults(Quality photo) {
        List<String> faults = new ArrayList<>();
        if (photo.sizePx() < minSizePx) {
            faults.add("too-small");
        }
        // Written so that a measure that is no number never passes.
        if (!(photo.sharpness() >= minSharpness)) {
            faults.add("blurred");
        }
        if (!(Math.abs(photo.yawDegrees()) <= maxYawDegrees)) {
            faults.add("turned");
        }
        if (photo.cutByEdge()) {
            faults.add("cut");
        }
        return faults;
    }
}
