// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.broker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.eclipse.paho.mqttv5.client.IMqttMessageListener;
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
import org.hybridface.local.identity.Identity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An MQTT client of the local cloud itself, which no device policy binds. Handlers are called one at a time and may publish. A lost
 * connection (a laptop that slept) comes back by itself, with its subscriptions.
 */
public final class ServiceClient implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ServiceClient.class);

    /** A broker that was just started on a busy machine takes its time; one that refuses says so at once. */
    private static final long CONNECT_MILLIS = 60_000;
    private static final int QOS = 1;

    private final MqttAsyncClient client;
    private final Map<String, Consumer<Message>> handlers = new ConcurrentHashMap<>();

    private ServiceClient(MqttAsyncClient client) {
        this.client = client;
    }

    /**
     * A message as the broker delivered it.
     *
     * @param publisher the client id of the connection it was published in
     */
    public record Message(String topic, byte[] payload, String publisher) {

        /** The payload as UTF-8. */
        public String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }
    }

    /** @param identity one of {@link org.hybridface.local.identity.CertificateAuthority#service} */
    public static ServiceClient connect(String url, Identity identity, String clientId) throws IOException {
        try {
            MqttAsyncClient client = new MqttAsyncClient(url, clientId, new MemoryPersistence());
            ServiceClient service = new ServiceClient(client);
            client.setCallback(service.new Reconnected());
            MqttConnectionOptions options = new MqttConnectionOptions();
            options.setSocketFactory(identity.socketFactory());
            options.setAutomaticReconnect(true);
            client.connect(options).waitForCompletion(CONNECT_MILLIS);
            return service;
        } catch (MqttException e) {
            throw new IOException("the local cloud's own client '" + clientId + "' cannot reach the broker at " + url, e);
        }
    }

    /** Listens from when it returns. One handler a filter. */
    public void subscribe(String filter, Consumer<Message> handler) throws IOException {
        handlers.put(filter, handler);
        try {
            subscribe(filter).waitForCompletion(CONNECT_MILLIS);
        } catch (MqttException e) {
            throw new IOException("the local cloud cannot subscribe to " + filter, e);
        }
    }

    private IMqttToken subscribe(String filter) throws MqttException {
        IMqttMessageListener listener = (topic, message) -> handlers.get(filter).accept(
                new Message(topic, message.getPayload(), publisher(message)));
        // The other overloads of paho 1.2.5 lose the listener or ask for subscription identifiers.
        return client.subscribe(new MqttSubscription[] {new MqttSubscription(filter, QOS)}, null, null,
                new IMqttMessageListener[] {listener}, new MqttProperties());
    }

    /** Hands the message over and returns at once; may be called in a handler. */
    public void publish(String topic, byte[] payload) {
        publish(topic, payload, false);
    }

    /** As {@link #publish(String, byte[])}; what is retained the broker keeps, and an empty message takes it away. */
    public void publish(String topic, byte[] payload, boolean retained) {
        try {
            client.publish(topic, payload, QOS, retained);
        } catch (MqttException e) {
            throw new IllegalStateException("the local cloud cannot publish to " + topic, e);
        }
    }

    private static String publisher(MqttMessage message) {
        return message.getProperties().getUserProperties().stream()
                .filter(property -> property.getKey().equals(Broker.CLIENT_ID_PROPERTY))
                .map(UserProperty::getValue).findFirst().orElse("");
    }

    @Override
    public void close() {
        try {
            client.disconnectForcibly(0, 500, false);
            client.close(true);
        } catch (MqttException e) {
            // The broker may have gone first.
        }
    }

    /** The broker forgets subscriptions with the connection. */
    private final class Reconnected implements MqttCallback {

        @Override
        public void connectComplete(boolean reconnect, String serverUri) {
            if (!reconnect) {
                return;
            }
            for (String filter : handlers.keySet()) {
                try {
                    subscribe(filter);
                } catch (MqttException e) {
                    LOG.error("the local cloud's own client '{}' lost its subscription to {}: {}", client.getClientId(), filter,
                            e.toString());
                }
            }
        }

        @Override
        public void disconnected(MqttDisconnectResponse response) {
            LOG.warn("the local cloud's own client '{}' lost the broker and connects again", client.getClientId());
        }

        @Override
        public void mqttErrorOccurred(MqttException exception) {
            LOG.warn("the local cloud's own client '{}': {}", client.getClientId(), exception.toString());
        }

        @Override
        public void messageArrived(String topic, MqttMessage message) {
            // Each subscription has its own listener.
        }

        @Override
        public void deliveryComplete(IMqttToken token) {
            // Nobody waits for it.
        }

        @Override
        public void authPacketArrived(int reasonCode, MqttProperties properties) {
            // Certificates say who we are.
        }
    }
}
