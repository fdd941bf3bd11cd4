package org.hybridface.vision.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.hybridface.vision.FaceShapes;
import org.hybridface.vision.Landmarks;
import org.hybridface.vision.OpenCv;
import org.hybridface.vision.Point;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;

class AlignmentTest {

    private static final int SIDE = 150;

    @ParameterizedTest(name = "turned by {0} degrees, {1} px, at {2},{3}")
    @CsvSource({"0, 100, 50, 50", "0, 20, 300, 7", "30, 100, 200, 200", "-75, 250, 0, 0", "180, 80, -10, 33"})
    void everyFaceEndsInTheSamePlace(double degrees, double side, double x, double y) {
        Landmarks face = turned(FaceShapes.frontal(x, y, side), degrees, new Point(x, y));
        Alignment alignment = Alignment.of(face, SIDE);
        Point right = alignment.apply(face.rightEye());
        Point left = alignment.apply(face.leftEye());
        Point mouth = alignment.apply(face.mouth());
        assertThat(right.y()).as("eyes level").isCloseTo(left.y(), within(1e-6));
        assertThat(right.x()).as("right eye further left").isLessThan(left.x());
        assertThat((right.x() + left.x() + mouth.x()) / 3).isCloseTo(0.50 * SIDE, within(1e-6));
        assertThat((right.y() + left.y() + mouth.y()) / 3).isCloseTo(0.43 * SIDE, within(1e-6));
        assertThat((right.distance(mouth) + left.distance(mouth)) / 2).isCloseTo(0.45 * SIDE, within(1e-6));
    }

    @Test
    void landmarksAtOnePointAreNoFace() {
        Point one = new Point(10, 10);
        assertThatThrownBy(() -> Alignment.of(new Landmarks(one, one, one, one), SIDE))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("one point");
    }

    @ParameterizedTest(name = "a face of {0} px")
    @CsvSource({"100", "900"})
    void theCutShowsWhatTheMatrixSays(double side) {
        OpenCv.load();
        Landmarks face = FaceShapes.frontal(side, side, side);
        Mat picture = new Mat((int) (2 * side), (int) (2 * side), CvType.CV_8UC3, new Scalar(0, 0, 0));
        // A white square around the left eye.
        int reach = (int) (side / 20);
        Mat eye = picture.submat((int) face.leftEye().y() - reach, (int) face.leftEye().y() + reach,
                (int) face.leftEye().x() - reach, (int) face.leftEye().x() + reach);
        eye.setTo(new Scalar(255, 255, 255));
        Alignment alignment = Alignment.of(face, SIDE);
        Mat square = alignment.cut(picture, SIDE, new Scalar(0, 0, 0));
        Point where = alignment.apply(face.leftEye());
        assertThat(square.get((int) where.y(), (int) where.x())[0]).isGreaterThan(250);
        assertThat(square.get((int) where.y(), SIDE - (int) where.x())[0]).as("the right eye is black").isZero();
        eye.release();
        square.release();
        picture.release();
    }

    private static Landmarks turned(Landmarks face, double degrees, Point centre) {
        return new Landmarks(turned(face.rightEye(), degrees, centre), turned(face.leftEye(), degrees, centre),
                turned(face.nose(), degrees, centre), turned(face.mouth(), degrees, centre));
    }

    private static Point turned(Point point, double degrees, Point centre) {
        double cos = Math.cos(Math.toRadians(degrees));
        double sin = Math.sin(Math.toRadians(degrees));
        double x = point.x() - centre.x();
        double y = point.y() - centre.y();
        return new Point(centre.x() + x * cos - y * sin, centre.y() + x * sin + y * cos);
    }
}
