package org.hybridface.local.broker;

import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttReasonCodes;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttTopicSubscription;
import java.util.Optional;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTInterceptor;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.hybridface.local.broker.DevicePolicy.Device;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses packets that AWS IoT refuses and Artemis does not: a client id the policy does not allow for the certificate, a last will to
 * a forbidden topic, payloads over the limit, QoS 2. A refused packet ends the connection, with the reason first.
 *
 * @see <a href="https://docs.aws.amazon.com/iot/latest/developerguide/mqtt.html">MQTT in AWS IoT: differences, reason codes</a>
 */
final class ConnectionGuard implements MQTTInterceptor {

    /** In an Artemis address this names a queue, so that a client could listen at another's queue behind an allowed topic. */
    static final String QUEUE_SEPARATOR = "::";

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionGuard.class);

    private final DevicePolicy policy;
    private final int maxPayloadBytes;

    ConnectionGuard(DevicePolicy policy, int maxPayloadBytes) {
        this.policy = policy;
        this.maxPayloadBytes = maxPayloadBytes;
    }

    @Override
    public boolean intercept(MqttMessage packet, RemotingConnection connection) {
        // A packet the decoder could not read has no header; Artemis refuses it itself.
        if (packet instanceof MqttConnectMessage connect && packet.decoderResult().isSuccess()) {
            return admit(connect, connection);
        }
        if (packet instanceof MqttPublishMessage publish && packet.decoderResult().isSuccess()) {
            return admit(publish, connection);
        }
        if (packet instanceof MqttSubscribeMessage subscribe && packet.decoderResult().isSuccess()) {
            return admit(subscribe, connection);
        }
        return true;
    }

    private boolean admit(MqttConnectMessage connect, RemotingConnection connection) {
        String clientId = connect.payload().clientIdentifier();
        Optional<Device> known = Connections.connected(connection, clientId == null ? "" : clientId);
        if (known.filter(device -> Connections.isService(device) || mayConnect(device, connect)).isPresent()) {
            return true;
        }
        LOG.warn("refused by the IoT policy: thing={} action=connect clientId={}: a device connects with its thing name as client id",
                known.map(Device::thing).orElse("none"), clientId);
        boolean version5 = connect.variableHeader().version() >= 5;
        Connections.channel(connection).writeAndFlush(MqttMessageBuilders.connAck()
                .returnCode(version5 ? MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED_5
                        : MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED)
                .sessionPresent(false).build());
        return false;
    }

    private boolean mayConnect(Device device, MqttConnectMessage connect) {
        return policy.allows(device, DeviceAction.CONNECT, device.clientId()) && (!connect.variableHeader().isWillFlag()
                || policy.allows(device, DeviceAction.PUBLISH, connect.payload().willTopic()));
    }

    private static boolean admit(MqttSubscribeMessage subscribe, RemotingConnection connection) {
        for (MqttTopicSubscription subscription : subscribe.payload().topicSubscriptions()) {
            if (subscription.topicFilter().contains(QUEUE_SEPARATOR)) {
                LOG.warn("refused a subscription: thing={} filter={}: the local broker does not allow '::' in topics", thing(connection),
                        subscription.topicFilter());
                return disconnect(connection, MqttReasonCodes.Disconnect.TOPIC_FILTER_INVALID);
            }
        }
        return true;
    }

    private boolean admit(MqttPublishMessage publish, RemotingConnection connection) {
        String thing = thing(connection);
        if (publish.variableHeader().topicName().contains(QUEUE_SEPARATOR)) {
            LOG.warn("refused a message: thing={} topic={}: the local broker does not allow '::' in topics", thing,
                    publish.variableHeader().topicName());
            return disconnect(connection, MqttReasonCodes.Disconnect.TOPIC_NAME_INVALID);
        }
        int bytes = publish.payload().readableBytes();
        if (bytes > maxPayloadBytes) {
            LOG.warn("refused a message: thing={} topic={} bytes={}: AWS IoT accepts at most {}", thing,
                    publish.variableHeader().topicName(), bytes, maxPayloadBytes);
            return disconnect(connection, MqttReasonCodes.Disconnect.PACKET_TOO_LARGE);
        }
        if (publish.fixedHeader().qosLevel() == MqttQoS.EXACTLY_ONCE) {
            LOG.warn("refused a message: thing={} topic={}: AWS IoT has no QoS 2", thing, publish.variableHeader().topicName());
            return disconnect(connection, MqttReasonCodes.Disconnect.QOS_NOT_SUPPORTED);
        }
        return true;
    }

    private static String thing(RemotingConnection connection) {
        return Connections.device(connection).map(Device::thing).orElse("unknown");
    }

    private static boolean disconnect(RemotingConnection connection, MqttReasonCodes.Disconnect reason) {
        // MQTT 3 has no such packet from server to client.
        if (connection.getProtocolName().endsWith("5")) {
            Connections.channel(connection).writeAndFlush(MqttMessageBuilders.disconnect().reasonCode(reason.byteValue()).build());
        }
        return false;
    }
}
