// SPDX-License-Identifier: Apache-2.0
package org.hybridface.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.hybridface.benchmarks.accuracy.Accuracy;
import org.hybridface.benchmarks.accuracy.ByResolution;
import org.hybridface.benchmarks.clip.Clips;
import org.hybridface.benchmarks.detection.Anywhere;
import org.hybridface.benchmarks.function.FunctionStarts;
import org.hybridface.benchmarks.function.FunctionTimes;
import org.hybridface.benchmarks.speed.DetectBenchmark;
import org.hybridface.benchmarks.speed.TrackFirst;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs one measurement by its name and prints a table in Markdown. */
public final class Measure {

    private Measure() {
    }

    /** @param args {@code accuracy}, {@code resolution}, {@code anywhere}, {@code clip}, {@code speed}, {@code track-first}, {@code function} or {@code function-start} */
    public static void main(String[] args) throws Exception {
        String what = args.length == 1 ? args[0] : "";
        switch (what) {
            case "accuracy" -> new Accuracy(Path.of(System.getProperty("faces", "faces"))).print(System.out);
            case "resolution" -> new ByResolution(Path.of(System.getProperty("faces", "faces"))).print(System.out);
            case "anywhere" -> anywhere();
            case "clip" -> new Clips(Path.of(System.getProperty("faces", "faces")), Path.of(System.getProperty("routes.dir"), "edge"))
                    .print(System.out, System.getProperties());
            case "function" -> new FunctionTimes(zips(), Integer.getInteger("rounds", 3)).print(System.out);
            case "function-start" -> new FunctionStarts(zips(), Integer.getInteger("rounds", 10)).print(System.out);
            case "track-first" -> new TrackFirst().print(System.out);
            case "speed" -> new Runner(new OptionsBuilder().include(DetectBenchmark.class.getPackageName())
                    .jvmArgsAppend("-Dslf4j.internal.verbosity=ERROR").build())
                    .run();
            default -> {
                System.err.println("measure is '" + what + "'; choose -Dmeasure=accuracy, resolution, anywhere, clip, speed, track-first, function or function-start");
                System.exit(2);
            }
        }
    }

    private static void anywhere() {
        try {
            new Anywhere(Path.of(System.getProperty("faces", "faces")), name -> System.getProperty(name, "")).print(System.out);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    private static List<Path> zips() {
        return Stream.of(System.getProperty("zips", "").split(",")).map(Path::of).toList();
    }
}
