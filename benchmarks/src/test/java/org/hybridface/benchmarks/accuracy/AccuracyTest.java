// SPDX-License-Identifier: Apache-2.0
package org.hybridface.benchmarks.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hybridface.benchmarks.Benchmarks;
import org.hybridface.vision.FaceDetector;
import org.hybridface.vision.FaceEmbedder;
import org.hybridface.vision.ModelLines;
import org.hybridface.vision.models.FaceModels;
import org.junit.jupiter.api.Test;

/**
 * The figures of docs/accuracy.md must not get worse; each bound leaves about one point to what was measured. On the first people's photos, on all
 * of them with {@code -Dbenchmarks=long}.
 */
class AccuracyTest {

    private static final Path SHARED = Path.of(System.getProperty("project.root", "..")).resolve("../shared").normalize();
    private static final Path FACES = SHARED.resolve("faces/lfw-dev");
    private static final int PEOPLE = Benchmarks.LONG ? Integer.MAX_VALUE : 50;
    /** As many orders of people as docs/accuracy.md takes the mean of. */
    private static final int ORDERS = 3;

    @Test
    void peopleAreFoundAndToldApartAsDocumented() {
        assumeTrue(Files.isDirectory(FACES), () -> "skipped: no photos of people at " + FACES.toAbsolutePath());
        FaceModels models = FaceModels.open(Optional.empty());
        try (FaceDetector detector = models.detector("auto"); FaceEmbedder embedder = models.embedder("auto")) {
            EmbeddedPhotos embedded = EmbeddedPhotos.of(LabelledPhotos.in(FACES).stream().filter(photo -> photo.person() < PEOPLE).toList(), detector, embedder);
            assertThat(embedded.foundRate()).as("faces found").isGreaterThan(0.99);
            Verification pairs = Verification.of(embedded.photos());
            ModelLines lines = embedder.lines();
            assertThat(pairs.falseAccepts(lines.similarity90())).as("false accepts at 90").isLessThan(0.00005);
            assertThat(pairs.trueAccepts(lines.similarity90())).as("true accepts at 90").isGreaterThan(0.93);
            assertThat(pairs.falseAccepts(lines.similarity80())).as("false accepts at 80").isLessThan(0.0015);
            assertThat(Identification.of(embedded.photos()).rankOne()).as("rank-1").isGreaterThan(0.975);
            List<KeyPurity> orders = IntStream.rangeClosed(1, ORDERS).mapToObj(seed -> KeyPurity.of(embedded.photos(), lines.cacheDistance(), seed)).toList();
            assertThat(orders).as("purity of keys").allMatch(order -> order.purity() > 0.99);
            assertThat(orders.stream().mapToDouble(order -> (double) order.keys() / order.people()).average().orElseThrow())
                    .as("keys for each person").isLessThan(1.10);
        }
    }
}
