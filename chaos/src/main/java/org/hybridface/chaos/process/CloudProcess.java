// SPDX-License-Identifier: Apache-2.0
package org.hybridface.chaos.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.hybridface.local.LocalCloudMain;
import org.hybridface.local.fault.FaultKind;

/**
 * The local cloud in a process of its own, with links that faults can befall. Killed and started again it has the same ports, certificates
 * and state, and other keys. Thread safe once it is up.
 */
final class CloudProcess implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** It takes seconds; a loaded machine takes minutes. */
    private static final Duration START = Duration.ofMinutes(10);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int ATTEMPTS = 3;
    /** Its last line is printed. */
    private static final String UP = "up";
    private static final int PAGE_ANSWERS = 200;
    private static final List<String> PORTS = List.of("mqtt", "s3", "dynamodb", "rekognition", "iot", "lambda", "page");

    private final Path folder;
    private final Path zip;
    private final List<String> jvmOptions;
    private final Map<String, Integer> ports = new ConcurrentHashMap<>();
    private final Map<String, String> printed = new ConcurrentHashMap<>();
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
    private Process process;

    private CloudProcess(Path folder, Path zip, List<String> jvmOptions) throws IOException {
        this.folder = folder;
        this.zip = zip;
        this.jvmOptions = jvmOptions;
        for (String name : PORTS) {
            ports.put(name, freePort());
        }
    }

    /** @param folder of its data and its log {@code cloud.log} */
    static CloudProcess start(Path folder, Path zip, List<String> jvmOptions) throws IOException, InterruptedException {
        CloudProcess cloud = new CloudProcess(folder, zip, jvmOptions);
        cloud.start();
        return cloud;
    }

    /** Starts it again after its death. A loaded machine may need more than one attempt. */
    void start() throws IOException, InterruptedException {
        Files.createDirectories(folder);
        for (int attempt = 1; !tryToStart(); attempt++) {
            close();
            if (attempt == ATTEMPTS) {
                throw new IOException("the local cloud did not start " + ATTEMPTS + " times; see " + folder.resolve("cloud.log"));
            }
        }
    }

    private boolean tryToStart() throws IOException, InterruptedException {
        printed.clear();
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(jvmOptions);
        ports.forEach((name, port) -> command.add("-Dlocal." + name + ".port=" + port));
        // Its own log, not that of these tests.
        command.addAll(List.of("-Dlog4j2.configurationFile=classpath:log4j2.properties", "-Dlocal.faults=true", "-Dlocal.keep=true",
                "-Dlocal.data.dir=" + folder.resolve("data"), "-Dlocal.lambda.zip=" + zip,
                "-cp", System.getProperty("java.class.path"), LocalCloudMain.class.getName()));
        Process started = Offspring.of(new ProcessBuilder(command).redirectErrorStream(true).start());
        CountDownLatch up = new CountDownLatch(1);
        Thread reader = new Thread(() -> read(started, up), "cloud-output");
        reader.setDaemon(true);
        reader.start();
        process = started;
        return up.await(START.toMillis(), TimeUnit.MILLISECONDS) && printed.containsKey(UP);
    }

    private void read(Process started, CountDownLatch up) {
        try (var lines = started.inputReader(StandardCharsets.UTF_8);
                BufferedWriter log = Files.newBufferedWriter(folder.resolve("cloud.log"), StandardCharsets.UTF_8,
                        java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.APPEND)) {
            String section = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                log.write(line + "\n");
                log.flush();
                if (line.startsWith("# For the device ")) {
                    section = line.substring("# For the device ".length()).replace(":", "") + "/";
                } else if (line.startsWith("export ") && line.contains("=")) {
                    printed.put(line.substring("export ".length(), line.indexOf('=')), line.substring(line.indexOf('=') + 1));
                } else if (!section.isEmpty() && line.matches("[a-z.]+=.*")) {
                    printed.put(section + line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
                } else if (line.startsWith("# Ctrl-C")) {
                    section = "";
                    printed.put(UP, line);
                    up.countDown();
                }
            }
        } catch (IOException | UncheckedIOException ended) {
            // killed while it wrote
        } finally {
            up.countDown();
        }
    }

    /** What it printed for AWS's SDKs, such as {@code AWS_ENDPOINT_URL_S3}. */
    String variable(String name) {
        return printed.get(name);
    }

    /** What a device of the stack needs: {@code mqtt.url} and its certificate files. */
    Map<String, String> device(String thing) {
        Map<String, String> options = new java.util.TreeMap<>();
        printed.forEach((name, value) -> {
            if (name.startsWith(thing + "/")) {
                options.put(name.substring(thing.length() + 1), value);
            }
        });
        return options;
    }

    /** Its own process. */
    ProcessHandle handle() {
        return process.toHandle();
    }

    /** The JVMs of the function. */
    List<ProcessHandle> functions() {
        return process.toHandle().descendants().filter(ProcessHandle::isAlive).toList();
    }

    /** The on-failure queue, a line each. */
    List<String> failures() throws IOException {
        Path file = folder.resolve("data/unanswered-faces.jsonl");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    /** Pulls a plug by the page's own switch. */
    void begin(String target, FaultKind kind, Duration duration) throws IOException, InterruptedException {
        post("/api/faults/" + target + "?kind=" + kind.word() + "&seconds=" + duration.toMillis() / 1000.0);
    }

    /** Puts it back. */
    void end(String target) throws IOException, InterruptedException {
        post("/api/faults/" + target + "/end");
    }

    private JsonNode post(String path) throws IOException, InterruptedException {
        String token = Files.readString(folder.resolve("data/operator.token")).strip();
        HttpResponse<String> answer = http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ports.get("page") + path))
                .header("Authorization", "Bearer " + token).timeout(PATIENCE).POST(HttpRequest.BodyPublishers.noBody()).build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != PAGE_ANSWERS) {
            throw new IOException("the local cloud's page says " + answer.statusCode() + ": " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    /** Ends it and its functions without a word. */
    void kill() throws InterruptedException {
        List<ProcessHandle> functions = functions();
        process.destroyForcibly().waitFor();
        functions.forEach(ProcessHandle::destroyForcibly);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
