package org.hybridface.vision.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.hybridface.vision.Box;
import org.hybridface.vision.Detection;
import org.hybridface.vision.FaceShapes;
import org.hybridface.vision.detect.WeightedSuppression.Candidate;
import org.junit.jupiter.api.Test;

class WeightedSuppressionTest {

    @Test
    void reportsOfOneFaceBecomeTheirWeightedAverage() {
        List<Detection> faces = WeightedSuppression.oneForEachFace(List.of(face(100, 100, 0.6, 1), face(108, 100, 0.9, 3)));
        assertThat(faces).hasSize(1);
        assertThat(faces.get(0).confidence()).isEqualTo(0.9);
        assertThat(faces.get(0).box().x()).isCloseTo(106, within(1e-9));
        assertThat(faces.get(0).landmarks().nose().x()).isCloseTo(156, within(1e-9));
    }

    @Test
    void facesApartStayApartTheMostConfidentFirst() {
        assertThat(WeightedSuppression.oneForEachFace(List.of(face(0, 100, 0.6, 1), face(300, 100, 0.8, 1))))
                .extracting(Detection::confidence).containsExactly(0.8, 0.6);
    }

    @Test
    void aSmallBoxInsideABetterOneIsTheSameFace() {
        assertThat(WeightedSuppression.oneForEachFace(List.of(face(100, 200, 0.9, 1), face(150, 60, 0.7, 1)))).hasSize(1);
    }

    @Test
    void noReportsAreNoFaces() {
        assertThat(WeightedSuppression.oneForEachFace(List.of())).isEmpty();
    }

    private static Candidate face(double x, double side, double confidence, double weight) {
        return new Candidate(new Detection(new Box(x, 100, side, side),
                FaceShapes.frontal(x + side / 2, 100 + side / 2, side), confidence), weight);
    }
}
