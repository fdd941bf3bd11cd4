// SPDX-License-Identifier: Apache-2.0
package org.hybridface.benchmarks.speed;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.hybridface.benchmarks.Scenes;
import org.hybridface.scene.DemoScene;
import org.hybridface.vision.Detection;
import org.hybridface.vision.FaceDetector;
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

/** One look at one frame of the room, 640 x 480. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class DetectBenchmark {

    private static final int FRAME = 60;

    private FaceDetector model;
    private Mat frame;

    @Setup
    public void open() {
        model = FaceModels.open(Optional.empty()).detector("auto");
        frame = Scenes.frame(new DemoScene(), FRAME);
    }

    @Benchmark
    public List<Detection> detect() {
        return model.detect(frame);
    }

    @TearDown
    public void close() {
        frame.release();
        model.close();
    }
}
