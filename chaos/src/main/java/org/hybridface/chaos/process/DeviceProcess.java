// SPDX-License-Identifier: Apache-2.0
package org.hybridface.chaos.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A device as it ships, in a process of its own, with its data, its key and its log {@code device.log} in one folder. */
final class DeviceProcess implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration START = Duration.ofMinutes(5);
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration STOP = Duration.ofSeconds(8);

    private final Path home;
    private final Path folder;
    private final Map<String, String> options;
    private final int port;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
    private Process process;

    private DeviceProcess(Path home, Path folder, Map<String, String> options, int port) {
        this.home = home;
        this.folder = folder;
        this.options = options;
        this.port = port;
    }

    /**
     * @param home    the unzipped artifact
     * @param options beside those for data, key, record and page
     */
    static DeviceProcess start(Path home, Path folder, Map<String, String> options) throws IOException {
        int port = CloudProcess.freePort();
        Map<String, String> all = new LinkedHashMap<>();
        all.put("edge.data.dir", folder.resolve("data").toString());
        all.put("edge.key.file", folder.resolve("device.key").toString());
        all.put("edge.record", folder.resolve("record.jsonl").toString());
        all.put("edge.http.port", Integer.toString(port));
        all.putAll(options);
        Files.createDirectories(folder);
        DeviceProcess device = new DeviceProcess(home, folder, all, port);
        device.start(Surroundings.USUAL);
        return device;
    }

    /** Starts it again after its end. */
    void start(Surroundings surroundings) throws IOException {
        List<String> command = new ArrayList<>(surroundings.before());
        command.add(home.resolve("bin/edge").toString());
        options.forEach((name, value) -> command.add("-D" + name + "=" + value));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("device.log").toFile()));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(surroundings.variables());
        builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        process = Offspring.of(builder.start());
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    Path folder() {
        return folder;
    }

    Path data() {
        return folder.resolve("data");
    }

    Path record() {
        return folder.resolve("record.jsonl");
    }

    /** What the page shows: camera, link, outbox, questions. */
    JsonNode status() throws IOException, InterruptedException {
        return JSON.readTree(get("/api/status"));
    }

    /** The 60 faces that were seen last. */
    JsonNode faces() throws IOException, InterruptedException {
        return JSON.readTree(get("/api/faces"));
    }

    /**
     * A metric of the device's own, by its name in Prometheus's text.
     *
     * @throws IOException when there is none
     */
    double metric(String name) throws IOException, InterruptedException {
        return get("/observe/metrics").lines().filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))).findFirst()
                .orElseThrow(() -> new IOException("the device has no metric " + name));
    }

    /** The device forgets a face. */
    void forget(String key) throws IOException, InterruptedException {
        send("/api/faces/" + key, HttpRequest.Builder::DELETE);
    }

    private String get(String path) throws IOException, InterruptedException {
        return send(path, HttpRequest.Builder::GET);
    }

    private String send(String path, Function<HttpRequest.Builder, HttpRequest.Builder> method) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).header("X-Hybridface", "chaos")
                .timeout(PATIENCE);
        HttpResponse<String> answer = http.send(method.apply(request).build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException("the device says " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    /** Waits until it looks at pictures, or has given up; at most as long as a start takes on a loaded machine. */
    void awaitFrames() throws IOException, InterruptedException {
        long end = System.nanoTime() + START.toNanos();
        while (isAlive() && System.nanoTime() < end) {
            try {
                if (status().at("/frames/processed").asLong() > 0) {
                    return;
                }
            } catch (IOException notYet) {
                // it is still starting
            }
            Thread.sleep(LOOK.toMillis());
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Ends it without a word, as a power cut would. */
    void kill() throws InterruptedException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
