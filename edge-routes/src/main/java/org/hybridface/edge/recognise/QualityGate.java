// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.recognise;

import java.util.ArrayList;
import java.util.List;
import org.hybridface.vision.Box;
import org.hybridface.vision.Quality;

/**
 * Whether a photo is good enough to ask the cloud with: a bad one costs a call and is rejected, or enrols a blur. Pure.
 *
 * @param minSizePx    longer side of the face in pixels; Rekognition wants 40 at least
 * @param minSharpness 0 to 1
 * @param maxYawDegrees turn of the head to either side
 */
public record QualityGate(int minSizePx, double minSharpness, double maxYawDegrees) {

    /**
     * Of the shorter side: smaller faces Rekognition does not take, whatever photo they come in (Amazon Rekognition, "Guidelines and quotas"). A question
     * with one would be refused, and the next wait for the back-off.
     */
    private static final int REKOGNITIONS_SMALLEST_PX = 40;

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

    /**
     * What is wrong with it for a question: {@code narrow}, too. Whoever asks for faces that small asks for narrow ones as well.
     *
     * @param face where it is, in pixels of the picture
     */
    public List<String> faults(Quality photo, Box face) {
        List<String> faults = faults(photo);
        if (photo.sizePx() >= minSizePx && Math.min(face.width(), face.height()) < Math.min(REKOGNITIONS_SMALLEST_PX, minSizePx)) {
            faults.add("narrow");
        }
        return faults;
    }
}
