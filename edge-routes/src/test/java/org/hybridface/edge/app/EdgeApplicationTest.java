package org.hybridface.edge.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.apache.camel.main.Main;
import org.hybridface.edge.cache.FaceCache;
import org.hybridface.edge.cache.FaceState;
import org.hybridface.edge.explain.Explanation;
import org.hybridface.edge.mqtt.TestBroker;
import org.hybridface.messages.Answer;
import org.hybridface.scene.DemoPeople;
import org.hybridface.scene.Light;
import org.hybridface.scene.Person;
import org.hybridface.scene.Portrait;
import org.hybridface.scene.Pose;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole application with its own route files, models and a real broker; only the cloud behind the broker is made up. */
@Timeout(180)
class EdgeApplicationTest {

    private static final String THING = "thing-1";
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    Path directory;

    private TestBroker broker;
    private CompletableFuture<Void> running = CompletableFuture.completedFuture(null);
    private Main main;
    private int port;

    @BeforeEach
    void twoPhotosOfEachOfTwoPeople() throws Exception {
        broker = new TestBroker(directory.resolve("broker"));
        List<Person> people = DemoPeople.all();
        Files.createDirectories(directory.resolve("photos"));
        for (int i = 0; i < 4; i++) {
            ImageIO.write(Portrait.render(people.get(i % 2), Pose.turned(i * 3), Light.STUDIO, 400), "jpg",
                    directory.resolve("photos/" + i + ".jpg").toFile());
        }
    }

    @AfterEach
    void stop() throws Exception {
        if (main != null) {
            main.completed();
        }
        running.get(20, TimeUnit.SECONDS);
        broker.close();
    }

    @Test
    void unknownFacesBecomeNamesAndEachIsAskedOnce() throws Exception {
        broker.start();
        try (FakeCloud cloud = new FakeCloud(broker.url(), THING, question -> "User001".equals(question.key())
                ? new Answer.Named("Ada", "f-1", 98.7) : new Answer.Enrolled("f-2", 100))) {
            run("edge.once", "true", "edge.summary", directory.resolve("summary.json").toString());
            running.get(120, TimeUnit.SECONDS);
            assertThat(cloud.questions).extracting("key").containsExactlyInAnyOrder("User001", "User002");
            await().until(cloud::mailboxIsEmpty);
            assertThat(cloud.views.get(cloud.views.size() - 1)).as("it says that it leaves").contains("\"online\":false");
        }
        JsonNode summary = new ObjectMapper().readTree(directory.resolve("summary.json").toFile());
        assertThat(summary.path("frames").asInt()).isEqualTo(4);
        assertThat(summary.path("facesDetected").asInt()).isEqualTo(4);
        assertThat(summary.path("keys").asInt()).isEqualTo(2);
        assertThat(summary.path("asks").asInt()).isEqualTo(2);
        assertThat(summary.path("callsAvoided").asInt()).isEqualTo(2);
        assertThat(summary.path("answers").get(0).path("name").asText()).isEqualTo("Ada");
        assertThat(summary.path("answers").get(0).path("similarity").asDouble()).isEqualTo(98.7);
        assertThat(summary.path("answers").get(1).path("state").asText()).isEqualTo("enrolled");
        theLifeOfAFaceCanBeExplainedAfterwards();
    }

    private void theLifeOfAFaceCanBeExplainedAfterwards() throws Exception {
        Path journal = directory.resolve("data/journal");
        String life = Explanation.of(journal, "User001");
        assertThat(life).containsSubsequence("User001, 1 question to the cloud", "new face, got its key", "quality gate: passed",
                "cache: ask the cloud now, question 1", "photo taken: ", "sealed in the outbox: ", "left the outbox: ");
        assertThat(life).contains("the broker has it (PUBACK)", "named, similarity 98.7 %, face f-1; stored, shadow version",
                "taken out of the shadow, version", "ms from photo to stored answer: outbox ",
                "(of it 161 in the Lambda's steps: store-photo 41, search-face 120)");
        assertThat(life).as("names are personal data").doesNotContain("Ada");
        Matcher question = Pattern.compile("Question (\\S+)").matcher(life);
        assertThat(question.find()).isTrue();
        assertThat(Explanation.of(journal, question.group(1))).isEqualTo(life);
    }

