// SPDX-License-Identifier: Apache-2.0
package org.hybridface.benchmarks.speed;

import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hybridface.benchmarks.Scenes;
import org.hybridface.scene.DemoScene;
import org.hybridface.vision.Detection;
import org.hybridface.vision.FaceDetector;
import org.hybridface.vision.FaceEmbedder;
import org.hybridface.vision.FaceTracker;
import org.hybridface.vision.Track;
import org.hybridface.vision.TrackerSettings;
import org.hybridface.vision.models.FaceModels;
import org.opencv.core.Mat;

/**
 * What tracking saves: the same frames through three loops that take turns in one process, so that whatever else the machine does
 * hits all three alike. Detecting alone is 1.
 */
public final class TrackFirst {

    private static final int WARM_UP_ROUNDS = 1;
    private static final int ROUNDS = 3;

    private final FaceModels models = FaceModels.open(Optional.empty());

    public void print(PrintStream out) {
        DemoScene scene = new DemoScene();
        List<Mat> frames = new ArrayList<>();
        for (int i = 0; i < scene.frames(); i++) {
            frames.add(Scenes.frame(scene, i));
        }
        out.println("| detector | frames | faces | detect only, ms a frame | embed every face | track first |");
        out.println("|---|---|---|---|---|---|");
        try (FaceDetector detector = models.detector("auto"); FaceEmbedder embedder = models.embedder("auto")) {
            out.println(row(detector.modelId(), frames, scene.framesPerSecond(), detector, embedder));
        }
        frames.forEach(Mat::release);
    }

    private static String row(String name, List<Mat> frames, double framesPerSecond, FaceDetector detector, FaceEmbedder embedder) {
        Loop[] loops = {
            () -> detectOnly(frames, detector),
            () -> embedEveryFace(frames, detector, embedder),
            () -> trackFirst(frames, framesPerSecond, detector, embedder)};
        double[][] seconds = new double[loops.length][ROUNDS];
        int[] work = new int[loops.length];
        for (int round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
            for (int loop = 0; loop < loops.length; loop++) {
                long start = System.nanoTime();
                work[loop] = loops[loop].run();
                if (round >= 0) {
                    seconds[loop][round] = (System.nanoTime() - start) / 1e9;
                }
            }
        }
        double alone = median(seconds[0]);
        return String.format(Locale.ROOT, "| %s | %d | %d | %.1f | %.2f of its speed, %d embeddings | %.2f of its speed, %d embeddings |",
                name, frames.size(), work[0], alone * 1000 / frames.size(), alone / median(seconds[1]), work[1],
                alone / median(seconds[2]), work[2]);
    }

    /** One way through all frames. */
    private interface Loop {

        /** @return how many faces were found, or embedded */
        int run();
    }

    private static int detectOnly(List<Mat> frames, FaceDetector detector) {
        return frames.stream().mapToInt(frame -> detector.detect(frame).size()).sum();
    }

    private static int embedEveryFace(List<Mat> frames, FaceDetector detector, FaceEmbedder embedder) {
        int embeddings = 0;
        for (Mat frame : frames) {
            for (Detection face : detector.detect(frame)) {
                embedder.embed(frame, detector.landmarks(frame, face));
                embeddings++;
            }
        }
        return embeddings;
    }

    private static int trackFirst(List<Mat> frames, double framesPerSecond, FaceDetector detector, FaceEmbedder embedder) {
        FaceTracker tracker = new FaceTracker(TrackerSettings.DEFAULT);
        Instant at = Instant.EPOCH;
        int embeddings = 0;
        for (Mat frame : frames) {
            for (Track track : tracker.update(detector.detect(frame), frame.cols(), frame.rows(), at)) {
                if (track.needsEmbedding()) {
                    embedder.embed(frame, detector.landmarks(frame, track.detection()));
                    tracker.embedded(track.id(), at);
                    embeddings++;
                }
            }
            at = at.plusNanos((long) (1e9 / framesPerSecond));
        }
        return embeddings;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
