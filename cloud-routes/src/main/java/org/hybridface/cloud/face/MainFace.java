// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.face;

import java.util.List;
import java.util.Optional;
import org.hybridface.messages.FacePlace;
import software.amazon.awssdk.services.rekognition.model.BoundingBox;
import software.amazon.awssdk.services.rekognition.model.Reason;

/**
 * Whom a photo is of, by the weight of each face's {@link FacePlace}. Pure.
 *
 * @param taken  the face that would be enrolled; its sides are fractions of the photo's
 * @param others every other face that was found
 */
record MainFace(BoundingBox taken, List<Other> others) {

    /** @param shortcomings why it was not taken; {@code EXCEEDS_MAX_FACES} alone is a face as good as the one that was */
    record Other(BoundingBox box, List<Reason> shortcomings) {

        private boolean isGood() {
            return shortcomings.contains(Reason.EXCEEDS_MAX_FACES);
        }

        /** What hardly looks like a face may be a curtain. */
        private boolean isCertain() {
            return !shortcomings.contains(Reason.LOW_CONFIDENCE);
        }
    }

    /** Whether another face is so large or so much in the middle that the photo could be of that person as well. */
    boolean hasRival() {
        return others.stream().filter(Other::isGood)
                .anyMatch(other -> !place(taken).clearlyOutweighs(place(other.box())));
    }

    /**
     * The face the photo is of, when that one was not good enough and a smaller one was taken in its place: enrolled, it would give
     * somebody in the background the other's name.
     */
    Optional<Other> outshining() {
        return others.stream().filter(other -> !other.isGood()).filter(Other::isCertain)
                .filter(other -> weight(other.box()) > weight(taken)).findFirst();
    }

    static double weight(BoundingBox box) {
        return place(box).weight();
    }

    private static FacePlace place(BoundingBox box) {
        return new FacePlace(box.left(), box.top(), box.width(), box.height());
    }
}
