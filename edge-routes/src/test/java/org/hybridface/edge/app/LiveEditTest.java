// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hybridface.edge.cache.FaceCache;
import org.hybridface.edge.mqtt.TestBroker;
import org.hybridface.edge.outbox.Outbox;
import org.hybridface.edge.reload.OwnOptions;
import org.hybridface.edge.reload.RouteReload;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole application runs with its own route files, and somebody edits each of them. */
@Timeout(180)
class LiveEditTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private Path routes;
    private RunningEdge edge;

    @BeforeEach
    void copyRoutes() throws Exception {
        routes = RunningEdge.routesToEdit(directory.resolve("routes"));
    }

    @AfterEach
    void stop() throws Exception {
        edge.close();
    }

    private void start(String camera, String... options) throws Exception {
        List<String> all = new ArrayList<>(List.of("edge.camera", camera, "mqtt.url", "tcp://127.0.0.1:" + TestBroker.freePort()));
        all.addAll(List.of(options));
        edge = RunningEdge.start(directory, routes, Clock.systemUTC(), all.toArray(String[]::new)).awaitStarted();
    }

    @Test
    void everyFileCanBeEditedAndNothingIsLost() throws Exception {
        start("camera:dir:" + RunningEdge.photos(directory.resolve("photos"), 2, 2) + "?loop=true");
        await().atMost(SOON).until(() -> edge.cache().getOpenAsks() == 2);
        FaceCache cache = edge.cache();
        Outbox outbox = edge.bean("outbox", Outbox.class);
        long asks = cache.getOpenAsks();
        long reconnects = edge.camera().getReconnects();
        RouteReload reload = edge.reload();
        for (String file : List.of("camera-to-faces", "face-to-outbox", "outbox-to-cloud", "shadow-to-names", "who-is-in-view",
                "visits", "live-view", "on-error")) {
            int before = reload.getExchanges();
            long frames = edge.camera().getFrames();
            edit(file);
            await(file).atMost(SOON).until(() -> reload.getExchanges() == before + 1);
            await(file).atMost(SOON).until(() -> edge.camera().getFrames() > frames + 2);
        }
        assertThat(reload.getRefused()).isEmpty();
        assertThat(edge.context().getRouteController().getControlledRoutes()).as("none failed to start again")
                .allSatisfy(route -> assertThat(edge.context().getRouteController().getRouteStatus(route.getId()).isStarted()).isTrue());
        assertThat(edge.cache()).isSameAs(cache);
        assertThat(cache.isStarted()).isTrue();
        assertThat(cache.getOpenAsks()).isEqualTo(asks);
        assertThat(outbox.size()).as("no broker: the questions still wait").isEqualTo(2);
        assertThat(edge.camera().getReconnects()).isEqualTo(reconnects);
        edge.awaitVideo(3);
    }

    @Test
    void videoAndRecordGoOnAfterTheirRouteWasEdited() throws Exception {
        Path record = directory.resolve("record.jsonl");
        start("camera:demo?loop=true", "edge.record", record.toString());
        await().atMost(SOON).until(() -> Files.exists(record) && linesOf(record) > 3);
        edit("live-view");
        await().atMost(SOON).until(() -> edge.reload().getExchanges() == 1);
        edge.awaitVideo(3);
        long recorded = linesOf(record);
        await().atMost(SOON).until(() -> linesOf(record) > recorded + 3);
    }

    @Test
    void anotherCameraAddressIsTakenWhileTheDeviceRuns() throws Exception {
        Path before = RunningEdge.photos(directory.resolve("before"), 2, 2);
        Path after = RunningEdge.photos(directory.resolve("after"), 2, 2);
        System.setProperty("edge.home", directory.toString());
        try {
            Path options = Files.writeString(directory.resolve("application.properties"), "edge.camera=camera:dir:" + before + "?loop=true\n");
            start("camera:dir:" + before + "?loop=true");
            await().atMost(SOON).until(() -> edge.cache().getOpenAsks() == 2);
            FaceCache cache = edge.cache();
            Files.writeString(options, "edge.camera=camera:dir:" + after + "?loop=true\n");
            await().atMost(SOON).until(() -> edge.reload().getExchanges() == 1);
            assertThat(edge.context().getRoute("camera-to-faces").getEndpoint().getEndpointUri()).contains("after");
            edge.awaitVideo(3);
            assertThat(edge.cache()).isSameAs(cache);
            assertThat(cache.getCacheSize()).as("the same people").isEqualTo(2);
        } finally {
            System.clearProperty("edge.home");
        }
    }

    /** What the check of route files knows, and what shows only when Camel builds the route. */
    @ParameterizedTest
    @ValueSource(strings = {"?lop=true", "?fps=abc", "?delivery=latest"})
    void aCameraOptionThatCannotBeMeantLeavesTheCameraThatWorks(String options) throws Exception {
        System.setProperty("edge.home", directory.toString());
        try (LogLines reload = new LogLines(RouteReload.class.getName()); LogLines own = new LogLines(OwnOptions.class.getName())) {
            Path file = Files.writeString(directory.resolve("application.properties"), "edge.camera=camera:demo?loop=true\n");
            start("camera:demo?loop=true");
            await().atMost(SOON).until(() -> edge.camera().getFrames() > 2);

            Files.writeString(file, "edge.camera=camera:demo" + options + "\n");
            await().atMost(SOON).until(() -> own.lines().stream().anyMatch(line -> line.contains("event=option-refused")));

            assertThat(own.lines()).singleElement().asString().contains("camera-to-faces.camel.yaml:").contains("It stays as it was");
            assertThat(reload.lines()).noneMatch(line -> line.contains("routes-broken"));
            assertThat(edge.context().getRoute("camera-to-faces").getEndpoint().getEndpointUri()).contains("loop=true");
            long frames = edge.camera().getFrames();
            await().atMost(SOON).until(() -> edge.camera().getFrames() > frames + 2);

            Files.writeString(file, "edge.camera=camera:demo?loop=true&fps=3\n");
            await().atMost(SOON).until(() -> edge.reload().getExchanges() == 1);
        } finally {
            System.clearProperty("edge.home");
        }
    }

    @Test
    void optionsOfTheDeviceAreTakenByWhatRunsAndTheFileSaysWhich() throws Exception {
        System.setProperty("edge.home", directory.toString());
        try {
            Path options = Files.writeString(directory.resolve("application.properties"), "my.own=1\n");
            start("camera:dir:" + RunningEdge.photos(directory.resolve("photos"), 1, 1) + "?loop=true");
            await().atMost(SOON).until(() -> edge.cache().getOpenAsks() == 1);
            Path record = directory.resolve("record.jsonl");
            Logger log = LogManager.getLogger("org.hybridface");
            Files.writeString(options, "cloud.budget.per-hour=3\nface.cache.capacity=50\nface.cache.distance=0.9\nedge.log.level=warn\nedge.record=" + record
                    + "\nedge.data.min-free-bytes=" + Long.MAX_VALUE + "\nedge.camera=rtsp://camera\n");

            await().atMost(SOON).until(() -> edge.cache().getBudgetLeft() == 2);
            assertThat(edge.cache().getCapacity()).isEqualTo(50);
            assertThat(edge.cache().sameFaceDistance()).isEqualTo(0.9);
            assertThat(log.getLevel()).isEqualTo(Level.WARN);
            assertThat(edge.check("disk").path("status").asText()).isEqualTo("DOWN");
            await().atMost(SOON).until(() -> Files.exists(record) && linesOf(record) > 1);
            assertThat(edge.camera().getFrames()).as("an address that cannot be meant is not taken").isPositive();

            Files.writeString(options, "my.own=1\n");
            await().atMost(SOON).until(() -> log.getLevel() == Level.INFO);
            assertThat(edge.cache().getBudgetLeft()).isEqualTo(499);
            assertThat(edge.liveOptions()).containsExactlyInAnyOrderElementsOf(saidToBeLive());
        } finally {
            System.clearProperty("edge.home");
        }
    }

    /** By the comment above an option, which may be for several. */
    private static Set<String> saidToBeLive() throws IOException {
        Set<String> said = new TreeSet<>();
        List<String> comment = new ArrayList<>();
        boolean after = false;
        for (String line : Files.readAllLines(Path.of("src/main/resources/application.properties"))) {
            if (line.startsWith("#") && after || line.isBlank()) {
                comment.clear();
            }
            after = !line.startsWith("#");
            if (line.startsWith("#")) {
                comment.add(line);
            } else if (line.contains("=") && comment.stream().anyMatch(one -> one.startsWith("# (live) "))) {
                said.add(line.substring(0, line.indexOf('=')));
            }
        }
        return said;
    }

    private static long linesOf(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        }
    }

    /** A change of every route in the file that changes nothing else. */
    private void edit(String file) throws IOException {
        Path path = routes.resolve(file + ".camel.yaml");
        String text = Files.readString(path);
        Files.writeString(path, file.equals("on-error") ? text.replace("logName: edge.errors", "logName: edge.edited")
                : text.replaceAll("(?m)^    description: .*$", "    description: edited"));
    }
}
