package org.hybridface.local.rekognition;

import java.util.ArrayList;
import java.util.List;

/**
 * The quality bars that {@code QualityFilter} chooses from. AWS does not publish its own; these are set so that LOW refuses what
 * the embedding net cannot use and HIGH what a passport office would not take.
 */
enum QualityBar {

    NONE(0, 0, 0, 0, 180),
    LOW(60, 40, 4, 15, 50),
    MEDIUM(75, 50, 10, 25, 40),
    HIGH(90, 64, 20, 35, 25),
    /** The service's choice: the lowest bar, since a face that passes it can be matched. */
    AUTO(LOW.minConfidence, LOW.minFacePixels, LOW.minSharpness, LOW.minBrightness, LOW.maxTurnDegrees);

    /** Rekognition needs 40x40 pixels in a photo of this size, and proportionally more in a larger one. */
    private static final double REFERENCE_WIDTH = 1920;
    private static final double REFERENCE_HEIGHT = 1080;

    private final double minConfidence;
    private final double minFacePixels;
    private final double minSharpness;
    private final double minBrightness;
    private final double maxTurnDegrees;

    QualityBar(double minConfidence, double minFacePixels, double minSharpness, double minBrightness, double maxTurnDegrees) {
        this.minConfidence = minConfidence;
        this.minFacePixels = minFacePixels;
        this.minSharpness = minSharpness;
        this.minBrightness = minBrightness;
        this.maxTurnDegrees = maxTurnDegrees;
    }

    /** Why a face is below this bar, in the words of {@code UnindexedFace.Reasons}; empty when it is not. */
    List<String> shortcomings(Face face) {
        List<String> reasons = new ArrayList<>();
        double scale = Math.max(1, Math.max(face.width() / REFERENCE_WIDTH, face.height() / REFERENCE_HEIGHT));
        double side = Math.min(face.detection().box().width(), face.detection().box().height());
        if (face.confidence() < minConfidence) {
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

    boolean accepts(Face face) {
        return shortcomings(face).isEmpty();
    }
}
