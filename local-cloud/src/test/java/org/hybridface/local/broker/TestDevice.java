// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.broker;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;
import org.hybridface.local.identity.DeviceIdentity;
import org.hybridface.local.identity.Identity;

/** An MQTT 5 client as a device has one, which keeps what it receives. */
public final class TestDevice implements AutoCloseable, MqttCallback {

    /** A received message. */
    public record Received(String topic, String payload, String clientId) {
    }

    private static final long TIMEOUT_MILLIS = 5_000;

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final MqttAsyncClient client;
    private volatile int disconnectReason = -1;

    private TestDevice(MqttAsyncClient client) {
        this.client = client;
    }

    public static TestDevice connect(String url, DeviceIdentity identity) throws Exception {
        return connect(url, identity, identity.thing());
    }

    public static TestDevice connect(String url, DeviceIdentity identity, String clientId) throws Exception {
        return connect(url, identity, clientId, options -> { });
    }

    static TestDevice connect(String url, DeviceIdentity identity, String clientId, Consumer<MqttConnectionOptions> more)
            throws Exception {
        MqttAsyncClient client = new MqttAsyncClient(url, clientId, new MemoryPersistence());
        TestDevice device = new TestDevice(client);
        client.setCallback(device);
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setSocketFactory(Identity.of(identity).socketFactory());
        options.setAutomaticReconnect(false);
        options.setConnectionTimeout(5);
        more.accept(options);
        try {
            client.connect(options).waitForCompletion(TIMEOUT_MILLIS);
        } catch (MqttException e) {
            client.close(true);
            throw e;
        }
        return device;
    }

    /** @return the reason code of the PUBACK */
    public int publish(String topic, String payload) throws MqttException {
        return publish(topic, payload.getBytes(StandardCharsets.UTF_8));
    }

    /** @return the reason code of the PUBACK */
    public int publish(String topic, byte[] payload) throws MqttException {
        return publish(topic, new MqttMessage(payload));
    }

    /** @return the reason code of the PUBACK */
    public int publish(String topic, String payload, UserProperty property) throws MqttException {
        MqttMessage message = new MqttMessage(payload.getBytes(StandardCharsets.UTF_8));
        MqttProperties properties = new MqttProperties();
        properties.setUserProperties(List.of(property));
        message.setProperties(properties);
        return publish(topic, message);
    }

    /** @return the reason code of the PUBACK */
    int publishRetained(String topic, String payload) throws MqttException {
        return publishRetained(topic, payload, Duration.ofHours(1));
    }

    /** @return the reason code of the PUBACK */
    int publishRetained(String topic, String payload, Duration expiry) throws MqttException {
        MqttMessage message = new MqttMessage(payload.getBytes(StandardCharsets.UTF_8));
        MqttProperties properties = new MqttProperties();
        properties.setMessageExpiryInterval(expiry.toSeconds());
        message.setProperties(properties);
        message.setRetained(true);
        return publish(topic, message);
    }

    private int publish(String topic, MqttMessage message) throws MqttException {
        message.setQos(1);
        IMqttToken token = client.publish(topic, message);
        token.waitForCompletion(TIMEOUT_MILLIS);
        int[] codes = token.getReasonCodes();
        return codes == null || codes.length == 0 ? 0 : codes[0];
    }

    /** @return the reason codes of the SUBACK */
    public int[] subscribe(String... filters) throws MqttException {
        return subscribe(1, filters);
    }

    /** @return the reason codes of the SUBACK */
    int[] subscribe(int qos, String... filters) throws MqttException {
        MqttSubscription[] subscriptions = new MqttSubscription[filters.length];
        for (int i = 0; i < filters.length; i++) {
            subscriptions[i] = new MqttSubscription(filters[i], qos);
        }
        IMqttToken token = client.subscribe(subscriptions);
        try {
            token.waitForCompletion(TIMEOUT_MILLIS);
        } catch (MqttException e) {
            if (token.getReasonCodes() == null) {
                throw e;
            }
            // Refused filters are in the reason codes.
        }
        return token.getReasonCodes();
    }

    public boolean isConnected() {
        return client.isConnected();
    }

    /** The reason code of the broker's DISCONNECT, or -1. */
    public int disconnectReason() {
        return disconnectReason;
    }

    public List<Received> received() {
        return List.copyOf(received);
    }

    /** Payloads received on one topic, in order. */
    public List<String> received(String topic) {
        return received.stream().filter(message -> message.topic().equals(topic)).map(Received::payload).toList();
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        String clientId = message.getProperties().getUserProperties().stream()
                .filter(property -> property.getKey().equals(Broker.CLIENT_ID_PROPERTY))
                .map(UserProperty::getValue).reduce((a, b) -> a + "," + b).orElse("");
        received.add(new Received(topic, new String(message.getPayload(), StandardCharsets.UTF_8), clientId));
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
        disconnectReason = response.getReturnCode();
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {
        // Seen by the call that failed.
    }

    @Override
    public void deliveryComplete(IMqttToken token) {
        // Publishing waits for it.
    }

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {
        // Connecting waits for it.
    }

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {
        // Not used by AWS IoT.
    }

    @Override
    public void close() throws MqttException {
        if (client.isConnected()) {
            client.disconnectForcibly(0, 500, false);
        }
        client.close(true);
    }
}
