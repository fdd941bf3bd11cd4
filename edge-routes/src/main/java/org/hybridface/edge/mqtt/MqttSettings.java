// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.mqtt;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.hybridface.edge.print.Masked;

/**
 * @param url            {@code ssl://host:8883}, or {@code tcp://host:1883} to try things out on this machine
 * @param thing          the thing's name, which is the client id
 * @param login          for a broker that asks for user and password; AWS IoT goes by the certificate
 * @param tls            the PEM files; read at every connect, so that a renewed certificate needs no restart
 * @param keepAlive      longest silence before the broker is asked whether it is there; AWS IoT allows 30 s to 20 minutes
 * @param connectTimeout for the TCP connection and for the broker's greeting
 * @param publishTimeout for the broker's acknowledgement of one message
 * @param receiveMaximum messages the broker may send before the first is acknowledged; 5 bounds what a reconnect brings at once
 */
public record MqttSettings(URI url, String thing, Optional<MqttLogin> login, TlsFiles tls, Duration keepAlive, Duration connectTimeout, Duration publishTimeout,
        int receiveMaximum) {

    private static final int HIGHEST_PORT = 65_535;

    public MqttSettings {
        if (url.getRawAuthority() != null && url.getRawAuthority().contains("@")) {
            throw new IllegalArgumentException("mqtt.url " + Masked.of(url.toString()) + " holds a user or password, which would show wherever the address "
                    + "does: take it out and give mqtt.user, and mqtt.password or mqtt.password.file");
        }
        if (!"ssl".equals(url.getScheme()) && !"tcp".equals(url.getScheme()) || url.getHost() == null || url.getPort() < 1
                || url.getPort() > HIGHEST_PORT || !url.getRawPath().matches("/?") || url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException("mqtt.url is '" + Masked.of(url.toString()) + "': give ssl://host:8883 (or tcp://host:1883 without TLS), the port from 1 to 65535, and nothing behind it");
        }
    }

    boolean isTls() {
        return "ssl".equals(url.getScheme());
    }

    boolean isOnThisMachine() {
        return Set.of("127.0.0.1", "localhost", "[::1]").contains(url.getHost());
    }

    /** @throws TlsFileException when a PEM file cannot be used */
    MqttConnectionOptions options(MqttWill will) throws TlsFileException {
        MqttConnectionOptions options = new MqttConnectionOptions();
        // No session in the broker: what waits for this device waits in the shadow, which is asked for after each connect.
        options.setCleanStart(true);
        options.setSessionExpiryInterval(0L);
        options.setAutomaticReconnect(false);
        options.setKeepAliveInterval((int) keepAlive.toSeconds());
        options.setConnectionTimeout((int) connectTimeout.toSeconds());
        options.setReceiveMaximum(receiveMaximum);
        login.ifPresent(known -> {
            options.setUserName(known.user());
            options.setPassword(known.password().getBytes(StandardCharsets.UTF_8));
        });
        MqttMessage last = new MqttMessage(will.payload());
        last.setQos(1);
        options.setWill(will.topic(), last);
        if (isTls()) {
            options.setSocketFactory(new NoDelaySslSocketFactory(tls.socketFactory()));
            options.setHttpsHostnameVerificationEnabled(true);
        } else {
            options.setSocketFactory(new NoDelaySocketFactory());
        }
        return options;
    }
}
