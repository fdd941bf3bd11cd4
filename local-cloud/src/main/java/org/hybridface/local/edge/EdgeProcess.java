// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.edge;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.hybridface.messages.LogValue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One running edge device. {@link #close()} asks it to stop as an operator would, and ends it when it does not. */
public final class EdgeProcess implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EdgeProcess.class);
    /** An address may hold a password, which others would read on a command line. */
    private static final String CAMERA = "edge.camera";
    private static final String CAMERA_VARIABLE = "EDGE_CAMERA";

    /** The edge promises to stop within 5 s of SIGTERM; a little more for a busy machine. */
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(8);

    private final Process process;
    private final Thread reader;

    private EdgeProcess(Process process, Thread reader) {
        this.process = process;
        this.reader = reader;
    }

    /**
     * Starts {@code bin/edge} with an option for each entry.
     *
     * @param home      the unzipped artifact, see {@link EdgeArtifact#unzip}
     * @param directory the process's working directory; relative paths in options count from here
     * @param options   properties, handed over as {@code -Dname=value}, but the camera in the environment
     * @param lines     gets every line the device prints, on a thread of its own
     */
    public static EdgeProcess start(Path home, Path directory, Map<String, String> options, Consumer<String> lines)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(home.resolve("bin/edge").toString());
        options.forEach((name, value) -> {
            if (!name.equals(CAMERA)) {
                command.add("-D" + name + "=" + value);
            }
        });
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Optional.ofNullable(options.get(CAMERA)).ifPresent(camera -> builder.environment().put(CAMERA_VARIABLE, camera));
        Process process = builder.start();
        Thread reader = new Thread(() -> copyLines(process, lines), "edge-output");
        reader.setDaemon(true);
        reader.start();
        return new EdgeProcess(process, reader);
    }

    private static void copyLines(Process process, Consumer<String> lines) {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            output.lines().forEach(line -> hand(line, lines));
        } catch (IOException | UncheckedIOException ended) {
            // The device went away while a line was read: there is nothing left to copy.
        }
    }

    /** Whatever becomes of a line, the next one is read: a device whose output nobody reads stops at a full pipe. */
    private static void hand(String line, Consumer<String> lines) {
        try {
            lines.accept(line);
        } catch (RuntimeException | Error e) {
            LOG.error("a line of the device's output is lost: {}", LogValue.of(line), e);
        }
    }

    /** The exit code once the device has ended and all its lines are handed on; empty when it still runs by then. */
    public OptionalInt waitFor(Duration timeout) throws InterruptedException {
        if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
            return OptionalInt.empty();
        }
        reader.join(STOP_TIMEOUT.toMillis());
        return OptionalInt.of(process.exitValue());
    }

    /** The device's own process: {@code bin/edge} becomes it. */
    public ProcessHandle handle() {
        return process.toHandle();
    }

    /** Ends it without a chance to clean up, as a power cut would. */
    public void kill() throws InterruptedException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (waitFor(STOP_TIMEOUT).isEmpty()) {
                kill();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
