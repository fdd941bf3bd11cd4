// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.rekognition;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.hybridface.vision.Embedding;
import org.hybridface.vision.ModelLines;

/**
 * The quality bars that {@code QualityFilter} chooses from. AWS does not publish its own; these are set so that LOW refuses what
 * the embedding net cannot use and HIGH what a passport office would not take.
 */
enum QualityBar {

    NONE(0, 0, 0, 0, 180, 0),
    LOW(60, 40, 10, 15, 60, 0.75),
    MEDIUM(75, 50, 15, 25, 40, 0.9),
    HIGH(90, 64, 20, 35, 25, 1),
    /** The service's choice: the lowest bar, since a face that passes it can be matched. */
    AUTO(LOW.minConfidence, LOW.minFacePixels, LOW.minSharpness, LOW.minBrightness, LOW.maxTurnDegrees, LOW.minStrength);

    /** Rekognition needs 40x40 pixels in a photo of this size, and proportionally more in a larger one. */
    private static final double REFERENCE_WIDTH = 1920;
    private static final double REFERENCE_HEIGHT = 1080;

    private final double minConfidence;
    private final double minFacePixels;
    /** None of 1,137 press photos is below 16; of some blurred until half are below 8, six in ten are no longer known again. */
    private final double minSharpness;
    private final double minBrightness;
    /** Of 1,137 press photos nine are turned by 45 to 60 degrees, and each is nearest to another of the same person, nearer than the line of 90. */
    private final double maxTurnDegrees;
    /** As a part of {@link ModelLines#poorStrength}: below three quarters of it lies none of 1,137 press photos, below it one of nine. */
    private final double minStrength;

    QualityBar(double minConfidence, double minFacePixels, double minSharpness, double minBrightness, double maxTurnDegrees,
            double minStrength) {
        this.minConfidence = minConfidence;
        this.minFacePixels = minFacePixels;
        this.minSharpness = minSharpness;
        this.minBrightness = minBrightness;
        this.maxTurnDegrees = maxTurnDegrees;
        this.minStrength = minStrength;
    }

    /** Why a face is below this bar, in the words of {@code UnindexedFace.Reasons}; empty when it is not. */
    List<String> shortcomings(Face face) {
        List<String> reasons = new ArrayList<>();
        double scale = Math.max(1, Math.max(face.width() / REFERENCE_WIDTH, face.height() / REFERENCE_HEIGHT));
        double side = Math.min(face.detection().box().width(), face.detection().box().height());
        if (!isFace(face)) {
            reasons.add("LOW_CONFIDENCE");
        }
        if (side < minFacePixels * scale) {
            reasons.add("SMALL_BOUNDING_BOX");
        }
        if (face.sharpness() < minSharpness) {
            reasons.add("LOW_SHARPNESS");
        }
        if (face.brightness() < minBrightness) {
            reasons.add("LOW_BRIGHTNESS");
        }
        if (Math.abs(face.pose().yawDegrees()) > maxTurnDegrees || Math.abs(face.pose().pitchDegrees()) > maxTurnDegrees) {
            reasons.add("EXTREME_POSE");
        }
        // Two shortcomings at once: AWS's own word for a face that is bad as a whole.
        if (reasons.size() > 1) {
            reasons.add("LOW_FACE_QUALITY");
        }
        return reasons;
    }

    /** Whether the detector is sure enough that it is a face at all. */
    boolean isFace(Face face) {
        return face.confidence() >= minConfidence;
    }

    /** As {@link #shortcomings(Face)}, and when there are none, what the net itself says of its look at the face. */
    List<String> shortcomings(Face face, Supplier<Embedding> embedding, ModelLines lines) {
        List<String> reasons = shortcomings(face);
        if (reasons.isEmpty() && minStrength * lines.poorStrength() > 0
                && embedding.get().strength().orElse(Double.MAX_VALUE) < minStrength * lines.poorStrength()) {
            return List.of("LOW_FACE_QUALITY");
        }
        return reasons;
    }
}
