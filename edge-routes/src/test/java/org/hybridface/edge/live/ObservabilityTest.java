// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.hybridface.edge.cache.FaceEntry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Health, metrics, MBeans, console and the documented addresses, all as an operator meets them. */
class ObservabilityTest {

    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder;

    private static PageUnderTest page;
    private final MBeanServer jmx = ManagementFactory.getPlatformMBeanServer();

    @BeforeAll
    static void start() throws Exception {
        page = PageUnderTest.start(folder);
    }

    @AfterAll
    static void stop() {
        page.close();
    }

    @Test
    void healthNamesEachPartOfTheDevice() throws Exception {
        assertThat(get("/observe/health").body()).contains("\"outbox\"", "\"budget\"", "\"shadow\"", "\"detector\"", "\"disk\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/page/page.js", "/api/faces", "/api/status", "/stream", "/observe/health/live", "/observe/metrics", "/q/dev/faces"})
    void headAnswersAsGetDoesWithoutABody(String path) throws Exception {
        HttpResponse<String> head = HTTP.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + page.port() + path))
                .method("HEAD", HttpRequest.BodyPublishers.noBody()).timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("Content-Type")).isPresent();
    }

    @Test
    void theDevicesMetricsHaveTheirUnitsInTheirNames() throws Exception {
        assertThat(get("/observe/metrics").body()).contains("edge_frames_total", "edge_faces_detected_total", "edge_faces_embedded_total",
                "edge_asks_total", "edge_cache_hits_total", "edge_avoided_dollars_total", "edge_budget_left_asks", "edge_outbox_bytes",
                "edge_cloud_connected", "edge_answer_seconds_bucket{", "state=\"named\"", "edge_frames_open");
    }

    @Test
    void theDashboardAsksOnlyForMetricsThereAre() throws Exception {
        String metrics = get("/observe/metrics").body();
        Matcher asked = Pattern.compile("edge_[a-z_]+").matcher(
                Files.readString(Path.of(System.getProperty("project.root"), "docs", "grafana", "edge.json")));
        // This page has no camera route, so no camera's metrics: DeviceMetrics names them like this.
        List<String> camera = List.of("edge_camera_frames_per_second", "edge_camera_dropped_frames_total");
        while (asked.find()) {
            assertThat(camera.contains(asked.group()) || metrics.contains(asked.group())).as(asked.group()).isTrue();
        }
    }

    @Test
    void theConsoleListsFacesAndFiltersThem() throws Exception {
        String ada = page.newFace();
        String other = page.newFace();
        page.cache().rename(ada, "Ada");
        assertThat(get("/q/dev/faces").body()).contains(ada, "named", "Ada", other, "pending");
        assertThat(get("/q/dev/faces?filter=ada").body()).contains(ada).doesNotContain(other);
        assertThat(get("/q/dev/faces?limit=1").body()).containsOnlyOnce("User");
        assertThat(get("/q/dev/faces?limit=many")).satisfies(answer -> {
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("limit is a whole number");
        });
    }

    @Test
    void everyOperationOfTheFacesMBeanWorks() throws Exception {
        ObjectName faces = name("faces");
        String key = page.newFace();
        assertThat((Integer) jmx.getAttribute(faces, "Size")).isPositive();
        assertThat(jmx.getAttribute(faces, "Capacity")).isEqualTo(1000);
        assertThat(jmx.getAttribute(faces, "Unanswered")).isNotNull();
        assertThat(call(faces, "rename", key, "Grace")).isEqualTo(true);
        assertThat((List<?>) call(faces, "faces")).asString().contains(key + " named Grace");
        page.cache().add(key);
        assertThat(page.cache().find(key).orElseThrow().asks()).isEqualTo(1);
        assertThat(call(faces, "askAgain", key)).isEqualTo(true);
        assertThat(page.cache().find(key).map(FaceEntry::asks)).contains(0);
        assertThat(page.cache().add(key)).as("asked again at once").isTrue();
        assertThat(call(faces, "forget", key)).isEqualTo(true);
        assertThat(call(faces, "forget", key)).isEqualTo(false);
        assertThat(call(faces, "askAgain", key)).isEqualTo(false);
        call(faces, "clear");
        assertThat(jmx.getAttribute(faces, "Size")).isEqualTo(0);
    }

    @Test
    void hawtioReachesTheMBeansThroughJolokia() throws Exception {
        JsonNode answer = JSON.readTree(get("/observe/jolokia/read/org.hybridface:name=costs,*/BudgetPerHour").body());
        assertThat(answer.path("value").toString()).contains("\"BudgetPerHour\":500");
        String faces = name("faces").getCanonicalName();
        assertThat(jolokia(faces, "faces()").path("status").asInt()).isEqualTo(200);
        assertThat(jolokia("java.lang:type=Memory", "gc").path("status").asInt()).as("only Camel's MBeans and ours may be called").isEqualTo(403);
    }

    private static JsonNode jolokia(String bean, String operation) throws Exception {
        String call = JSON.createObjectNode().put("type", "exec").put("mbean", bean).put("operation", operation).toString();
        return JSON.readTree(HTTP.send(request("/observe/jolokia").header("Authorization", "Bearer " + PageUnderTest.OPERATOR).POST(HttpRequest.BodyPublishers.ofString(call)).build(),
                HttpResponse.BodyHandlers.ofString()).body());
    }

    @Test
    void outboxAndCostsAreSeenThroughJmx() throws Exception {
        assertThat(jmx.getAttribute(name("outbox"), "Waiting")).isEqualTo(0);
        assertThat(jmx.getAttribute(name("outbox"), "Bytes")).isEqualTo(0L);
        assertThat(jmx.getAttribute(name("outbox"), "OldestSeconds")).isEqualTo(0L);
        for (String attribute : List.of("Asks", "CallsAvoided", "OverBudget", "BudgetLeft", "BudgetPerHour", "DollarsPerAsk", "DollarsSpent",
                "DollarsAvoided")) {
            assertThat(jmx.getAttribute(name("costs"), attribute)).as(attribute).isNotNull();
        }
    }

    @Test
    void everyDocumentedAddressAnswersAsDocumented() throws Exception {
        String key = page.newFace();
        page.show(key);
        JsonNode api = JSON.readTree(get("/page/openapi.json").body());
        List<String> wrong = new ArrayList<>();
        api.path("paths").fields().forEachRemaining(path -> path.getValue().fields().forEachRemaining(operation -> {
            String address = path.getKey().replace("{key}", key).replace("{file}", "page.js").replaceAll("\\{(id|correction)}", UUID.randomUUID().toString());
            Answer answer = answer(operation.getKey(), address, operation.getValue().path("requestBody"));
            JsonNode documented = operation.getValue().path("responses").path(Integer.toString(answer.status()));
            if (documented.isMissingNode()) {
                wrong.add(operation.getKey() + " " + address + " answered " + answer.status());
            }
            differences(api, documented.path("content").path("application/json").path("schema"), answer.body())
                    .forEach(difference -> wrong.add(operation.getKey() + " " + address + ": " + difference));
        }));
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyAddressOfTheOperatorsPageAnswers() throws Exception {
        String page = Files.readString(Path.of(System.getProperty("project.root"), "docs", "operate.md"));
        Matcher address = Pattern.compile("(?:http://127\\.0\\.0\\.1:9876|`)(/(?:observe|q|api|page)[^\\s`'|]*)").matcher(page);
        List<String> seen = new ArrayList<>();
        while (address.find()) {
            // A name is put, and three dots stand for whatever there is.
            if (!address.group(1).endsWith("/name") && !address.group(1).contains("...")) {
                seen.add(address.group(1));
                assertThat(answer("GET", address.group(1), JSON.missingNode()).status()).as(address.group(1)).isIn(200, 503);
            }
        }
        assertThat(seen).contains("/api/status", "/observe/health", "/observe/health/live", "/observe/metrics", "/q/dev/faces?filter=Ada&limit=20");
    }

    @Test
    void everyCommandOfTheOperatorsPageWorksInAShell() throws Exception {
        assumeTrue(Stream.of("bash", "curl").allMatch(program -> Files.isExecutable(Path.of("/usr/bin", program))), "needs bash and curl");
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("data/operator.token"), PageUnderTest.OPERATOR + "\n");
        List<String> lines = Files.readAllLines(Path.of(System.getProperty("project.root"), "docs", "operate.md"));
        String function = lines.stream().filter(line -> line.startsWith("    operator() {")).findFirst().orElseThrow();
        List<String> commands = lines.stream().filter(line -> line.startsWith("    operator '") || line.startsWith("    curl ") && line.contains("jolokia"))
                .toList();
        assertThat(commands).hasSize(7);
        for (String command : commands) {
            String script = (function + "\n" + command).replace("127.0.0.1:9876", "127.0.0.1:" + page.port());
            Process shell = new ProcessBuilder("/usr/bin/bash", "-c", script).directory(folder.toFile()).redirectErrorStream(true).start();
            String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(shell.waitFor()).as(command).isZero();
            assertThat(JSON.readTree(output).path("status").asInt()).as("%s answered %s", command, output).isEqualTo(200);
        }
    }

    private record Answer(int status, JsonNode body) {
    }

    /** How an answer differs from its schema; nothing where none is documented. */
    private static List<String> differences(JsonNode api, JsonNode schema, JsonNode body) {
        if (schema.isMissingNode()) {
            return List.of();
        }
        ObjectNode whole = JSON.createObjectNode();
        whole.set("components", api.path("components"));
        whole.putArray("allOf").add(schema);
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4)
                .getSchema(whole, SchemaValidatorsConfig.builder().nullableKeywordEnabled(true).build())
                .validate(body).stream().map(Object::toString).toList();
    }

    private static Answer answer(String method, String address, JsonNode body) {
        String json = body.path("content").path("application/json").path("example").toString();
        HttpRequest request = request(address).header("X-Hybridface", "test").header("Content-Type", "application/json")
                .method(method.toUpperCase(Locale.ROOT), body.isMissingNode() ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(json)).build();
        try {
            // The video never ends: its head is enough.
            HttpResponse<InputStream> response = HTTP.send(request, HttpResponse.BodyHandlers.ofInputStream());
            boolean isJson = response.headers().firstValue("Content-Type").orElse("").contains("json");
            try (InputStream in = response.body()) {
                return new Answer(response.statusCode(), isJson ? JSON.readTree(in) : JSON.missingNode());
            }
        } catch (Exception e) {
            throw new IllegalStateException(method + " " + address, e);
        }
    }

    private ObjectName name(String name) throws Exception {
        return jmx.queryNames(new ObjectName("org.hybridface:*,name=" + name), null).iterator().next();
    }

    private Object call(ObjectName bean, String operation, String... arguments) throws Exception {
        String[] types = new String[arguments.length];
        Arrays.fill(types, String.class.getName());
        return jmx.invoke(bean, operation, arguments, types);
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + page.port() + path));
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return HTTP.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }
}
