package org.hybridface.vision.detect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.hybridface.vision.Box;
import org.hybridface.vision.Detection;
import org.hybridface.vision.Landmarks;
import org.hybridface.vision.Point;

/**
 * Makes one detection of the many that a net reports for one face: their weighted average, which is steadier than the best alone.
 * After MediaPipe's weighted non-maximum suppression, with two additions for a scene that is looked at in several views: a finer
 * view weighs more, and a face inside a better one is dropped.
 *
 * @see <a href="https://github.com/google-ai-edge/mediapipe/blob/master/mediapipe/calculators/util/non_max_suppression_calculator.cc">
 *      non_max_suppression_calculator.cc</a>
 */
final class WeightedSuppression {

    /** From MediaPipe's face_detection graphs ({@code min_suppression_threshold}): more overlap with the best is the same face. */
    private static final double SAME_FACE_OVERLAP = 0.3;

    /** A box that lies by more than this part inside a better one, or around it, is a wrong reading of the same face. */
    private static final double NESTED = 0.6;

    private WeightedSuppression() {
    }

    /**
     * One report of a face.
     *
     * @param weight in the average, relative to the others
     */
    record Candidate(Detection detection, double weight) {

        double confidence() {
            return detection.confidence();
        }

        Box box() {
            return detection.box();
        }
    }

    /** @return one for each face, most confident first */
    static List<Detection> oneForEachFace(List<Candidate> candidates) {
        List<Candidate> rest = new ArrayList<>(candidates);
        rest.sort(Comparator.comparingDouble(Candidate::confidence).reversed());
        List<Detection> faces = new ArrayList<>();
        while (!rest.isEmpty()) {
            Candidate best = rest.get(0);
            List<Candidate> same = rest.stream().filter(one -> one == best || one.box().overlap(best.box()) > SAME_FACE_OVERLAP).toList();
            faces.add(average(same, best.confidence()));
            rest.removeAll(same);
            rest.removeIf(one -> nested(one.box(), best.box()) > NESTED);
        }
        return List.copyOf(faces);
    }

    /** The part of the smaller box that the larger one covers. */
    private static double nested(Box one, Box other) {
        double overlap = one.overlap(other);
        double intersection = overlap * (one.area() + other.area()) / (1 + overlap);
        return intersection / Math.min(one.area(), other.area());
    }

    /** The weighted mean of positions. */
    static Detection average(List<Candidate> same, double confidence) {
        double total = same.stream().mapToDouble(Candidate::weight).sum();
        ToDoubleFunction<ToDoubleFunction<Detection>> mean = value ->
                same.stream().mapToDouble(one -> value.applyAsDouble(one.detection()) * one.weight()).sum() / total;
        Box box = new Box(mean.applyAsDouble(d -> d.box().x()), mean.applyAsDouble(d -> d.box().y()),
                mean.applyAsDouble(d -> d.box().width()), mean.applyAsDouble(d -> d.box().height()));
        Function<Function<Landmarks, Point>, Point> point = which -> new Point(
                mean.applyAsDouble(d -> which.apply(d.landmarks()).x()), mean.applyAsDouble(d -> which.apply(d.landmarks()).y()));
        Landmarks landmarks = new Landmarks(point.apply(Landmarks::rightEye), point.apply(Landmarks::leftEye),
                point.apply(Landmarks::nose), point.apply(Landmarks::mouth));
        return new Detection(box, landmarks, confidence);
    }
}
