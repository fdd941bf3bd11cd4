// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hybridface.local.Jars;
import org.hybridface.local.fault.PlannedFault;
import org.hybridface.local.stack.Stack;

/**
 * What the person who starts the demo may choose, each with {@code -D} on Maven's command line.
 *
 * @param devices     how many devices look, 1 or 2; they share one cloud
 * @param once        play the feed once, write the summary and end, instead of running until Ctrl-C
 * @param camera      another camera than the rendered feed, an endpoint URI such as {@code camera:dir:photos}
 * @param people      a folder with one sub-folder of photos per name, instead of the demo's own people
 * @param accuracy    a folder of labelled photos to measure on; replaces camera and people, and plays once
 * @param matchBy     what the cloud compares an unknown face with, {@code faces} or {@code users}
 * @param variables   of the owner's own for the function, {@code NAME=value} with a semicolon between several
 * @param jars        jars of one's own with another model for faces, for the devices and the local Rekognition
 * @param chaos       faults that befall the run, such as {@code broker:cut@20s+10s,device:kill@40s}
 * @param record      where to write one JSON line per frame
 * @param edgeOptions options that are handed to the edge as they are
 */
record DemoOptions(
        int devices, boolean once, Optional<String> camera, Optional<Path> people, Optional<Path> accuracy, String matchBy,
        Optional<String> variables, Jars jars, List<PlannedFault> chaos, Optional<Path> record,
        Map<String, String> edgeOptions) {

    /** Options of the edge that make sense for a demo run; see the edge's application.properties for what they mean. */
    static final List<String> EDGE_OPTIONS = List.of(
            "edge.http.port", "edge.http.host", "face.detector", "face.embedder", "face.models.dir", "face.cache.distance",
            "cloud.budget.per-hour", "cloud.naming");

    private static final List<String> OWN = List.of("demo.devices", "demo.once", "demo.camera", "demo.people", "demo.accuracy", "demo.match-by", "demo.function-environment", "demo.jars", "demo.chaos", "edge.record");

    /** All options, as the pom hands them on. */
    static List<String> names() {
        return Stream.concat(OWN.stream(), EDGE_OPTIONS.stream()).toList();
    }

    /**
     * @param property looks a property up; an empty text counts as absent, since Maven hands on unset properties that way
     * @throws DemoException when an option makes no sense; the text says which and what to do
     */
    static DemoOptions from(Function<String, String> property) {
        Function<String, Optional<String>> option =
                name -> Optional.ofNullable(property.apply(name)).map(String::strip).filter(text -> !text.isEmpty());
        Map<String, String> edgeOptions = new LinkedHashMap<>();
        EDGE_OPTIONS.forEach(name -> option.apply(name).ifPresent(value -> edgeOptions.put(name, value)));
        Optional<Path> accuracy = option.apply("demo.accuracy").map(path -> folder("demo.accuracy", path));
        boolean once = option.apply("demo.once").map(DemoOptions::flag).orElse(accuracy.isPresent());
        int devices = option.apply("demo.devices").map(DemoOptions::devices).orElse(1);
        if (once && devices > 1) {
            throw new DemoException("demo.devices is " + devices + ", but what is played once is judged by one device: leave out "
                    + "demo.devices, or demo.once and demo.accuracy");
        }
        List<PlannedFault> chaos = option.apply("demo.chaos").map(DemoOptions::chaos).orElse(List.of());
        if (once && !chaos.isEmpty()) {
            throw new DemoException("demo.chaos is given, but a run that is played once is judged by how often the cloud was asked, which faults "
                    + "change: leave out demo.chaos, or demo.once and demo.accuracy");
        }
        return new DemoOptions(
                devices,
                once,
                option.apply("demo.camera").map(DemoOptions::camera),
                option.apply("demo.people").map(path -> folder("demo.people", path)),
                accuracy,
                option.apply("demo.match-by").map(DemoOptions::matchBy).orElse("faces"),
                option.apply("demo.function-environment"),
                option.apply("demo.jars").map(DemoOptions::jars).orElse(Jars.NONE),
                chaos,
                option.apply("edge.record").map(path -> Path.of(path).toAbsolutePath()),
                Map.copyOf(edgeOptions));
    }

    /**
     * What the local cloud runs.
     *
     * @throws DemoException when the function's variables are none
     */
    Stack stack() {
        Stack stack = Stack.matchingBy(matchBy);
        try {
            return variables.map(stack::withFunctionEnvironment).orElse(stack);
        } catch (IllegalArgumentException e) {
            throw new DemoException("demo.function-environment: " + e.getMessage());
        }
    }

    /** Whether the rendered people walk before the rendered camera, so that the right answers are known. */
    boolean isRenderedScene() {
        return camera.isEmpty() && people.isEmpty() && accuracy.isEmpty();
    }

    private static Boolean flag(String text) {
        return switch (text) {
            case "true" -> Boolean.TRUE;
            case "false" -> Boolean.FALSE;
            default -> throw new DemoException("demo.once is '" + text + "': give -Ddemo.once, or leave it out");
        };
    }

    private static int devices(String text) {
        return switch (text) {
            case "1" -> 1;
            case "2" -> 2;
            default -> throw new DemoException("demo.devices is '" + text + "': give 1 or 2");
        };
    }

    private static String matchBy(String text) {
        return switch (text) {
            case "faces", "users" -> text;
            default -> throw new DemoException("demo.match-by is '" + text + "': give faces or users");
        };
    }

    private static List<PlannedFault> chaos(String plan) {
        try {
            return PlannedFault.plan(plan);
        } catch (IllegalArgumentException e) {
            throw new DemoException("demo.chaos: " + e.getMessage());
        }
    }

    private static Jars jars(String path) {
        try {
            return Jars.at("demo.jars", Path.of(path));
        } catch (IllegalArgumentException e) {
            throw new DemoException(e.getMessage());
        }
    }

    private static String camera(String uri) {
        if (!uri.startsWith("camera:")) {
            throw new DemoException("demo.camera is '" + uri + "': give a camera such as camera:0, camera:dir:<folder>, "
                    + "camera:file:<clip> or camera:rtsp://<host>/<path>");
        }
        return uri;
    }

    private static Path folder(String option, String path) {
        Path folder = Path.of(path).toAbsolutePath();
        if (!Files.isDirectory(folder)) {
            throw new DemoException(option + " is '" + path + "', which is no folder: give a folder with one sub-folder of "
                    + "photos per name");
        }
        return folder;
    }
}
