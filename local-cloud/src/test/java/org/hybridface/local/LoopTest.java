// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.hybridface.local.broker.TestDevice;
import org.hybridface.messages.Answer;
import org.hybridface.messages.NewFace;
import org.hybridface.messages.PhotoQuality;
import org.hybridface.messages.Topics;
import org.hybridface.scene.Pose;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The whole loop on one machine, with the artifacts that ship: MQTT in, the Lambda zip over real SDK calls, the shadow out, and the edge zip on
 * both ends. Each test has people of its own, because the cloud is the same.
 */
class LoopTest extends LoopSupport {

    private static final String INDEX = "rekognition:IndexFaces";
    private static final Pose TURNED = new Pose(12, 3, 0);

    /** Devices played by the test know no incarnations: they may use keys again only when no answers for the old ones lie there. */
    @AfterEach
    void emptyMailboxes() {
        loop.emptyMailboxes();
    }

    @Test
    void anEnrolledPersonIsNamedAndAStrangerIsEnrolledOnceForAllDevices() throws Exception {
        loop.enrol("Ada Lovelace", "Ada");
        long indexed = loop.cloud().recogniserCalls(INDEX);
        try (TestDevice first = loop.connect("camera-1"); TestDevice second = loop.connect("camera-2")) {
            first.publish(Topics.NEW_FACE, TestFaces.newFace("User001", "Ada", TURNED).toJson());
            assertThat(loop.answer(first, "camera-1", "User001")).isInstanceOfSatisfying(Answer.Named.class,
                    named -> assertThat(named.name()).isEqualTo("Ada Lovelace"));

            first.publish(Topics.NEW_FACE, TestFaces.newFace("User002", "Dennis", Pose.FRONTAL).toJson());
            Answer.Enrolled stranger = (Answer.Enrolled) loop.answer(first, "camera-1", "User002");

            second.publish(Topics.NEW_FACE, TestFaces.newFace("User001", "Dennis", TURNED).toJson());
            assertThat(loop.answer(second, "camera-2", "User001")).isInstanceOfSatisfying(Answer.Enrolled.class,
                    known -> assertThat(known.faceId()).isEqualTo(stranger.faceId()));
            assertThat(loop.cloud().recogniserCalls(INDEX)).isEqualTo(indexed + 1);

            loop.nameInTable(stranger.faceId(), "Dennis Ritchie");
            await().atMost(WholeLoop.ANSWER).untilAsserted(() -> {
                assertThat(loop.answer(first, "camera-1", "User002")).isInstanceOf(Answer.Named.class);
                assertThat(loop.answer(second, "camera-2", "User001")).isInstanceOf(Answer.Named.class);
            });
        }
        assertThat(loop.cloud().failures().list()).isEmpty();
    }

    @Test
    void garbageOnTheTopicIsOneLineAndTheNextFaceIsAnswered() throws Exception {
        loop.enrol("Alan Turing", "Alan");
        try (LogLines log = new LogLines(); TestDevice camera = loop.connect("camera-1")) {
            camera.publish(Topics.NEW_FACE, "garbage");
            camera.publish(Topics.NEW_FACE, "[1, 2, 3]");
            camera.publish(Topics.NEW_FACE, "{\"version\":1,\"id\":\"User007\"}");
            camera.publish(Topics.NEW_FACE, new NewFace(UUID.randomUUID(), "User008", Instant.now(), TestFaces.nobody(),
                    new PhotoQuality(100, 0.5, 0)).toJson());
            assertThat(loop.answer(camera, "camera-1", "User008")).isInstanceOf(Answer.Rejected.class);
            camera.publish(Topics.NEW_FACE, TestFaces.newFace("User009", "Alan", TURNED).toJson());
            assertThat(loop.answer(camera, "camera-1", "User009")).isInstanceOf(Answer.Named.class);
            assertThat(log.with("WARN", "not JSON", "camera-1", "face_recognition/new")).hasSize(1);
            assertThat(log.with("WARN", "not a JSON object", "camera-1")).hasSize(1);
        }
    }

    @Test
    void twoHundredKilobytesEndTheConnectionAndTheDeviceMayComeBack() throws Exception {
        try (LogLines log = new LogLines(); TestDevice camera = loop.connect("camera-1")) {
            assertThatThrownBy(() -> camera.publish(Topics.NEW_FACE, new byte[200_000])).isInstanceOf(MqttException.class);
            await().until(() -> !camera.isConnected() || !log.with("WARN").isEmpty());
        }
        try (TestDevice again = loop.connect("camera-1")) {
            assertThat(again.isConnected()).isTrue();
        }
    }

    @Test
    void aSecondCloudOnATakenPortSaysWhichAndLeavesNothingRunning() {
        int taken = loop.cloud().endpoints().rekognition().getPort();
        LocalCloudSettings settings = LocalCloudSettings.in(directory.resolve("second"), TestZip.lambda())
                .withPorts(new LocalCloudSettings.Ports(0, 0, 0, taken, 0, 0, 0));
        assertThatThrownBy(() -> LocalCloud.start(settings)).isInstanceOf(IOException.class)
                .hasMessageContaining("port " + taken).hasMessageContaining("rekognition").hasMessageContaining("choose another port");
    }

    @Test
    void aMissingZipSaysHowToBuildIt() {
        assertThatThrownBy(() -> LocalCloud.start(LocalCloudSettings.in(directory.resolve("third"), directory.resolve("no.zip"))))
                .isInstanceOf(IOException.class).hasMessageContaining("no.zip").hasMessageContaining("mvn package");
    }

    @Test
    void aThingOutsideTheStackIsNoThing() {
        assertThatThrownBy(() -> loop.cloud().thing("toaster")).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("camera-1");
    }
}
