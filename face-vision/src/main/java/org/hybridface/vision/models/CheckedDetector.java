// SPDX-License-Identifier: Apache-2.0
package org.hybridface.vision.models;

import java.util.List;
import java.util.stream.DoubleStream;
import org.hybridface.vision.Detection;
import org.hybridface.vision.FaceDetector;
import org.hybridface.vision.Landmarks;
import org.hybridface.vision.VisionException;
import org.opencv.core.Mat;

/**
 * Holds another jar's detector to what {@link FaceDetector} asks for; what lies nowhere is left out. Used by one thread at a time.
 */
final class CheckedDetector implements FaceDetector {

    private final FaceDetector detector;
    private final String modelId;

    /** @throws VisionException when it has no model id */
    CheckedDetector(FaceDetector detector) {
        this.detector = detector;
        this.modelId = detector.modelId();
        if (modelId == null || modelId.isBlank()) {
            throw new VisionException("it has no model id");
        }
    }

    @Override
    public String modelId() {
        return modelId;
    }

    @Override
    public List<Detection> detect(Mat bgr) {
        List<Detection> faces = detector.detect(bgr);
        if (faces == null) {
            throw new VisionException("the detector " + modelId + " found nothing instead of an empty list");
        }
        return faces.stream().filter(CheckedDetector::isSomewhere).toList();
    }

    @Override
    public void close() {
        detector.close();
    }

    /** Also a face whose eyes lie at one point is nowhere: nothing can be aligned by it. */
    private static boolean isSomewhere(Detection face) {
        Landmarks at = face.landmarks();
        return face.box().width() > 0 && face.box().height() > 0 && at.rightEye().distance(at.leftEye()) > 0
                && DoubleStream.of(face.box().x(), face.box().y(), face.box().width(), face.box().height(), face.confidence(), at.rightEye().x(), at.rightEye().y(),
                        at.leftEye().x(), at.leftEye().y(), at.nose().x(), at.nose().y(), at.mouth().x(), at.mouth().y()).allMatch(Double::isFinite);
    }
}
