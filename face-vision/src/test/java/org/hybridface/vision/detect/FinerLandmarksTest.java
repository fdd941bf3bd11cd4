// SPDX-License-Identifier: Apache-2.0
package org.hybridface.vision.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.hybridface.vision.Box;
import org.hybridface.vision.Detection;
import org.hybridface.vision.FaceDetector;
import org.hybridface.vision.Landmarks;
import org.hybridface.vision.Photos;
import org.hybridface.vision.Point;
import org.hybridface.vision.models.FaceModels;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;

/** With YuNet and photos of people. */
class FinerLandmarksTest {

    private static final int PEOPLE = 12;
    private static final int[] SHIFTS_PX = {0, 3, 6, 9, 13};

    private static FaceDetector yunet;

    @BeforeAll
    static void open() {
        yunet = FaceModels.open(Optional.empty()).detector("auto");
    }

    @AfterAll
    static void close() {
        yunet.close();
    }

    /** Where the photo begins decides where a face lies on the net's grid, and must not decide where its eyes are. */
    @Test
    void landmarksMoveLittleWithTheGrid() {
        double oneLook = 0;
        double finer = 0;
        for (Path person : Photos.people().stream().limit(PEOPLE).toList()) {
            Mat photo = Photos.read(Photos.of(person).get(0));
            oneLook += spread(photo, (picture, face) -> face.landmarks());
            finer += spread(photo, yunet::landmarks);
            photo.release();
        }
        assertThat(finer / PEOPLE).as("spread as a part of the face").isLessThan(0.5 * oneLook / PEOPLE);
    }

    @Test
    void aFaceThatNoLookFindsAgainKeepsItsLandmarks() {
        Mat grey = new Mat(480, 640, CvType.CV_8UC3, new Scalar(127, 127, 127));
        Landmarks marks = new Landmarks(new Point(310, 230), new Point(330, 230), new Point(320, 245), new Point(320, 258));

        assertThat(yunet.landmarks(grey, new Detection(new Box(300, 210, 40, 60), marks, 0.9))).isEqualTo(marks);
        assertThat(yunet.landmarks(grey, new Detection(new Box(300, 210, 0, 0), marks, 0.9))).isEqualTo(marks);
        assertThat(yunet.landmarks(grey, new Detection(new Box(-9000, 210, 40, 60), marks, 0.9))).isEqualTo(marks);
        grey.release();
    }

    /** The root of the mean square by which landmarks differ between cuttings of one photo, as a part of the face's height. */
    private static double spread(Mat photo, BiFunction<Mat, Detection, Landmarks> look) {
        List<List<Point>> seen = new ArrayList<>();
        double height = 0;
        for (int shift : SHIFTS_PX) {
            Mat cutting = photo.submat(new Rect(shift, shift, photo.cols() - shift, photo.rows() - shift));
            Detection face = yunet.detect(cutting).stream().max(Comparator.comparingDouble(one -> one.box().area())).orElseThrow();
            Landmarks marks = look.apply(cutting, face).moved(shift, shift);
            seen.add(List.of(marks.rightEye(), marks.leftEye(), marks.nose(), marks.mouth()));
            height = face.box().height();
            cutting.release();
        }
        double squares = 0;
        for (int mark = 0; mark < 4; mark++) {
            int which = mark;
            double x = seen.stream().mapToDouble(marks -> marks.get(which).x()).average().orElseThrow();
            double y = seen.stream().mapToDouble(marks -> marks.get(which).y()).average().orElseThrow();
            for (List<Point> marks : seen) {
                squares += Math.pow(marks.get(which).distance(new Point(x, y)), 2);
            }
        }
        return Math.sqrt(squares / (4 * seen.size())) / height;
    }
}
