// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.hybridface.local.identity.CertificateAuthority;
import org.hybridface.local.identity.Identity;
import org.hybridface.local.stack.Stack;
import org.hybridface.messages.Topics;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What AWS IoT refuses a device, the local broker refuses it. */
class RefusedPacketsTest {

    private static final int NOT_AUTHORIZED = 0x87;
    private static final int CLIENT_IDENTIFIER_NOT_VALID = 0x85;
    private static final int TOPIC_FILTER_INVALID = 0x8F;
    private static final int TOPIC_NAME_INVALID = 0x90;
    private static final int QUOTA_EXCEEDED = 0x97;
    private static final int SUBSCRIPTION_IDENTIFIERS_NOT_SUPPORTED = 0xA1;
    private static final String THING = "door";

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

    private static TestDevice device() throws Exception {
        return TestDevice.connect(broker.url(), authority.thing(THING));
    }

    @Test
    void aRetainedMessageNeedsARightOfItsOwn() throws Exception {
        try (TestDevice door = device()) {
            assertThatThrownBy(() -> door.publishRetained(Topics.NEW_FACE, "{}")).isInstanceOf(MqttException.class);
            await().until(() -> !door.isConnected());
            assertThat(door.disconnectReason()).isEqualTo(NOT_AUTHORIZED);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "face_recognition/inference, 1, true",
        "face_recognition/other,     1, false",
        "face_recognition/#,         1, false",
        "face_recognition/inference, 2, false",
    })
    void aWillNeedsTheRightsOfAMessage(String topic, int qos, boolean retained) {
        assertThatThrownBy(() -> TestDevice.connect(broker.url(), authority.thing(THING), THING, options -> {
            MqttMessage will = new MqttMessage("{}".getBytes(StandardCharsets.UTF_8), qos, retained, null);
            options.setWill(topic, will);
        })).isInstanceOfAny(MqttException.class, IllegalArgumentException.class);
    }

    @Test
    void aWillWithItsRightsIsTaken() throws Exception {
        try (TestDevice door = TestDevice.connect(broker.url(), authority.thing(THING), THING, options ->
                options.setWill(Topics.INFERENCE, new MqttMessage("{}".getBytes(StandardCharsets.UTF_8), 1, false, null)))) {
            assertThat(door.isConnected()).isTrue();
        }
    }

    @Test
    void aSubscriptionForQos2IsGrantedQos1() throws Exception {
        try (TestDevice door = device()) {
            assertThat(door.subscribe(2, Topics.shadow(THING) + "/#")).containsExactly(1);
        }
    }

    @Test
    void theExactTopicsOfAwsOwnShadowClientsMayBeSubscribedTo() throws Exception {
        try (TestDevice door = device()) {
            assertThat(door.subscribe(Topics.shadow(THING) + "/get/accepted", Topics.shadow(THING) + "/get/rejected",
                    Topics.shadow(THING) + "/update/accepted", Topics.shadow(THING) + "/update/rejected",
                    Topics.shadow(THING) + "/update/delta")).containsOnly(1);
        }
    }

    @Test
    void topicsOutsideTheRulesEndTheConnection() throws Exception {
        for (String topic : new String[] {"a".repeat(257), "1/2/3/4/5/6/7/8/9", "$SYS/load", "door::queue"}) {
            try (TestDevice door = device()) {
                assertThatThrownBy(() -> door.publish(topic, "{}")).as(topic).isInstanceOf(MqttException.class);
                await().until(() -> !door.isConnected());
                assertThat(door.disconnectReason()).as(topic).isEqualTo(TOPIC_NAME_INVALID);
            }
            try (TestDevice door = device()) {
                assertThatThrownBy(() -> door.subscribe(topic)).as(topic).isInstanceOf(MqttException.class);
                await().until(() -> !door.isConnected());
                assertThat(door.disconnectReason()).as(topic).isEqualTo(TOPIC_FILTER_INVALID);
            }
        }
    }

