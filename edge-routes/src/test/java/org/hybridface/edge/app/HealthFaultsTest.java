// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.hybridface.edge.camera.MjpegServer;
import org.hybridface.edge.mqtt.TestBroker;
import org.hybridface.messages.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each health check of the whole application goes down by a fault of its own kind, says what to do, and comes up again when the fault
 * is gone. Where a check waits for minutes, the device's clock is put forward.
 */
@Timeout(180)
class HealthFaultsTest {

    private static final String THING = "thing-1";
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);
    private static final Path MEMORY_DISK = Path.of("/dev/shm");
    private static final int MEGABYTE = 1_000_000;

    @TempDir
    Path directory;

    private final AheadClock clock = new AheadClock();
    private TestBroker broker;

    @BeforeEach
    void makeBroker() throws Exception {
        broker = new TestBroker(directory.resolve("broker"));
    }

    @AfterEach
    void stopBroker() throws Exception {
        broker.close();
    }

    @Test
    void mqttAndOutboxWithoutABroker() throws Exception {
        try (RunningEdge edge = run(photosOf(2), "outbox.max-files", "2")) {
            await().atMost(SOON).ignoreExceptions().until(() -> isDown(edge, "mqtt") && isDown(edge, "outbox"));
            assertThat(message(edge, "mqtt")).contains("mqtt.url", "start it or correct the address");
            assertThat(message(edge, "outbox")).contains("2 questions", "outbox.max-files");
            broker.start();
            try (FakeCloud cloud = new FakeCloud(broker.url(), THING, question -> new Answer.Enrolled("00000000-0000-0000-0000-000000000001", 100))) {
                await().atMost(SOON).until(() -> !isDown(edge, "mqtt") && !isDown(edge, "outbox") && cloud.questions.size() == 2);
            }
            broker.stop();
            await().atMost(TEN_SECONDS).until(() -> isDown(edge, "mqtt"));
            broker.start();
            await().atMost(SOON).until(() -> !isDown(edge, "mqtt"));
        }
    }

    @Test
    void cameraThatFreezesAndComesBack() throws Exception {
        MjpegServer camera = MjpegServer.start(0);
        int port = camera.port();
        try (RunningEdge edge = run("camera:http://127.0.0.1:" + port + "/")) {
            edge.awaitStarted();
            await().atMost(SOON).until(() -> edge.camera().getFrames() > 3 && !isDown(edge, "camera-camera-to-faces"));
            camera.freeze();
            await().atMost(TEN_SECONDS).until(() -> isDown(edge, "camera-camera-to-faces"));
            assertThat(message(edge, "camera-camera-to-faces")).contains("camera:http:");
            camera.close();
            camera = MjpegServer.start(port);
            await().atMost(SOON).until(() -> !isDown(edge, "camera-camera-to-faces"));
        } finally {
            camera.close();
        }
    }

    @Test
    void shadowWhileTheCloudHearsAndSaysNothing() throws Exception {
        broker.start();
        try (FakeCloud cloud = new FakeCloud(broker.url(), THING, question -> null); RunningEdge edge = run(photosOf(1))) {
            await().atMost(SOON).until(() -> cloud.questions.size() == 1);
            assertThat(isDown(edge, "shadow")).isFalse();
            clock.forward(Duration.ofMinutes(6));
            await().atMost(SOON).until(() -> cloud.questions.size() == 2);
            assertThat(isDown(edge, "shadow")).as("asked again, and still no answer").isTrue();
            assertThat(message(edge, "shadow")).contains("6 min", "IoT rule", "failure queue");
            cloud.answers("User001", new Answer.Named("Ada", "00000000-0000-0000-0000-000000000001", 99));
            await().atMost(SOON).until(() -> !isDown(edge, "shadow"));
        }
    }

    @Test
    void budgetThatIsSpentAndFreesUpWithTheHour() throws Exception {
        broker.start();
        try (FakeCloud cloud = new FakeCloud(broker.url(), THING, question -> new Answer.Enrolled("00000000-0000-0000-0000-000000000001", 100));
                RunningEdge edge = run(photosOf(1), "cloud.budget.per-hour", "1")) {
            await().atMost(SOON).ignoreExceptions().until(() -> isDown(edge, "budget"));
            assertThat(message(edge, "budget")).contains("1 questions an hour", "cloud.budget.per-hour");
            await().atMost(SOON).until(() -> edge.cache().getOpenAsks() == 0);
            clock.forward(Duration.ofMinutes(61));
            await().atMost(SOON).until(() -> !isDown(edge, "budget"));
            assertThat(cloud.questions).hasSize(1);
        }
    }

    @Test
    void detectorThatAnEditOfTheRouteLeavesWithoutPictures() throws Exception {
        Path routes = RunningEdge.routesToEdit(directory.resolve("routes"));
        Path file = routes.resolve("camera-to-faces.camel.yaml");
        String good = Files.readString(file);
        try (RunningEdge edge = run(routes, photosOf(1)).awaitStarted()) {
            await().atMost(SOON).until(() -> edge.check("detector").path("data").path("frames").asInt() > 0);
            Files.writeString(file, good.replaceFirst("(?m)^      steps:$", "      steps:\n        - stop: {}"));
            await().atMost(SOON).until(() -> edge.reload().getExchanges() == 1);
            isDown(edge, "detector");
            clock.forward(Duration.ofSeconds(11));
            await().atMost(SOON).until(() -> isDown(edge, "detector"));
            assertThat(message(edge, "detector")).contains("none was looked at", "camera-to-faces");
            Files.writeString(file, good);
            await().atMost(SOON).until(() -> !isDown(edge, "detector"));
        }
    }

    @Test
    void diskThatFillsUp() throws Exception {
        Assumptions.assumeTrue(Files.isWritable(MEMORY_DISK), "no " + MEMORY_DISK + " here: a disk of its own is needed to fill it");
        Path home = Files.createTempDirectory(MEMORY_DISK, "edge");
        long free = home.toFile().getUsableSpace();
        Assumptions.assumeTrue(free > 30 * MEGABYTE, MEMORY_DISK + " is full already");
        try (RunningEdge edge = run(photosOf(1), "edge.data.dir", home.toString(), "edge.data.min-free-bytes", Long.toString(free - 10 * MEGABYTE))) {
            await().atMost(SOON).ignoreExceptions().until(() -> !isDown(edge, "disk"));
            Path ballast = Files.write(home.resolve("ballast"), new byte[20 * MEGABYTE]);
            await().atMost(SOON).until(() -> isDown(edge, "disk"));
            assertThat(message(edge, "disk")).contains("edge.data.dir", "Free some space");
            Files.delete(ballast);
            await().atMost(SOON).until(() -> !isDown(edge, "disk"));
        } finally {
            delete(home);
        }
    }

    private String photosOf(int people) throws IOException {
        return "camera:dir:" + RunningEdge.photos(directory.resolve("photos"), 2 * people, people) + "?loop=true";
    }

    private RunningEdge run(String camera, String... options) throws IOException {
        return run(RunningEdge.ROUTES, camera, options);
    }

    private RunningEdge run(Path routes, String camera, String... options) throws IOException {
        List<String> all = new ArrayList<>(List.of("edge.thing", THING, "edge.camera", camera, "mqtt.url", broker.url().toString()));
        all.addAll(List.of(options));
        return RunningEdge.start(directory, routes, clock, all.toArray(String[]::new));
    }

    private static boolean isDown(RunningEdge edge, String check) throws IOException, InterruptedException {
        return "DOWN".equals(edge.check(check).path("status").asText());
    }

    private static String message(RunningEdge edge, String check) throws IOException, InterruptedException {
        JsonNode message = edge.check(check).path("message");
        assertThat(message.asText()).as("what %s says", check).isNotEmpty();
        return message.asText();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> entries = Files.walk(folder)) {
            for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(entry);
            }
        }
    }

    /** The real clock, put forward. */
    private static final class AheadClock extends Clock {

        private volatile Duration ahead = Duration.ZERO;

        void forward(Duration by) {
            ahead = ahead.plus(by);
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead);
        }

        @Override
        public ZoneId getZone() {
            return ZoneId.systemDefault();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return Clock.offset(Clock.system(zone), ahead);
        }
    }
}
