// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.face;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.rekognition.model.Reason;

/** What is wrong with a face that Rekognition does not index, and what would be better. Pure. */
final class Advice {

    private Advice() {
    }

    /** @param shortcomings of one face, in Rekognition's words */
    static String about(List<Reason> shortcomings) {
        String advice = shortcomings.stream().flatMap(reason -> better(reason).stream()).collect(Collectors.joining("; "));
        return shortcomings.stream().map(Reason::toString).collect(Collectors.joining(", "))
                + (advice.isEmpty() ? "" : " (" + advice + ")");
    }

    private static Optional<String> better(Reason shortcoming) {
        return Optional.ofNullable(switch (shortcoming) {
            case SMALL_BOUNDING_BOX -> "the face is too small: come nearer, or send the photo in its full size";
            case LOW_SHARPNESS -> "the face is blurred: hold still and focus on the eyes";
            case LOW_BRIGHTNESS -> "the face is too dark: light it from the front";
            case EXTREME_POSE -> "the face is turned away: look into the camera, with the head upright";
            case LOW_CONFIDENCE -> "it hardly looks like a face: uncover eyes, nose and mouth";
            case LOW_FACE_QUALITY -> "the face cannot be told from others: take a sharp photo from the front, upright, uncovered and in even light";
            // A face that was one too many has no shortcoming, and a newer reason is at least shown by its word.
            default -> null;
        });
    }
}
