// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.hybridface.edge.mqtt.TestCertificates.Pair;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Mutual TLS against a real broker. */
@Timeout(60)
class TlsConnectionTest {

    @TempDir
    static Path certificates;

    private static TestCertificates make;
    private static Pair brokers;
    private static Pair device;

    @TempDir
    Path directory;

    private final AtomicInteger connects = new AtomicInteger();
    private TestBroker broker;
    private SharedMqttClient client;
    private MqttConnection connection;

    @BeforeAll
    static void makeCertificates() throws Exception {
        make = new TestCertificates(certificates);
        brokers = make.make("broker", "RSA", "-1d", 10);
        device = make.make("thing-1", "EC", "-1d", 10);
    }

    @BeforeEach
    void start() throws Exception {
        broker = new TestBroker(directory.resolve("broker")).withTls(make.store("broker"), TestCertificates.password(), device.certificate())
                .start();
    }

    @AfterEach
    void stop() throws Exception {
        if (connection != null) {
            connection.stop();
        }
        broker.close();
    }

    @Test
    void aDeviceTheBrokerKnowsConnects() throws Exception {
        connect(brokers.certificate(), device);
        await().untilAsserted(() -> assertThat(connects.get()).as(connection.getFault()).isEqualTo(1));
        client.publish("face_recognition/new", new MqttMessage(new byte[60_000], 1, false, null));
    }

    @Test
    void aBrokerOfAnotherAuthorityIsNotTrusted() throws Exception {
        connect(make.make("somebody", "EC", "-1d", 10).certificate(), device);
        await().untilAsserted(() -> assertThat(connection.getFault()).contains("is not signed by mqtt.ca.file"));
    }

    @Test
    void aCertificateTheBrokerDoesNotKnowIsExplained() throws Exception {
        connect(brokers.certificate(), make.make("stranger", "EC", "-1d", 10));
        await().untilAsserted(() -> assertThat(connection.getFault()).contains("mqtt.certificate.file"));
    }

    @Test
    void aRenewedCertificateNeedsNoRestart() throws Exception {
        Path certificate = directory.resolve("current.crt");
        Path key = directory.resolve("current.key");
        connect(brokers.certificate(), new Pair(certificate, key));
        await().untilAsserted(() -> assertThat(connection.getFault()).contains("does not exist"));
        Files.copy(device.key(), key);
        Files.copy(device.certificate(), certificate);
        await().atMost(Duration.ofSeconds(20)).until(() -> connects.get() == 1);
    }

    private void connect(Path ca, Pair identity) throws Exception {
        TlsFiles files = new TlsFiles(Optional.of(ca), Optional.of(identity.certificate()), Optional.of(identity.key()), Clock.systemUTC());
        MqttSettings settings = new MqttSettings(broker.url(), "thing-1", Optional.empty(), files, Duration.ofSeconds(30), Duration.ofSeconds(5),
                Duration.ofSeconds(5), 5);
        client = new SharedMqttClient(settings);
        connection = new MqttConnection(client, settings, new MqttWill("will", new byte[0]), connects::incrementAndGet, Clock.systemUTC());
        connection.start();
    }
}
