package org.hybridface.benchmarks.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.hybridface.vision.FaceDetector;
import org.hybridface.vision.FaceEmbedder;
import org.hybridface.vision.FaceModels;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The figures of docs/accuracy.md must not get worse; each bound leaves about one point to what was measured. */
class AccuracyTest {

    private static final Path SHARED = Path.of(System.getProperty("project.root", "..")).resolve("../shared").normalize();
    private static final Path FACES = SHARED.resolve("faces/lfw-dev");
    /** {@code face.cache.distance=auto} of the edge. */
    private static final double DEVICE_DISTANCE = 0.33;
    private static final Path MODELS = SHARED.resolve("models");

    @ParameterizedTest
    @ValueSource(strings = {"yunet", "blazeface-short"})
    void peopleAreFoundAndToldApartAsDocumented(String name) {
        assumeTrue(Files.isDirectory(FACES), () -> "skipped: no photos of people at " + FACES.toAbsolutePath());
        boolean yuNet = name.equals("yunet");
        assumeTrue(!yuNet || Files.isDirectory(MODELS), () -> "skipped: no YuNet at " + MODELS.toAbsolutePath());
        FaceModels models = FaceModels.open(yuNet ? Optional.of(MODELS) : Optional.empty());
        try (FaceDetector detector = models.detector(name); FaceEmbedder embedder = models.embedder("face-api")) {
            EmbeddedPhotos embedded = EmbeddedPhotos.of(LabelledPhotos.in(FACES), detector, embedder);
            assertThat(embedded.foundRate()).as("faces found").isGreaterThan(0.99);
            Verification pairs = Verification.of(embedded.photos());
            assertThat(pairs.balancedAccuracy(embedder.sameFaceDistance())).as("balanced accuracy").isGreaterThan(0.975);
            assertThat(pairs.falseAccepts(DEVICE_DISTANCE)).as("false accepts at the device's threshold").isLessThan(0.00005);
            assertThat(pairs.trueAccepts(DEVICE_DISTANCE)).as("true accepts at the device's threshold").isGreaterThan(0.61);
            assertThat(Identification.of(embedded.photos()).rankOne()).as("rank-1").isGreaterThan(0.91);
            KeyPurity careful = KeyPurity.of(embedded.photos(), DEVICE_DISTANCE, 1);
            assertThat(careful.purity()).as("purity of keys").isGreaterThan(0.99);
            assertThat((double) careful.keys() / careful.people()).as("keys for each person").isLessThan(1.6);
        }
    }
}
