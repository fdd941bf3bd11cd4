// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;
import org.hybridface.local.identity.CertificateAuthority;
import org.hybridface.local.identity.DeviceIdentity;
import org.hybridface.local.stack.Stack;
import org.hybridface.messages.Topics;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerTest {

    private static final int NOT_AUTHORIZED = 0x87;
    private static final int SESSION_TAKEN_OVER = 0x8E;
    private static final int PACKET_TOO_LARGE = 0x95;

    @TempDir
    static Path directory;

    static CertificateAuthority authority;
    static Broker broker;

    @BeforeAll
    static void startBroker() throws IOException {
        authority = CertificateAuthority.open(directory.resolve("identity"), Clock.systemUTC());
        Stack stack = Stack.packed();
        broker = Broker.start(0, directory.resolve("broker"), authority,
                new IotPolicy(stack.devicePolicy(), stack.region(), stack.account()));
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    private static TestDevice device(String thing) throws Exception {
        return TestDevice.connect(broker.url(), authority.thing(thing));
    }

    @Test
    void aDevicePublishesFacesAndReceivesItsOwnAnswers() throws Exception {
        try (TestDevice door = device("door")) {
            assertThat(door.subscribe(Topics.shadow("door") + "/#")).containsExactly(1);
            door.publish(Topics.NEW_FACE, "{}");
            door.publish(Topics.shadowGet("door"), "");
            assertThat(door.isConnected()).isTrue();
        }
    }

    @Test
    void whatOneDeviceTellsTheFleetEveryOtherHearsAtOnceAndWhoeverComesLater() throws Exception {
        try (TestDevice door = device("door"); TestDevice gate = device("gate")) {
            assertThat(gate.subscribe("face_recognition/known/+")).containsExactly(1);
            assertThat(door.publishRetained("face_recognition/known/4701003a-5871-3067-96ba-522daa0379c8", "Ada")).isZero();
            await().untilAsserted(() -> assertThat(gate.received()).extracting(TestDevice.Received::payload).containsExactly("Ada"));
        }
        try (TestDevice late = device("late")) {
            late.subscribe("face_recognition/known/+");
            await().untilAsserted(() -> assertThat(late.received()).extracting(TestDevice.Received::payload).containsExactly("Ada"));
        }
    }

    /** This broker counts in milliseconds of 32 bits; a device asks for no more than 24 days. */
    @Test
    void whatIsToBeKeptFor24DaysIsKept() throws Exception {
        try (TestDevice door = device("door"); TestDevice gate = device("gate")) {
            gate.subscribe("face_recognition/known/+");
            door.publishRetained("face_recognition/known/00000000-5871-3067-96ba-522daa0379c8", "Grace", Duration.ofDays(24));
            await().untilAsserted(() -> assertThat(gate.received()).extracting(TestDevice.Received::payload).contains("Grace"));
        }
    }

    @Test
    void aDeviceCannotConnectAsAnother() {
        assertThatThrownBy(() -> TestDevice.connect(broker.url(), authority.thing("door"), "gate"))
                .isInstanceOfSatisfying(MqttException.class, e -> assertThat(e.getReasonCode()).isEqualTo(NOT_AUTHORIZED));
    }

    @Test
    void aDeviceCannotPublishToAnothersShadow() throws Exception {
        try (TestDevice door = device("door"); TestDevice gate = device("gate")) {
            gate.subscribe(Topics.shadow("gate") + "/#");
            assertThat(door.publish(Topics.shadowUpdate("gate"), "{}")).isEqualTo(NOT_AUTHORIZED);
            gate.publish(Topics.shadowGet("gate"), "the only one");
            await().untilAsserted(() -> assertThat(gate.received()).extracting(TestDevice.Received::payload)
                    .containsExactly("the only one"));
        }
    }

    @Test
    void aDeviceCannotSubscribeToAnothersAnswers() throws Exception {
        try (TestDevice door = device("door")) {
            for (String filter : new String[] {Topics.shadow("gate") + "/#", "$aws/things/+/shadow/name/faces/#", "#", Topics.NEW_FACE}) {
                assertThat(subscribeRefused(door, filter)).as(filter).isTrue();
            }
        }
    }

    @Test
    void aDeviceCannotPretendToBeTheShadowService() throws Exception {
        try (TestDevice door = device("door")) {
            assertThat(door.publish(Topics.shadowDelta("door"), "{}")).isEqualTo(NOT_AUTHORIZED);
        }
    }

    @Test
    void aDeviceCannotListenAtAnothersQueueBehindAnAllowedTopic() throws Exception {
        String filter = Topics.shadow("gate") + "/#";
        try (TestDevice gate = device("gate"); TestDevice door = device("door")) {
            gate.subscribe(filter);
            assertThatThrownBy(() -> door.subscribe(Topics.shadow("door") + "/get::gate." + filter)).isInstanceOf(MqttException.class);
            await().until(() -> !door.isConnected());
        }
    }

    @Test
    void aSecondConnectionClosesTheFirst() throws Exception {
        try (TestDevice first = device("door"); TestDevice second = device("door")) {
            await().until(() -> !first.isConnected());
            assertThat(first.disconnectReason()).isEqualTo(SESSION_TAKEN_OVER);
            second.publish(Topics.NEW_FACE, "{}");
            assertThat(second.isConnected()).isTrue();
        }
    }

    @Test
    void aPayloadOverTheLimitEndsTheConnection() throws Exception {
        try (TestDevice door = device("door")) {
            door.publish(Topics.NEW_FACE, new byte[128 * 1024]);
            assertThat(door.isConnected()).isTrue();
            assertThatThrownBy(() -> door.publish(Topics.NEW_FACE, new byte[128 * 1024 + 1])).isInstanceOf(MqttException.class);
            await().until(() -> !door.isConnected());
            assertThat(door.disconnectReason()).isEqualTo(PACKET_TOO_LARGE);
        }
    }

    @Test
    void theClientIdOnAMessageIsTheConnectionsWhateverThePublisherWrote() throws Exception {
        try (ServiceClient rule = ServiceClient.connect(broker.url(), authority.service("test"), "test");
                TestDevice door = device("door")) {
            var received = new LinkedBlockingQueue<String>();
            rule.subscribe(Topics.NEW_FACE, message -> received.add(message.publisher() + " " + message.text()));
            door.publish(Topics.NEW_FACE, "plain");
            door.publish(Topics.NEW_FACE, "forged", new UserProperty(Broker.CLIENT_ID_PROPERTY, "gate"));
            door.publish(Topics.NEW_FACE, "other", new UserProperty("colour", "red"));
            await().untilAsserted(() -> assertThat(received).containsExactly("door plain", "door forged", "door other"));
        }
    }

    @Test
    void aServiceThatLostItsConnectionComesBackAndListensAgain() throws Exception {
        var received = new LinkedBlockingQueue<String>();
        try (ServiceClient shadow = ServiceClient.connect(broker.url(), authority.service("test"), "shadow-test");
                TestDevice door = device("door")) {
            shadow.subscribe(Topics.NEW_FACE, message -> received.add(message.text()));
            ServiceClient.connect(broker.url(), authority.service("test"), "shadow-test").close();
            await().atMost(20, TimeUnit.SECONDS).pollInterval(200, TimeUnit.MILLISECONDS).until(() -> {
                door.publish(Topics.NEW_FACE, "are you there?");
                return !received.isEmpty();
            });
        }
    }

    @Test
    void withoutACertificateOfThisAuthorityThereIsNoConnection() throws Exception {
        CertificateAuthority other = CertificateAuthority.open(directory.resolve("other"), Clock.systemUTC());
        // Trusts the broker, but shows a certificate of somebody else.
        Path files = Files.createDirectories(directory.resolve("intruder"));
        Files.copy(authority.caFile(), files.resolve("ca.pem"));
        var stranger = other.thing("door");
        var mixed = new DeviceIdentity("door", files.resolve("ca.pem"), stranger.certificateFile(),
                stranger.keyFile());
        assertThatThrownBy(() -> TestDevice.connect(broker.url(), mixed)).isInstanceOf(MqttException.class);
    }

    @Test
    void aTakenPortIsNamed() {
        assertThatThrownBy(() -> Broker.start(broker.port(), directory.resolve("second"), authority, (d, a, n) -> true))
                .isInstanceOf(IOException.class).hasMessageContaining(String.valueOf(broker.port()))
                .hasMessageContaining("choose another port");
    }

    private static boolean subscribeRefused(TestDevice device, String filter) throws MqttException {
        return device.subscribe(filter)[0] == NOT_AUTHORIZED;
    }
}
