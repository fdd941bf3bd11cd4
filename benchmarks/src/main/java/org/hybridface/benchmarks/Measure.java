package org.hybridface.benchmarks;

import java.nio.file.Path;
import org.hybridface.benchmarks.accuracy.Accuracy;
import org.hybridface.benchmarks.accuracy.ByResolution;
import org.hybridface.benchmarks.speed.DetectBenchmark;
import org.hybridface.benchmarks.speed.TrackFirst;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs one measurement by its name and prints a table in Markdown. */
public final class Measure {

    private Measure() {
    }

    /** @param args {@code accuracy}, {@code resolution}, {@code speed} or {@code track-first} */
    public static void main(String[] args) throws RunnerException {
        String what = args.length == 1 ? args[0] : "";
        switch (what) {
            case "accuracy" -> new Accuracy(Path.of(System.getProperty("faces", "faces"))).print(System.out);
            case "resolution" -> new ByResolution(Path.of(System.getProperty("faces", "faces"))).print(System.out);
            case "track-first" -> new TrackFirst().print(System.out);
            case "speed" -> new Runner(new OptionsBuilder().include(DetectBenchmark.class.getPackageName())
                    .jvmArgsAppend("-Dslf4j.internal.verbosity=ERROR").build())
                    .run();
            default -> {
                System.err.println("measure is '" + what + "'; choose -Dmeasure=accuracy, resolution, speed or track-first");
                System.exit(2);
            }
        }
    }
}