    @Test
    void moreThanEightFiltersAtOnceEndTheConnection() throws Exception {
        String[] nine = IntStream.rangeClosed(1, 9).mapToObj(i -> Topics.shadow(THING) + "/" + i).toArray(String[]::new);
        try (TestDevice door = device()) {
            assertThat(door.subscribe(Arrays.copyOf(nine, 8))).hasSize(8);
            assertThatThrownBy(() -> door.subscribe(nine)).isInstanceOf(MqttException.class);
            await().until(() -> !door.isConnected());
            assertThat(door.disconnectReason()).isEqualTo(QUOTA_EXCEEDED);
        }
    }

    @Test
    void aSubscriptionIdentifierEndsTheConnection() throws Exception {
        try (Raw door = new Raw("MQTT", 5)) {
            // CONNACK: "Subscription Identifier Available" is 0.
            assertThat(hex(door.answer())).startsWith("20").contains("2900");
            door.subscribe(Topics.shadow(THING) + "/#", 2, 0x0B, 1);
            assertThat(door.answer()).startsWith(0xE0, 2, SUBSCRIPTION_IDENTIFIERS_NOT_SUPPORTED);
        }
    }

    private static String hex(int[] bytes) {
        return IntStream.of(bytes).mapToObj(one -> String.format("%02x", one)).collect(Collectors.joining());
    }

    @Test
    void aClientIdHasAtMost128Bytes() {
        assertThatThrownBy(() -> TestDevice.connect(broker.url(), authority.thing(THING), "d".repeat(129)))
                .isInstanceOfSatisfying(MqttException.class, e -> assertThat(e.getReasonCode()).isEqualTo(CLIENT_IDENTIFIER_NOT_VALID));
    }

    @Test
    void mqtt31IsRefused() throws Exception {
        try (Raw door = new Raw("MQIsdp", 3)) {
            assertThat(door.answer()).containsExactly(0x20, 2, 0, 1);
        }
    }

    @Test
    void aRefusedSubscriptionInMqtt311IsAnsweredWith0x80() throws Exception {
        try (Raw door = new Raw("MQTT", 4)) {
            assertThat(door.answer()).containsExactly(0x20, 2, 0, 0);
            door.subscribe(Topics.shadow("gate") + "/#");
            assertThat(door.answer()).containsExactly(0x90, 3, 0, 7, 0x80);
            door.subscribe(Topics.shadow(THING) + "/#");
            assertThat(door.answer()).containsExactly(0x90, 3, 0, 7, 1);
        }
    }

    /** A client of any MQTT, written byte by byte. */
    private static final class Raw implements AutoCloseable {

        private final Socket socket;

        Raw(String protocol, int level) throws Exception {
            socket = Identity.of(authority.thing(THING)).socketFactory().createSocket(InetAddress.getLoopbackAddress(), broker.port());
            socket.setSoTimeout(5_000);
            ByteArrayOutputStream connect = text(protocol);
            connect.writeBytes(new byte[] {(byte) level, 2, 0, 60});
            if (level == 5) {
                connect.write(0);
            }
            connect.writeBytes(text(THING).toByteArray());
            send(0x10, connect);
        }

        /** @param properties of MQTT 5, their length first */
        void subscribe(String filter, int... properties) throws IOException {
            ByteArrayOutputStream subscribe = new ByteArrayOutputStream();
            subscribe.writeBytes(new byte[] {0, 7});
            IntStream.of(properties).forEach(subscribe::write);
            subscribe.writeBytes(text(filter).toByteArray());
            subscribe.write(1);
            send(0x82, subscribe);
        }

        int[] answer() throws IOException {
            InputStream in = socket.getInputStream();
            int type = in.read();
            int length = in.read();
            byte[] rest = in.readNBytes(length);
            return IntStream.concat(IntStream.of(type, length), IntStream.range(0, length).map(i -> rest[i] & 0xFF)).toArray();
        }

        private static ByteArrayOutputStream text(String text) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.write(text.length() >> 8);
            bytes.write(text.length());
            bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
            return bytes;
        }

        private void send(int type, ByteArrayOutputStream body) throws IOException {
            ByteArrayOutputStream packet = new ByteArrayOutputStream();
            packet.write(type);
            packet.write(body.size());
            packet.writeBytes(body.toByteArray());
            socket.getOutputStream().write(packet.toByteArray());
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
