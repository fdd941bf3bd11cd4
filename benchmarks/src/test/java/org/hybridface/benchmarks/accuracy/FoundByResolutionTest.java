package org.hybridface.benchmarks.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hybridface.benchmarks.accuracy.FoundByResolution.Cutting;
import org.hybridface.scene.DemoPeople;
import org.hybridface.scene.Light;
import org.hybridface.scene.Person;
import org.hybridface.scene.Portrait;
import org.hybridface.scene.Pose;
import org.hybridface.vision.FaceDetector;
import org.hybridface.vision.FaceModels;
import org.hybridface.vision.OpenCv;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/** Faces from face.quality.min-size to one that fills the picture are found at every camera's resolution; a fixed width of 640 lost most of them. */
class FoundByResolutionTest {

    private static final Path FACES = Path.of(System.getProperty("project.root", "..")).resolve("../shared/faces/lfw-dev").normalize();
    private static final int PHOTOS = 24;

    @ParameterizedTest(name = "{0}x{1}")
    @CsvSource({"640, 480", "1280, 720", "1920, 1080", "3840, 2160"})
    void facesOfPhotosAreFound(int width, int height) {
        assumeTrue(Files.isDirectory(FACES), () -> "skipped: no photos of people at " + FACES.toAbsolutePath());
        check(LabelledPhotos.in(FACES).stream().filter(photo -> photo.order() == 0).limit(PHOTOS).map(LabelledPhotos.Photo::read).toList(), width, height);
    }

    @ParameterizedTest(name = "{0}x{1}")
    @CsvSource({"640, 480", "1280, 720", "1920, 1080", "3840, 2160"})
    void renderedFacesAreFound(int width, int height) {
        OpenCv.load();
        check(DemoPeople.all().stream().map(FoundByResolutionTest::portrait).toList(), width, height);
    }

    @ParameterizedTest(name = "{0}x{1}")
    @CsvSource({"640, 480", "1920, 1080"})
    void nobodyIsSeenInTheRenderedRoomWhoIsNotThere(int width, int height) {
        try (FaceDetector detector = FaceModels.open(Optional.empty()).detector("auto", ByResolution.SMALLEST_PX)) {
            FoundByResolution room = FoundByResolution.rendered(width, height, 40, detector);
            assertThat(room.excess()).as("false alarms").isZero();
            assertThat(room.rate()).as("whole faces found").isGreaterThanOrEqualTo(0.99);
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

    private static Mat portrait(Person person) {
        BufferedImage picture = Portrait.render(person, Pose.FRONTAL, Light.STUDIO, 320);
        Mat mat = new Mat(picture.getHeight(), picture.getWidth(), CvType.CV_8UC3);
        mat.put(0, 0, ((DataBufferByte) picture.getRaster().getDataBuffer()).getData());
        return mat;
    }
}