    @Test
    void facesSeenWithoutABrokerAreAskedWhenItComes() throws Exception {
        run();
        FaceCache cache = await().atMost(Duration.ofSeconds(60)).until(this::cache, found -> found != null && found.getOpenAsks() == 2);
        broker.start();
        try (FakeCloud cloud = new FakeCloud(broker.url(), THING, question -> new Answer.Enrolled("f-1", 100))) {
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(cache.getOpenAsks()).isZero());
            assertThat(cloud.questions).hasSize(2);
            cloud.answers("User001", new Answer.Named("Ada", "f-1", 99));
            await().untilAsserted(() -> assertThat(cache.find("User001").orElseThrow().state()).isEqualTo(FaceState.NAMED));
        }
    }

    @Test
    void anAnswerThatCameWhileTheDeviceWasOffWaitsInTheMailbox() throws Exception {
        broker.start();
        try (FakeCloud cloud = new FakeCloud(broker.url(), THING, question -> null)) {
            run("edge.once", "true", "edge.once.settle", "1s");
            running.get(120, TimeUnit.SECONDS);
            cloud.answers("User001", new Answer.Named("Ada", "f-1", 99));
            run();
            await().atMost(Duration.ofSeconds(60)).ignoreExceptions().untilAsserted(() ->
                    assertThat(cache().find("User001").orElseThrow().name()).contains("Ada"));
            await().until(cloud::mailboxIsEmpty);
        }
    }

    @Test
    void aMissingBrokerTurnsMqttAndASmallOutboxDownWithinTenSecondsAndUpAgainWhenItIsBack() throws Exception {
        run("outbox.max-files", "2");
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> isDown("mqtt") && isDown("outbox"));
        broker.start();
        try (FakeCloud cloud = new FakeCloud(broker.url(), THING, question -> new Answer.Enrolled("f-1", 100))) {
            await().atMost(Duration.ofSeconds(60)).until(() -> !isDown("mqtt") && !isDown("outbox") && cloud.questions.size() == 2);
        }
        broker.stop();
        await().atMost(Duration.ofSeconds(10)).until(() -> isDown("mqtt"));
        broker.start();
        await().atMost(Duration.ofSeconds(60)).until(() -> !isDown("mqtt"));
    }

    /** What the health page says of a check; it must be there. */
    private boolean isDown(String check) throws Exception {
        URI page = URI.create("http://127.0.0.1:" + port + "/observe/health");
        String health = HTTP.send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString()).body();
        for (JsonNode one : new ObjectMapper().readTree(health).path("checks")) {
            if (check.equals(one.path("name").asText())) {
                return "DOWN".equals(one.path("status").asText());
            }
        }
        throw new AssertionError("no check " + check + " in " + health);
    }

    private FaceCache cache() {
        return main.getCamelContext() == null ? null : main.getCamelContext().getRegistry().lookupByNameAndType("faceCache", FaceCache.class);
    }

    private void run(String... options) throws Exception {
        main = EdgeMain.application(Path.of(System.getProperty("routes.dir"), "edge"), "classpath:application.properties");
        main.addOverrideProperty("edge.thing", THING);
        main.addOverrideProperty("edge.camera", "camera:dir:" + directory.resolve("photos"));
        main.addOverrideProperty("edge.data.dir", directory.resolve("data").toString());
        main.addOverrideProperty("edge.key.file", directory.resolve("device.key").toString());
        port = TestBroker.freePort();
        main.addOverrideProperty("edge.http.port", Integer.toString(port));
        main.addOverrideProperty("mqtt.url", broker.url().toString());
        for (int i = 0; i < options.length; i += 2) {
            main.addOverrideProperty(options[i], options[i + 1]);
        }
        Main started = main;
        running = CompletableFuture.runAsync(() -> {
            try {
                started.run();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
