// SPDX-License-Identifier: Apache-2.0
package org.hybridface.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hybridface.vision.models.FaceModels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

class FaceModelsTest {

    private static final int SOME_PEOPLE = 12;

    private final FaceModels models = FaceModels.open(Optional.empty());

    @TempDir
    Path folder;

    @Test
    void withoutAChoiceThePackedModelsLook() {
        try (FaceDetector detector = models.detector("auto"); FaceEmbedder embedder = models.embedder("auto")) {
            assertThat(detector.modelId()).isEqualTo("yunet-2023mar-int8bq");
            assertThat(embedder.modelId()).isEqualTo("sface-2021dec-int8bq");
            assertThat(embedder.lines()).isEqualTo(new ModelLines(1.02, 1.125, 1.03, 0.99, 0.95, 10.8));
        }
    }

    @Test
    void wrongSettingsAreNamedWithTheChoices() {
        assertThatThrownBy(() -> models.detector("yolo")).isInstanceOf(VisionException.class)
                .hasMessageStartingWith("face.detector is 'yolo'; choose one of: auto, yunet, or put a jar with a FaceDetectorProvider");
        assertThatThrownBy(() -> models.embedder("facenet")).isInstanceOf(VisionException.class)
                .hasMessageStartingWith("face.embedder is 'facenet'; choose one of: auto, sface, sface-mirrored, or put a jar");
        Path missing = folder.resolve("missing");
        assertThatThrownBy(() -> FaceModels.open(Optional.of(missing))).isInstanceOf(VisionException.class)
                .hasMessageContaining(missing.toString());
    }

    @Test
    void aFaceIsFoundWithLandmarksInTheRightPlaces() {
        List<Path> people = Photos.people().subList(0, SOME_PEOPLE);
        int found = 0;
        try (FaceDetector detector = models.detector("auto")) {
            for (Path person : people) {
                Mat photo = Photos.read(Photos.of(person).get(0));
                found += (int) detector.detect(photo).stream().filter(face -> isInTheMiddleOf(photo, face)).limit(1).count();
                photo.release();
            }
        }
        assertThat(found).isGreaterThanOrEqualTo(SOME_PEOPLE - 1);
    }

    @Test
    void inARoomTwoFacesOfAHundredPixelsAreTwo() {
        List<Path> people = Photos.people();
        Mat room = new Mat(480, 640, CvType.CV_8UC3, new Scalar(110, 120, 125));
        paste(Photos.of(people.get(0)).get(0), room, 20, 60);
        paste(Photos.of(people.get(1)).get(0), room, 380, 200);
        try (FaceDetector detector = models.detector("auto")) {
            assertThat(detector.detect(room)).extracting(face -> face.box().centre().x()).satisfiesExactlyInAnyOrder(
                    x -> assertThat(x).isCloseTo(20 + 110, within(25.0)), x -> assertThat(x).isCloseTo(380 + 110, within(25.0)));
        }
        room.release();
    }

    @Test
    void positionsInALargePictureAreInItsPixels() {
        Mat photo = Photos.read(Photos.of(Photos.people().get(0)).get(0));
        Mat large = new Mat();
        Imgproc.resize(photo, large, new Size(2000, 2000));
        try (FaceDetector detector = models.detector("auto")) {
            Detection small = detector.detect(photo).get(0);
            Detection again = detector.detect(large).get(0);
            assertThat(again.landmarks().nose().x()).isCloseTo(small.landmarks().nose().x() * 8, within(60.0));
            assertThat(again.box().width()).isCloseTo(small.box().width() * 8, within(0.25 * again.box().width()));
        }
        photo.release();
        large.release();
    }

    @Test
    void anEmptyOrTinyPictureHoldsNobody() {
        try (FaceDetector detector = models.detector("auto")) {
            for (int[] size : new int[][] {{480, 640}, {8, 8}, {1, 900}, {9000, 1}}) {
                Mat grey = new Mat(size[0], size[1], CvType.CV_8UC3, new Scalar(127, 127, 127));
                assertThat(detector.detect(grey)).as("%d x %d", size[1], size[0]).isEmpty();
                grey.release();
            }
        }
    }

