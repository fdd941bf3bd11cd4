// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.mqtt;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.packet.MqttReturnCode;

/** Turns what the client library throws into one sentence: what, where, what to do. Pure. */
final class ConnectFault {

    private ConnectFault() {
    }

    static String of(Throwable problem, URI url) {
        if (problem instanceof TlsFileException) {
            return problem.getMessage();
        }
        String broker = url.getAuthority();
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException) {
                return "the host of mqtt.url, " + url.getHost() + ", has no address: check the name and the network";
            }
            if (cause instanceof SocketTimeoutException) {
                return "nothing answers at " + broker + " (mqtt.url): check the address and the network";
            }
            if (cause instanceof ConnectException) {
                return "no broker listens at " + broker + " (mqtt.url): start it or correct the address";
            }
            if (cause instanceof SSLException) {
                return tls((SSLException) cause, broker);
            }
            if (cause instanceof RefusedByBrokerException) {
                return cause.getMessage();
            }
        }
        return problem instanceof MqttException mqtt ? mqtt(mqtt, broker) : "the broker at " + broker + ": " + problem;
    }

    private static String tls(SSLException problem, String broker) {
        String text = String.valueOf(problem.getMessage());
        if (text.contains("PKIX") || text.contains("unable to find valid certification path")) {
            return "the broker at " + broker + " is not signed by mqtt.ca.file: give the certificate authority of that broker";
        }
        if (text.contains("No subject alternative") || text.contains("No name matching")) {
            return "the broker's certificate at " + broker + " is for another host: use the host name it was made for in mqtt.url";
        }
        if (text.contains("fatal alert") || text.contains("certificate")) {
            return "the broker at " + broker + " refuses mqtt.certificate.file (" + text + "): give a certificate it knows and has active";
        }
        return "TLS with the broker at " + broker + " failed: " + text;
    }

    private static String mqtt(MqttException problem, String broker) {
        return switch (problem.getReasonCode()) {
            case MqttReturnCode.RETURN_CODE_NOT_AUTHORIZED, MqttReturnCode.RETURN_CODE_BAD_USERNAME_OR_PASSWORD ->
                "the broker at " + broker + " does not let this device in: its certificate must be active and its policy allow "
                        + "the client id edge.thing; a broker with passwords needs the right mqtt.user and mqtt.password";
            case MqttReturnCode.RETURN_CODE_IDENTIFIER_NOT_VALID ->
                "the broker at " + broker + " does not take edge.thing as client id";
            case MqttClientException.REASON_CODE_CLIENT_TIMEOUT -> "the broker at " + broker + " does not answer: is it the MQTT port?";
            default -> "the broker at " + broker + ": " + problem.getMessage() + " (reason " + problem.getReasonCode() + ")";
        };
    }

    static String of(MqttDisconnectResponse response) {
        if (response.getReturnCode() == MqttReturnCode.RETURN_CODE_SESSION_TAKEN_OVER) {
            return "another client connected with the same edge.thing: give each device its own";
        }
        if (response.getException() != null) {
            Throwable cause = response.getException().getCause();
            return "the connection broke (" + (cause == null ? response.getException().getMessage() : cause.toString()) + ")";
        }
        return "the broker closed the connection (reason 0x" + Integer.toHexString(response.getReturnCode())
                + (response.getReasonString() == null ? "" : ", " + response.getReasonString()) + ")";
    }
}
