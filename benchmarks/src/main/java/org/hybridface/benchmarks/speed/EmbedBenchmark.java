// SPDX-License-Identifier: Apache-2.0
package org.hybridface.benchmarks.speed;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.hybridface.benchmarks.Scenes;
import org.hybridface.scene.DemoScene;
import org.hybridface.scene.Sighting;
import org.hybridface.vision.Detection;
import org.hybridface.vision.Embedding;
import org.hybridface.vision.FaceDetector;
import org.hybridface.vision.FaceEmbedder;
import org.hybridface.vision.Jpeg;
import org.hybridface.vision.Quality;
import org.hybridface.vision.QualityMeter;
import org.hybridface.vision.models.FaceModels;
import org.opencv.core.Mat;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What happens to one face of a frame: embedding it, judging it, and encoding a frame as JPEG. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class EmbedBenchmark {

    private static final int MAX_BYTES = 97_920;

    private final QualityMeter meter = new QualityMeter();
    private FaceEmbedder embedder;
    private Mat frame;
    private Detection face;

    @Setup
    public void open() {
        FaceModels models = FaceModels.open(Optional.empty());
        embedder = models.embedder("auto");
        DemoScene scene = new DemoScene();
        int number = 0;
        while (scene.who(number).stream().noneMatch(Sighting::fullyInView)) {
            number++;
        }
        frame = Scenes.frame(scene, number);
        try (FaceDetector detector = models.detector("auto")) {
            face = detector.detect(frame).get(0);
        }
    }

    @Benchmark
    public Embedding embed() {
        return embedder.embed(frame, face.landmarks());
    }

    @Benchmark
    public Quality measureQuality() {
        return meter.measure(frame, face);
    }

    @Benchmark
    public byte[] encodeFrame() {
        return Jpeg.encode(frame, MAX_BYTES);
    }

    @TearDown
    public void close() {
        frame.release();
        embedder.close();
    }
}
