// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against a real broker. */
@Timeout(60)
class MqttConnectionTest {

    private static final MqttWill WILL = new MqttWill("will", "gone".getBytes(StandardCharsets.UTF_8));

    @TempDir
    Path directory;

    private final List<String> messages = new CopyOnWriteArrayList<>();
    private final AtomicInteger connects = new AtomicInteger();
    private TestBroker broker;
    private SharedMqttClient client;
    private MqttConnection connection;

    @BeforeEach
    void makeClient() throws Exception {
        broker = new TestBroker(directory);
        client = new SharedMqttClient(broker.settings("thing-1"));
        client.setCallback(new Received());
        connection = new MqttConnection(client, broker.settings("thing-1"), WILL, connects::incrementAndGet, Clock.systemUTC());
    }

    @AfterEach
    void stop() throws Exception {
        connection.stop();
        broker.close();
    }

    @Test
    void aSubscriptionMadeBeforeTheBrokerIsThereIsMadeWhenItComes() throws Exception {
        client.subscribe("greetings/#", 1);
        connection.start();
        broker.start();
        await().until(() -> connects.get() == 1);
        client.publish("greetings/first", message("hello"));
        await().untilAsserted(() -> assertThat(messages).containsExactly("greetings/first hello"));
    }

    @Test
    void aLostBrokerIsFoundAgainAndItsSubscriptionsAreRemade() throws Exception {
        broker.start();
        client.subscribe("greetings/#", 1);
        connection.start();
        await().until(() -> connects.get() == 1);
        broker.stop();
        await().until(() -> !connection.isConnected());
        assertThat(connection.getFault()).isNotEmpty();
        broker.start();
        await().atMost(Duration.ofSeconds(20)).until(() -> connects.get() == 2);
        client.publish("greetings/again", message("hello"));
        await().untilAsserted(() -> assertThat(messages).containsExactly("greetings/again hello"));
    }

    @Test
    void publishingWithoutABrokerFailsAtOnce() {
        connection.start();
        long start = System.nanoTime();
        assertThatThrownBy(() -> client.publish("greetings/none", message("hello"))).isInstanceOf(MqttException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void aRouteMayPublishWhileItHandlesAMessage() throws Exception {
        broker.start();
        client.setCallback(new Received() {
            @Override
            public void messageArrived(String topic, MqttMessage message) throws MqttException {
                super.messageArrived(topic, message);
                if (topic.endsWith("question")) {
                    client.publish("greetings/answer", message("well"));
                }
            }
        });
        client.subscribe("greetings/#", 1);
        connection.start();
        await().until(() -> connects.get() == 1);
        client.publish("greetings/question", message("how are you"));
        await().untilAsserted(() -> assertThat(messages).containsExactly("greetings/question how are you", "greetings/answer well"));
    }

    @Test
    void twoHundredMessagesArriveInTheirOrder() throws Exception {
        broker.start();
        client.subscribe("many", 1);
        connection.start();
        await().until(() -> connects.get() == 1);
        for (int i = 0; i < 200; i++) {
            client.publish("many", message("m" + i));
            int sent = i + 1;
            await().pollInterval(Duration.ofMillis(1)).until(() -> messages.size() == sent);
        }
        assertThat(messages.get(199)).isEqualTo("many m199");
    }

    @Test
    void stoppingSaysGoodbyeLikeTheWill() throws Exception {
        broker.start();
        MqttClient other = new MqttClient(broker.url().toString(), "other", new MemoryPersistence());
        try {
            other.setCallback(new Received());
            other.connect();
            other.subscribe("will", 1);
            connection.start();
            await().until(() -> connects.get() == 1);
            connection.stop();
            // Once or twice: a broker that sees the socket close before it reads the DISCONNECT adds the will, which says the same.
            await().untilAsserted(() -> assertThat(messages).isNotEmpty().containsOnly("will gone"));
        } finally {
            other.disconnectForcibly(0, 100);
            other.close();
        }
    }

    @Test
    void anotherClientWithTheSameNameIsReported() throws Exception {
        broker.start();
        connection.start();
        await().until(() -> connects.get() == 1);
        MqttClient other = new MqttClient(broker.url().toString(), "thing-1", new MemoryPersistence());
        try {
            other.connect();
            await().until(() -> !connection.isConnected() || connects.get() > 1);
        } finally {
            other.disconnectForcibly(0, 100);
            other.close();
        }
    }

    @Test
    void aMissingBrokerIsExplained() {
        connection.start();
        await().untilAsserted(() -> assertThat(connection.getFault())
                .isEqualTo("no broker listens at " + broker.url().getAuthority() + " (mqtt.url): start it or correct the address"));
    }

    private static MqttMessage message(String text) {
        MqttMessage message = new MqttMessage(text.getBytes(StandardCharsets.UTF_8));
        message.setQos(1);
        return message;
    }

    /** Collects what arrives. */
    private class Received implements MqttCallback {

        @Override
        public void messageArrived(String topic, MqttMessage message) throws MqttException {
            messages.add(topic + " " + new String(message.getPayload(), StandardCharsets.UTF_8));
        }

        @Override
        public void disconnected(MqttDisconnectResponse response) {
        }

        @Override
        public void mqttErrorOccurred(MqttException exception) {
        }

        @Override
        public void deliveryComplete(IMqttToken token) {
        }

        @Override
        public void connectComplete(boolean reconnect, String uri) {
        }

        @Override
        public void authPacketArrived(int reasonCode, MqttProperties properties) {
        }
    }
}
