// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.hybridface.local.broker.TestDevice;
import org.hybridface.local.lambda.InvocationResult;
import org.hybridface.local.stack.Stack;
import org.hybridface.messages.Answer;
import org.hybridface.messages.EnrolPerson;
import org.hybridface.messages.FaceKey;
import org.hybridface.messages.Mailbox;
import org.hybridface.messages.NewFace;
import org.hybridface.messages.PhotoQuality;
import org.hybridface.messages.ShadowUpdate;
import org.hybridface.messages.Topics;
import org.hybridface.scene.Pose;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A device asks about more faces than its mailbox of 8 KB has room for, goes away, and comes back. {@code away.faces}: how many. */
class AwayTest {

    private static final int FACES = Integer.getInteger("away.faces", 60);
    private static final String SEARCH = "rekognition:SearchFacesByImage";
    private static final String THING = "camera-1";
    private static final Duration LONG = Duration.ofMinutes(5);

    @TempDir
    static Path directory;

    static LocalCloud cloud;

    @BeforeAll
    static void start() throws Exception {
        cloud = LocalCloud.start(LocalCloudSettings.in(directory.resolve("cloud"), TestZip.lambda()).withRetryPause(Duration.ofMillis(100)));
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @Test
    void allAnswersReachADeviceThatComesBackAndNothingIsAskedTwice() throws Exception {
        byte[] photo = TestFaces.photo("Ada", Pose.FRONTAL);
        InvocationResult enrolled = cloud.invoke(Stack.OPERATOR, new String(EnrolPerson.withPhoto("Ada Lovelace", photo).toJson(), StandardCharsets.UTF_8));
        assertThat(enrolled.failed()).as(enrolled.text()).isFalse();
        try (TestDevice camera = connect()) {
            for (int number = 1; number <= FACES; number++) {
                camera.publish(Topics.NEW_FACE, new NewFace(UUID.randomUUID(), FaceKey.of(number), Instant.now(), photo, new PhotoQuality(130, 0.8, 0)).toJson());
            }
        }
        await().atMost(LONG).untilAsserted(() -> assertThat(cloud.recogniserCalls(SEARCH)).isEqualTo(FACES));

        Map<String, Answer> shown = new TreeMap<>();
        try (TestDevice camera = connect()) {
            camera.subscribe(Topics.shadow(THING) + "/#");
            camera.publish(Topics.shadowGet(THING), "");
            Reader reader = new Reader(camera, shown);
            await().atMost(LONG).until(() -> reader.read() == FACES);
        }

        assertThat(shown.keySet()).containsExactlyElementsOf(IntStream.rangeClosed(1, FACES).mapToObj(FaceKey::of).toList());
        assertThat(shown.values()).allSatisfy(answer -> assertThat(answer).isInstanceOfSatisfying(Answer.Named.class,
                named -> assertThat(named.name()).isEqualTo("Ada Lovelace")));
        assertThat(cloud.recogniserCalls(SEARCH)).as("nothing is asked and paid for again").isEqualTo(FACES);
        assertThat(cloud.failures().list()).isEmpty();
    }

    private static TestDevice connect() throws Exception {
        Device device = cloud.thing(THING);
        return TestDevice.connect(device.mqttUrl(), device.identity());
    }

    /** Applies what lies in the mailbox, and takes it out. */
    private static final class Reader {

        private final TestDevice camera;
        private final Map<String, Answer> shown;
        private int seen;

        Reader(TestDevice camera, Map<String, Answer> shown) {
            this.camera = camera;
            this.shown = shown;
        }

        /** @return how many faces it has an answer for */
        int read() throws MqttException {
            for (; seen < camera.received().size(); seen++) {
                TestDevice.Received message = camera.received().get(seen);
                byte[] json = message.payload().getBytes(StandardCharsets.UTF_8);
                if (message.topic().equals(Topics.shadowDelta(THING))) {
                    apply(Mailbox.fromDelta(json));
                } else if (message.topic().equals(Topics.shadowGetAccepted(THING))) {
                    apply(Mailbox.fromGetAccepted(json));
                } else if (message.topic().equals(Topics.shadowUpdateRejected(THING))) {
                    camera.publish(Topics.shadowGet(THING), "");
                }
            }
            return shown.size();
        }

        private void apply(Mailbox mailbox) throws MqttException {
            if (!mailbox.answers().isEmpty()) {
                shown.putAll(mailbox.answers());
                camera.publish(Topics.shadowUpdate(THING), ShadowUpdate.applied(mailbox.answers().keySet(), mailbox.version()));
            }
        }
    }
}
