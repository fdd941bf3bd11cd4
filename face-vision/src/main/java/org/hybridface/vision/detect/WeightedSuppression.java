package org.hybridface.vision.detect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.hybridface.vision.Box;
import org.hybridface.vision.Detection;
import org.hybridface.vision.Landmarks;
import org.hybridface.vision.Point;

/**
 * Makes one detection of the many that a net reports for one face: their average, weighted by confidence, which is steadier than
 * the best alone. MediaPipe's weighted non-maximum suppression.
 *
 * @see <a href="https://github.com/google-ai-edge/mediapipe/blob/master/mediapipe/calculators/util/non_max_suppression_calculator.cc">
 *      non_max_suppression_calculator.cc</a>
 */
final class WeightedSuppression {

    private WeightedSuppression() {
    }

    /**
     * @param overlap detections that overlap the best one by more (intersection over union) are the same face
     * @return one for each face, most confident first
     */
    static List<Detection> oneForEachFace(List<Detection> candidates, double overlap) {
        List<Detection> rest = new ArrayList<>(candidates);
        rest.sort(Comparator.comparingDouble(Detection::confidence).reversed());
        List<Detection> faces = new ArrayList<>();
        while (!rest.isEmpty()) {
            Detection best = rest.get(0);
            List<Detection> same = new ArrayList<>();
            List<Detection> others = new ArrayList<>();
            for (Detection candidate : rest) {
                (candidate == best || candidate.box().overlap(best.box()) > overlap ? same : others).add(candidate);
            }
            faces.add(average(same, best.confidence()));
            rest = others;
        }
        return faces;
    }

    private static Detection average(List<Detection> same, double confidence) {
        double total = same.stream().mapToDouble(Detection::confidence).sum();
        ToDoubleFunction<ToDoubleFunction<Detection>> mean = value ->
                same.stream().mapToDouble(one -> value.applyAsDouble(one) * one.confidence()).sum() / total;
        Box box = new Box(mean.applyAsDouble(d -> d.box().x()), mean.applyAsDouble(d -> d.box().y()),
                mean.applyAsDouble(d -> d.box().width()), mean.applyAsDouble(d -> d.box().height()));
        Landmarks landmarks = new Landmarks(
                new Point(mean.applyAsDouble(d -> d.landmarks().rightEye().x()), mean.applyAsDouble(d -> d.landmarks().rightEye().y())),
                new Point(mean.applyAsDouble(d -> d.landmarks().leftEye().x()), mean.applyAsDouble(d -> d.landmarks().leftEye().y())),
                new Point(mean.applyAsDouble(d -> d.landmarks().nose().x()), mean.applyAsDouble(d -> d.landmarks().nose().y())),
                new Point(mean.applyAsDouble(d -> d.landmarks().mouth().x()), mean.applyAsDouble(d -> d.landmarks().mouth().y())));
        return new Detection(box, landmarks, confidence);
    }
}
