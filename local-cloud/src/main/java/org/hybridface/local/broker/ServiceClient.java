package org.hybridface.local.broker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.eclipse.paho.mqttv5.client.IMqttMessageListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;
import org.hybridface.local.identity.Identity;

/** An MQTT client of the local cloud itself, which no device policy binds. Handlers are called one at a time and may publish. */
public final class ServiceClient implements AutoCloseable {

    private static final long CONNECT_MILLIS = 10_000;
    private static final int QOS = 1;

    private final MqttAsyncClient client;

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
            MqttConnectionOptions options = new MqttConnectionOptions();
            options.setSocketFactory(identity.socketFactory());
            options.setAutomaticReconnect(false);
            client.connect(options).waitForCompletion(CONNECT_MILLIS);
            return new ServiceClient(client);
        } catch (MqttException e) {
            throw new IOException("the local cloud's own client '" + clientId + "' cannot reach the broker at " + url, e);
        }
    }

    public void subscribe(String filter, Consumer<Message> handler) throws IOException {
        IMqttMessageListener listener = (topic, message) -> handler.accept(
                new Message(topic, message.getPayload(), publisher(message)));
        try {
            // This overload drops the listener in paho 1.2.5 unless the properties carry a subscription identifier list.
            client.subscribe(new MqttSubscription[] {new MqttSubscription(filter, QOS)}, null, null,
                    new IMqttMessageListener[] {listener}, new MqttProperties()).waitForCompletion(CONNECT_MILLIS);
        } catch (MqttException e) {
            throw new IOException("the local cloud cannot subscribe to " + filter, e);
        }
    }

    /** Hands the message over and returns at once; may be called in a handler. */
    public void publish(String topic, byte[] payload) {
        try {
            client.publish(topic, payload, QOS, false);
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
}
