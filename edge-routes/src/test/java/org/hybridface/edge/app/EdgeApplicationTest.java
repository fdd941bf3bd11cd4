// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hybridface.edge.cache.FaceCache;
import org.hybridface.edge.cache.FaceState;
import org.hybridface.edge.explain.Explanation;
import org.hybridface.edge.mqtt.TestBroker;
import org.hybridface.messages.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole application with its own route files, models and a real broker; only the cloud behind the broker is made up. */
@Timeout(180)
class EdgeApplicationTest {

    private static final String THING = "thing-1";
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private TestBroker broker;
    private Path photos;

    @BeforeEach
    void twoPhotosOfEachOfTwoPeople() throws Exception {
        broker = new TestBroker(directory.resolve("broker"));
        photos = RunningEdge.photos(directory.resolve("photos"), 4, 2);
    }

    @AfterEach
    void stop() throws Exception {
        broker.close();
    }

    @Test
    void unknownFacesBecomeNamesAndEachIsAskedOnce() throws Exception {
        broker.start();
        try (FakeCloud cloud = new FakeCloud(broker.url(), THING, question -> "User001".equals(question.key())
                ? new Answer.Named("Ada", "00000000-0000-0000-0000-000000000001", 98.7) : new Answer.Enrolled("00000000-0000-0000-0000-000000000002", 100))) {
            try (RunningEdge edge = run("edge.once", "true", "edge.summary", directory.resolve("summary.json").toString())) {
                edge.awaitEnd();
            }
            assertThat(cloud.questions).extracting("key").containsExactlyInAnyOrder("User001", "User002");
            await().until(cloud::mailboxIsEmpty);
            assertThat(cloud.views.get(cloud.views.size() - 1)).as("it says that it leaves").contains("\"online\":false");
        }
        JsonNode summary = new ObjectMapper().readTree(directory.resolve("summary.json").toFile());
        assertThat(summary.path("frames").asInt()).isEqualTo(4);
        assertThat(summary.path("facesDetected").asInt()).isEqualTo(4);
        assertThat(summary.path("keys").asInt()).isEqualTo(2);
        assertThat(summary.path("asks").asInt()).isEqualTo(2);
        assertThat(summary.path("callsAvoided").asInt()).as("each came once").isZero();
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
        assertThat(life).contains("the broker has it (PUBACK)", "named, similarity 98.7 %, face 00000000-0000-0000-0000-000000000001; stored, shadow version",
                "taken out of the shadow, version", "ms from photo to stored answer: outbox ",
                "(of it 161 in the Lambda's steps: store-photo 41, search-face 120)");
        assertThat(life).as("names are personal data").doesNotContain("Ada");
        Matcher question = Pattern.compile("Question (\\S+)").matcher(life);
        assertThat(question.find()).isTrue();
        assertThat(Explanation.of(journal, question.group(1))).isEqualTo(life);
    }

    @Test
    void oneRunOverAFolderThatIsNotThereEndsAndFails() throws Exception {
        try (RunningEdge edge = RunningEdge.start(directory, "edge.camera", "camera:dir:" + directory.resolve("no-such-folder"), "edge.once", "true",
                "mqtt.url", "tcp://127.0.0.1:" + TestBroker.freePort())) {
            edge.awaitEnd();
            assertThat(edge.exitCode()).isEqualTo(1);
        }
    }

    @Test
    void facesSeenWithoutABrokerAreAskedWhenItComes() throws Exception {
        try (RunningEdge edge = run()) {
            FaceCache cache = await().atMost(SOON).ignoreExceptions().until(edge::cache, found -> found.getOpenAsks() == 2);
            broker.start();
            try (FakeCloud cloud = new FakeCloud(broker.url(), THING, question -> new Answer.Enrolled("00000000-0000-0000-0000-000000000001", 100))) {
                await().atMost(SOON).untilAsserted(() -> assertThat(cache.getOpenAsks()).isZero());
                assertThat(cloud.questions).hasSize(2);
                cloud.answers("User001", new Answer.Named("Ada", "00000000-0000-0000-0000-000000000001", 99));
                await().untilAsserted(() -> assertThat(cache.find("User001").orElseThrow().state()).isEqualTo(FaceState.NAMED));
            }
        }
    }

    @Test
    void anAnswerThatCameWhileTheDeviceWasOffWaitsInTheMailbox() throws Exception {
        broker.start();
        try (FakeCloud cloud = new FakeCloud(broker.url(), THING, question -> null)) {
            try (RunningEdge edge = run("edge.once", "true", "edge.once.settle", "1s")) {
                edge.awaitEnd();
            }
            cloud.answers("User001", new Answer.Named("Ada", "00000000-0000-0000-0000-000000000001", 99));
            try (RunningEdge edge = run()) {
                await().atMost(SOON).ignoreExceptions().untilAsserted(() ->
                        assertThat(edge.cache().find("User001").orElseThrow().name()).contains("Ada"));
                await().until(cloud::mailboxIsEmpty);
            }
        }
    }

    private RunningEdge run(String... options) throws IOException {
        List<String> all = new ArrayList<>(List.of("edge.thing", THING, "edge.camera", "camera:dir:" + photos, "mqtt.url",
                broker.url().toString()));
        all.addAll(List.of(options));
        return RunningEdge.start(directory, all.toArray(String[]::new));
    }
}
