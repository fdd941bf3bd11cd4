// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionEvaluationListener;
import org.awaitility.core.EvaluatedCondition;
import org.awaitility.core.TimeoutEvent;
import org.hybridface.local.edge.EdgeProcess;
import org.hybridface.local.identity.DeviceIdentity;

/** The edge artifact as it ships, in a JVM of its own. */
final class RealEdge implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Duration LONG = Duration.ofSeconds(90);

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final int port = freePort();
    private final EdgeProcess process;

    /**
     * @param artifact the unzipped one; several devices may run from it
     * @param home     where the device keeps its data
     * @param options  over those that connect it to the broker and keep its ports free
     */
    RealEdge(Path artifact, Path home, String mqttUrl, DeviceIdentity identity, Map<String, String> options) throws IOException {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("edge.thing", identity.thing());
        all.put("edge.data.dir", home.resolve("data").toString());
        all.put("edge.key.file", home.resolve("device.key").toString());
        all.put("edge.http.port", Integer.toString(port));
        all.put("mqtt.url", mqttUrl);
        all.put("mqtt.ca.file", identity.caFile().toString());
        all.put("mqtt.certificate.file", identity.certificateFile().toString());
        all.put("mqtt.key.file", identity.keyFile().toString());
        all.putAll(options);
        Files.createDirectories(home);
        process = EdgeProcess.start(artifact, home, all, lines::add);
    }

    /** Lines with all of these parts in them. */
    List<String> with(String... parts) {
        return lines.stream().filter(line -> List.of(parts).stream().allMatch(line::contains)).toList();
    }

    void awaitLine(String... parts) {
        Awaitility.await().atMost(LONG).conditionEvaluationListener(new PrintOnTimeout())
                .until(() -> !with(parts).isEmpty());
    }

    /**
     * Sends what the page's form sends.
     *
     * @return the device's answer
     */
    JsonNode name(String key, String name) throws IOException, InterruptedException {
        return http(HttpRequest.newBuilder(api("/" + key + "/name")).header("X-Hybridface", "test").header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(JSON.createObjectNode().put("name", name).toString())));
    }

    /** The one face with this name that the page shows. */
    void awaitOnPage(String name) {
        Awaitility.await().atMost(LONG).ignoreExceptions().conditionEvaluationListener(new PrintOnTimeout())
                .until(() -> http(HttpRequest.newBuilder(api(""))).path("faces").findValuesAsText("name").equals(List.of(name)));
    }

    /** Where the live page is. */
    String page() {
        return "http://127.0.0.1:" + port + "/";
    }

    private URI api(String path) {
        return URI.create(page() + "api/faces" + path);
    }

    private static JsonNode http(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpRequest patient = request.timeout(Duration.ofSeconds(30)).build();
        return JSON.readTree(HTTP.send(patient, HttpResponse.BodyHandlers.ofString()).body());
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.close();
    }

    /** What the edge said is the only clue to why it did not say what was expected. */
    private final class PrintOnTimeout implements ConditionEvaluationListener<Object> {
        @Override
        public void conditionEvaluated(EvaluatedCondition<Object> condition) {
            // Only the time-out is of interest.
        }

        @Override
        public void onTimeout(TimeoutEvent event) {
            System.out.println("the edge printed:\n" + String.join("\n", lines));
        }
    }
}
