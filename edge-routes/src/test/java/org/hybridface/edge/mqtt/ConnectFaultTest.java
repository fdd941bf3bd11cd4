// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConnectFaultTest {

    private static final URI URL = URI.create("ssl://broker:8883");

    static Stream<Arguments> faults() {
        return Stream.of(
                arguments(new MqttException(new ConnectException("refused")), "no broker listens at broker:8883 (mqtt.url)"),
                arguments(new MqttException(new UnknownHostException("broker")), "has no address"),
                arguments(new MqttException(new SocketTimeoutException("slow")), "nothing answers at broker:8883"),
                arguments(new MqttException(new SSLHandshakeException("PKIX path building failed")), "not signed by mqtt.ca.file"),
                arguments(new MqttException(new SSLHandshakeException("No subject alternative names present")), "for another host"),
                arguments(new MqttException(new SSLHandshakeException("Received fatal alert: bad_certificate")),
                        "refuses mqtt.certificate.file"),
                arguments(new MqttException(135), "does not let this device in"),
                arguments(new MqttException(133), "does not take edge.thing"),
                arguments(new MqttException(MqttClientException.REASON_CODE_CLIENT_TIMEOUT), "does not answer"),
                arguments(new MqttException(135, new RefusedByBrokerException("the broker refused the subscription to x")),
                        "the broker refused the subscription to x"),
                arguments(new TlsFileException("mqtt.key.file=x does not exist"), "mqtt.key.file=x does not exist"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void everyFaultSaysWhatWhereAndWhatToDo(Exception fault, String says) {
        assertThat(ConnectFault.of(fault, URL)).contains(says).as("the health page would show slashes twice escaped").doesNotContain("\n", "//");
    }
}
