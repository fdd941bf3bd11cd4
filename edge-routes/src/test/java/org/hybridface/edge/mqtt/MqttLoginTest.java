// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A broker that asks for user and password, and addresses that hold them. */
@Timeout(60)
class MqttLoginTest {

    private static final MqttWill WILL = new MqttWill("will", new byte[0]);

    @TempDir
    Path directory;

    @Test
    void userAndPasswordAreUsedToLogIn() throws Exception {
        try (TestBroker broker = new TestBroker(directory).withLogin("door", "open sesame").start()) {
            try (Link link = new Link(settings(broker.url(), Optional.of(new MqttLogin("door", "open sesame"))))) {
                await().atMost(Duration.ofSeconds(20)).until(link.connection::isConnected);
            }
            for (Optional<MqttLogin> wrong : java.util.List.of(Optional.<MqttLogin>empty(), Optional.of(new MqttLogin("door", "guess")))) {
                try (Link link = new Link(settings(broker.url(), wrong))) {
                    await().atMost(Duration.ofSeconds(20)).until(() -> link.connection.getFault().contains("mqtt.password"));
                    assertThat(link.connection.getFault()).doesNotContain("guess");
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ssl://door:pw-in-url@broker:8883", "tcp://door@broker:1883", "tcp://:pw-in-url@broker:1883", "tcp://door:pw-in-url@@broker:1883",
        "tcp://door%3Apw-in-url@broker:1883"})
    void anAddressWithAUserIsRefusedWithoutShowingIt(String url) {
        assertThatThrownBy(() -> settings(URI.create(url), Optional.empty())).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mqtt.user").hasMessageContaining("mqtt.password.file").hasMessageNotContaining("pw-in-url");
    }

    @Test
    void printedItHidesThePassword() {
        assertThat(settings(URI.create("tcp://broker:1883"), Optional.of(new MqttLogin("door", "open sesame"))).toString()).doesNotContain("sesame");
    }

    private static MqttSettings settings(URI url, Optional<MqttLogin> login) {
        return new MqttSettings(url, "thing-1", login, new TlsFiles(Optional.empty(), Optional.empty(), Optional.empty(), Clock.systemUTC()),
                Duration.ofSeconds(30), Duration.ofSeconds(5), Duration.ofSeconds(5), 5);
    }

    private static final class Link implements AutoCloseable {

        final MqttConnection connection;

        Link(MqttSettings settings) throws Exception {
            connection = new MqttConnection(new SharedMqttClient(settings), settings, WILL, () -> { }, Clock.systemUTC());
            connection.start();
        }

        @Override
        public void close() {
            connection.stop();
        }
    }
}
