// SPDX-License-Identifier: Apache-2.0
package org.hybridface.benchmarks.speed;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.hybridface.vision.Box;
import org.hybridface.vision.Detection;
import org.hybridface.vision.FaceTracker;
import org.hybridface.vision.Landmarks;
import org.hybridface.vision.Point;
import org.hybridface.vision.Track;
import org.hybridface.vision.TrackerSettings;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One step of the tracker with that many faces that move a little. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class TrackBenchmark {

    private static final int FRAME_MS = 83;

    @Param({"1", "3", "20"})
    public int faces;

    private static final int WIDTH = 3840;
    private static final int HEIGHT = 2160;

    private final FaceTracker tracker = new FaceTracker(TrackerSettings.DEFAULT);
    private Instant at = Instant.EPOCH;
    private int frame;

    @Benchmark
    public List<Track> update() {
        at = at.plusMillis(FRAME_MS);
        frame++;
        List<Detection> seen = new ArrayList<>();
        for (int i = 0; i < faces; i++) {
            double x = 120.0 * i + 10 * Math.sin(frame * 0.1 + i);
            Point eye = new Point(x + 30, 60);
            seen.add(new Detection(new Box(x, 20, 100, 100),
                    new Landmarks(eye, new Point(x + 70, 60), new Point(x + 50, 80), new Point(x + 50, 100)), 0.9));
        }
        return tracker.update(seen, WIDTH, HEIGHT, at);
    }
}
