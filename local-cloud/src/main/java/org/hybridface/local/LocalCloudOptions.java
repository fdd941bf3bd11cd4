// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hybridface.local.LocalCloudSettings.Links;
import org.hybridface.local.LocalCloudSettings.Ports;
import org.hybridface.local.LocalCloudSettings.State;
import org.hybridface.local.stack.Stack;

/** The options of {@code mvn -Plocal-cloud}, which README of this module tells. A value that cannot be meant is an error that says what to give. */
final class LocalCloudOptions {

    private static final int HIGHEST_PORT = 65_535;
    private static final int MOST_FUNCTIONS = 100;
    private static final int LONGEST_RETRY_MS = 3_600_000;

    /** Where each service listens when nothing is said. */
    private static final Map<String, Integer> PORTS = ports();

    private final Function<String, String> properties;

    private LocalCloudOptions(Function<String, String> properties) {
        this.properties = properties;
    }

    private static Map<String, Integer> ports() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        ports.put("local.mqtt.port", 8883);
        ports.put("local.s3.port", 9000);
        ports.put("local.dynamodb.port", 8000);
        ports.put("local.rekognition.port", 9001);
        ports.put("local.iot.port", 9002);
        ports.put("local.lambda.port", 9003);
        ports.put("local.page.port", 9004);
        return ports;
    }

    /** All of them, as the pom hands them on. */
    static List<String> names() {
        return Stream.concat(PORTS.keySet().stream(), Stream.of("local.data.dir", "local.lambda.zip", "local.concurrency", "local.retry.millis", "local.keep", "local.match-by",
                "local.function-environment", "local.jars", "local.faults", "face.models.dir", "face.detector", "face.embedder")).toList();
    }

    /**
     * @param properties looks a property up; an empty text counts as absent, since Maven hands on unset properties that way
     * @throws IllegalArgumentException when one makes no sense; the text says which and what to give
     */
    static LocalCloudSettings settings(Function<String, String> properties) {
        return new LocalCloudOptions(properties).settings();
    }

    /**
     * Jars of the owner's with another model for faces.
     *
     * @param properties as {@link #settings(Function)} takes them
     * @throws IllegalArgumentException when none lies where they are said to be
     */
    static Jars jars(Function<String, String> properties) {
        return new LocalCloudOptions(properties).path("local.jars").map(path -> Jars.at("local.jars", path)).orElse(Jars.NONE);
    }

    private LocalCloudSettings settings() {
        int[] ports = PORTS.entrySet().stream().mapToInt(port -> number(port.getKey(), port.getValue(), 0, HIGHEST_PORT)).toArray();
        refuseSharedPorts(ports);
        return LocalCloudSettings.in(path("local.data.dir").orElse(Path.of("target/local-cloud")), zip())
                .withPorts(new Ports(ports[0], ports[1], ports[2], ports[3], ports[4], ports[5], ports[6]))
                .withRetryPause(Duration.ofMillis(number("local.retry.millis", (int) LocalCloudSettings.DEFAULT_RETRY_PAUSE.toMillis(), 1, LONGEST_RETRY_MS)))
                .withConcurrency(number("local.concurrency", LocalCloudSettings.DEFAULT_CONCURRENCY, 1, MOST_FUNCTIONS))
                .withStack(stack())
                .withLinks(choice("local.faults", "false", "true").equals("true") ? Links.BREAKABLE : Links.DIRECT)
                .withState(choice("local.keep", "false", "true").equals("true") ? State.KEPT : State.FRESH)
                .withModels(path("face.models.dir"), text("face.detector").orElse("auto"), text("face.embedder").orElse("auto"));
    }

    private static void refuseSharedPorts(int... ports) {
        int[] chosen = Arrays.stream(ports).filter(port -> port != 0).toArray();
        Arrays.stream(chosen).filter(port -> Arrays.stream(chosen).filter(other -> other == port).count() > 1).findFirst().ifPresent(port -> {
            throw new IllegalArgumentException("two of " + String.join(", ", PORTS.keySet()) + " are " + port + ": give each its own, or 0 for any free one");
        });
    }

    private Stack stack() {
        Stack stack = Stack.matchingBy(choice("local.match-by", "faces", "users"));
        try {
            return text("local.function-environment").map(stack::withFunctionEnvironment).orElse(stack);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("local.function-environment: " + e.getMessage(), e);
        }
    }

    private Path zip() {
        Path zip = path("local.lambda.zip").orElse(Path.of("../cloud-routes/target/cloud-routes.zip"));
        if (!Files.isRegularFile(zip)) {
            throw new IllegalArgumentException("local.lambda.zip is " + zip.toAbsolutePath().normalize() + ", and there is no such file: build it with mvn package, or give another");
        }
        return zip;
    }

    private Optional<String> text(String name) {
        return Optional.ofNullable(properties.apply(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    private Optional<Path> path(String name) {
        return text(name).map(text -> {
            try {
                return Path.of(text);
            } catch (InvalidPathException e) {
                throw new IllegalArgumentException(name + " is '" + text + "': give a path", e);
            }
        });
    }

    private int number(String name, int otherwise, int least, int most) {
        String wanted = "give a whole number from " + least + " to " + most;
        try {
            int number = text(name).map(Integer::parseInt).orElse(otherwise);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " is '" + text(name).orElse("") + "': " + wanted, e);
        }
        throw new IllegalArgumentException(name + " is '" + text(name).orElse("") + "': " + wanted);
    }

    /** @param words the first is the default */
    private String choice(String name, String... words) {
        String given = text(name).orElse(words[0]);
        if (!List.of(words).contains(given)) {
            throw new IllegalArgumentException(name + " is '" + given + "': give " + String.join(" or ", words));
        }
        return given;
    }
}
