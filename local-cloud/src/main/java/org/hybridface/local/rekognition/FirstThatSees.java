package org.hybridface.local.rekognition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.hybridface.vision.Detection;
import org.hybridface.vision.FaceDetector;
import org.hybridface.vision.FaceModels;
import org.opencv.core.Mat;

/**
 * Asks one detector after the other until one finds a face: a detector for close faces misses nobody on a portrait, one for rooms
 * sees the small faces of a group, and neither does both. Used by one thread at a time, like its detectors.
 */
final class FirstThatSees implements FaceDetector {

    private final List<FaceDetector> detectors;

    private FirstThatSees(List<FaceDetector> detectors) {
        this.detectors = detectors;
    }

    /** @param names of {@link FaceModels#detector}, separated by commas */
    static FirstThatSees open(FaceModels models, String names) {
        List<FaceDetector> detectors = new ArrayList<>();
        try {
            Arrays.stream(names.split(",")).map(String::strip).forEach(name -> detectors.add(models.detector(name)));
        } catch (RuntimeException e) {
            detectors.forEach(FaceDetector::close);
            throw e;
        }
        return new FirstThatSees(detectors);
    }

    @Override
    public String modelId() {
        return detectors.stream().map(FaceDetector::modelId).collect(Collectors.joining(","));
    }

    @Override
    public List<Detection> detect(Mat bgr) {
        for (FaceDetector detector : detectors) {
            List<Detection> found = detector.detect(bgr);
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    @Override
    public void close() {
        detectors.forEach(FaceDetector::close);
    }
}