    @Test
    void aFaceThatIsSeenOnceIsEmbeddedTogetherWithItsMirrorImage() {
        try (FaceDetector detector = models.detector("auto"); FaceEmbedder embedder = models.embedder("auto")) {
            Mat photo = Photos.read(Photos.of(Photos.people().get(0)).get(0));
            Mat mirrored = new Mat();
            Core.flip(photo, mirrored, 1);
            Landmarks face = detector.detect(photo).get(0).landmarks();
            Landmarks other = new Landmarks(across(face.leftEye(), photo), across(face.rightEye(), photo), across(face.nose(), photo), across(face.mouth(), photo));
            double alone = embedder.embed(photo, face).distance(embedder.embed(mirrored, other));
            assertThat(embedder.embedOnce(photo, face).distance(embedder.embedOnce(mirrored, other))).isLessThan(alone / 2);
            assertThat(embedder.embedOnce(photo, face).distance(embedder.embed(photo, face))).as("one model's vectors").isLessThan(alone);
            photo.release();
            mirrored.release();
        }
    }

    private static Point across(Point point, Mat photo) {
        return new Point(photo.cols() - 1 - point.x(), point.y());
    }

    @Test
    void photosOfOnePersonLieCloserThanThoseOfTwo() {
        List<List<Embedding>> people = new ArrayList<>();
        try (FaceDetector detector = models.detector("auto"); FaceEmbedder embedder = models.embedder("auto")) {
            for (Path person : Photos.people()) {
                if (people.size() < 6 && Photos.of(person).size() >= 3) {
                    people.add(Photos.of(person).stream().limit(3).map(path -> embed(path, detector, embedder)).toList());
                }
            }
            assertThat(people.get(0).get(0).modelId()).isEqualTo(embedder.modelId());
        }
        double same = people.stream().mapToDouble(photos -> photos.get(0).distance(photos.get(1))).average().orElseThrow();
        double different = people.get(0).get(0).distance(people.get(1).get(0));
        assertThat(same).isLessThan(0.99);
        assertThat(different).isGreaterThan(1.03);
    }

    @Test
    void lightChangesAnEmbeddingLittle() {
        Mat photo = Photos.read(Photos.of(Photos.people().get(0)).get(0));
        Mat darker = new Mat();
        Core.convertScaleAbs(photo, darker, 0.7, 0);
        try (FaceDetector detector = models.detector("auto"); FaceEmbedder embedder = models.embedder("auto")) {
            Landmarks face = detector.detect(photo).get(0).landmarks();
            assertThat(embedder.embed(photo, face).distance(embedder.embed(darker, face))).isLessThan(0.4);
        }
        photo.release();
        darker.release();
    }

    private static Embedding embed(Path path, FaceDetector detector, FaceEmbedder embedder) {
        Mat photo = Photos.read(path);
        try {
            Detection face = detector.detect(photo).stream().filter(one -> isInTheMiddleOf(photo, one)).findFirst().orElseThrow();
            return embedder.embed(photo, face.landmarks());
        } finally {
            photo.release();
        }
    }

    private static boolean isInTheMiddleOf(Mat photo, Detection face) {
        Landmarks at = face.landmarks();
        return face.box().centre().distance(new Point(photo.cols() / 2.0, photo.rows() / 2.0)) < photo.cols() * 0.2
                && at.rightEye().x() < at.leftEye().x()
                && at.rightEye().y() < at.nose().y() && at.nose().y() < at.mouth().y();
    }

    /** Scaled so that the face is about 100 px wide: in these photos it takes 0.45 of the width. */
    private static void paste(Path path, Mat room, int x, int y) {
        Mat photo = Photos.read(path);
        Mat place = room.submat(new Rect(x, y, 220, 220));
        Imgproc.resize(photo, place, place.size());
        photo.release();
        place.release();
    }
}
