// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A broker that greets and then falls silent, as one whose machine hangs. */
@Timeout(30)
class FrozenBrokerTest {

    /** MQTT 5 CONNACK: session not present, success, no properties. */
    private static final byte[] CONNACK = {0x20, 0x03, 0x00, 0x00, 0x00};

    @Test
    void aPublisherWaitsOnlyForItsTimeOutAndTheConnectionIsMadeAnew() throws Exception {
        AtomicInteger connects = new AtomicInteger();
        try (ServerSocket frozen = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread greeter = new Thread(() -> greet(frozen));
            greeter.setDaemon(true);
            greeter.start();
            TlsFiles none = new TlsFiles(Optional.empty(), Optional.empty(), Optional.empty(), Clock.systemUTC());
            MqttSettings settings = new MqttSettings(URI.create("tcp://127.0.0.1:" + frozen.getLocalPort()), "thing-1", Optional.empty(), none,
                    Duration.ofSeconds(60), Duration.ofSeconds(2), Duration.ofSeconds(1), 5);
            SharedMqttClient client = new SharedMqttClient(settings);
            MqttConnection connection = new MqttConnection(client, settings, new MqttWill("will", new byte[0]), connects::incrementAndGet, Clock.systemUTC());
            connection.start();
            await().until(() -> connects.get() == 1);
            long start = System.nanoTime();
            assertThatThrownBy(() -> client.publish("face_recognition/new", new MqttMessage(new byte[10], 1, false, null)))
                    .isInstanceOf(MqttException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(900), Duration.ofSeconds(5));
            await().until(() -> connects.get() >= 2);
            connection.stop();
        }
    }

    private static void greet(ServerSocket frozen) {
        try {
            while (true) {
                Socket connection = frozen.accept();
                assertThat(connection.getInputStream().read()).isEqualTo(0x10);
                connection.getOutputStream().write(CONNACK);
            }
        } catch (IOException e) {
            // The test closed the socket.
            return;
        }
    }
}
