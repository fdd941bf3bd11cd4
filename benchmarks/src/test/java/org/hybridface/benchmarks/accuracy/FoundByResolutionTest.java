// SPDX-License-Identifier: Apache-2.0
package org.hybridface.benchmarks.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hybridface.benchmarks.Benchmarks;
import org.hybridface.benchmarks.accuracy.FoundByResolution.Cutting;
import org.hybridface.scene.DemoPeople;
import org.hybridface.scene.Light;
import org.hybridface.scene.Person;
import org.hybridface.scene.Portrait;
import org.hybridface.scene.Pose;
import org.hybridface.vision.FaceDetector;
import org.hybridface.vision.OpenCv;
import org.hybridface.vision.models.FaceModels;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/**
 * Faces from face.quality.min-size to one that fills the picture are found at every camera's resolution; a fixed width of 640 lost most of them.
 * A small and a large camera with a few faces; all of them with {@code -Dbenchmarks=long}.
 */
class FoundByResolutionTest {

    private static final Path FACES = Path.of(System.getProperty("project.root", "..")).resolve("../shared/faces/lfw-dev").normalize();
    private static final int PHOTOS = Benchmarks.LONG ? 24 : 6;
    private static final int EVERY_FRAMES = Benchmarks.LONG ? 40 : 99;

    /** Drawing them takes longer than finding them. */
    private static final Map<Person, BufferedImage> PORTRAITS = new HashMap<>();

    static Stream<Arguments> cameras() {
        return ByResolution.CAMERAS.stream().filter(camera -> Benchmarks.LONG || camera[1] == 480 || camera[1] == 1080)
                .map(camera -> Arguments.of(camera[0], camera[1]));
    }

    @ParameterizedTest(name = "{0}x{1}")
    @MethodSource("cameras")
    void facesOfPhotosAreFound(int width, int height) {
        assumeTrue(Files.isDirectory(FACES), () -> "skipped: no photos of people at " + FACES.toAbsolutePath());
        check(LabelledPhotos.in(FACES).stream().filter(photo -> photo.order() == 0).limit(PHOTOS).map(LabelledPhotos.Photo::read).toList(), width, height);
    }

    @ParameterizedTest(name = "{0}x{1}")
    @MethodSource("cameras")
    void renderedFacesAreFound(int width, int height) {
        check(DemoPeople.all().stream().map(person -> mat(PORTRAITS.computeIfAbsent(person, FoundByResolutionTest::portrait))).toList(), width, height);
    }

    @ParameterizedTest(name = "{0}x{1}")
    @MethodSource("cameras")
    void nobodyIsSeenInTheRenderedRoomWhoIsNotThere(int width, int height) {
        try (FaceDetector detector = FaceModels.open(Optional.empty()).detector("auto", ByResolution.SMALLEST_PX)) {
            FoundByResolution room = FoundByResolution.rendered(width, height, EVERY_FRAMES, detector);
            assertThat(room.excess()).as("false alarms").isZero();
            assertThat(room.rate()).as("whole faces found").isGreaterThanOrEqualTo(0.99);
        }
    }

    /** A head and a wall in which a look that saw next to nothing was followed by a closer one that saw a face. */
    @ParameterizedTest(name = "frame {0}")
    @ValueSource(ints = {248, 264})
    void aWeakGuessAtAPatternIsNobody(int frame) {
        try (FaceDetector detector = FaceModels.open(Optional.empty()).detector("auto", ByResolution.SMALLEST_PX)) {
            assertThat(FoundByResolution.inFrame(frame, 3840, 2160, detector).excess()).as("false alarms").isZero();
        }
    }

    private static void check(List<Mat> pictures, int width, int height) {
        try (FaceDetector detector = FaceModels.open(Optional.empty()).detector("auto", ByResolution.SMALLEST_PX)) {
            List<Cutting> cuttings = Cutting.of(pictures, detector, ByResolution.MAX_YAW_DEGREES);
            FoundByResolution all = new FoundByResolution(0, 0, 0);
            for (int px : ByResolution.sizes(height)) {
                all = all.plus(FoundByResolution.of(cuttings, width, height, px, detector));
            }
            assertThat(cuttings).hasSizeGreaterThan(pictures.size() / 2);
            assertThat(all.rate()).as("%d of %d found", all.found(), all.shown()).isGreaterThanOrEqualTo(0.99);
        }
        pictures.forEach(Mat::release);
    }

    private static BufferedImage portrait(Person person) {
        return Portrait.render(person, Pose.FRONTAL, Light.STUDIO, 320);
    }

    private static Mat mat(BufferedImage picture) {
        OpenCv.load();
        Mat mat = new Mat(picture.getHeight(), picture.getWidth(), CvType.CV_8UC3);
        mat.put(0, 0, ((DataBufferByte) picture.getRaster().getDataBuffer()).getData());
        return mat;
    }
}
