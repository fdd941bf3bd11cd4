// SPDX-License-Identifier: Apache-2.0
package org.hybridface.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.hybridface.vision.models.FaceModels;
import org.junit.jupiter.api.Test;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * A leak of one aligned face a picture (67 KB) would show as 27 MB here, one of a scene (230 KB) as 92 MB.
 * The heap of these tests is of fixed size and touched at the start, so what grows is native.
 */
class NativeMemoryTest {

    private static final int WARM_UP = 100;
    private static final int PICTURES = 400;
    private static final long MOST_GROWTH_KB = 16_000;

    @Test
    void hundredsOfPicturesLeaveMemoryAsItWas() throws IOException {
        Path status = Path.of("/proc/self/status");
        assumeTrue(Files.isReadable(status), "skipped: only Linux tells the resident memory of a process");
        Path person = Photos.people().get(0);
        OpenCv.load();
        Mat photo = Photos.read(Photos.of(person).get(0));
        Mat scene = new Mat(240, 320, CvType.CV_8UC3, new Scalar(90, 100, 110));
        Mat place = scene.submat(new Rect(100, 50, 120, 120));
        Imgproc.resize(photo, place, new Size(120, 120));
        FaceModels models = FaceModels.open(Optional.empty());
        QualityMeter meter = new QualityMeter();
        try (FaceDetector detector = models.detector("auto"); FaceEmbedder embedder = models.embedder("auto")) {
            long before = 0;
            for (int i = 0; i < WARM_UP + PICTURES; i++) {
                if (i == WARM_UP) {
                    before = residentKb(status);
                }
                Mat decoded = Jpeg.decode(Jpeg.encode(scene, 97_920));
                Detection face = detector.detect(decoded).get(0);
                embedder.embed(decoded, face.landmarks());
                assertThat(meter.measure(decoded, face).cutByEdge()).isFalse();
                decoded.release();
            }
            // Without a forced collection: memory that waits for one is what a device runs out of.
            assertThat(residentKb(status) - before).as("growth in KB").isLessThan(MOST_GROWTH_KB);
        }
        photo.release();
        place.release();
        scene.release();
    }

    private static long residentKb(Path status) throws IOException {
        return Files.readAllLines(status).stream().filter(line -> line.startsWith("VmRSS"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).findFirst().orElseThrow();
    }
}
