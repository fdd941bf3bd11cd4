// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.broker;

import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttReasonCodes;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttTopicSubscription;
import io.netty.handler.codec.mqtt.MqttVersion;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTInterceptor;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.hybridface.local.broker.DevicePolicy.Device;
import org.hybridface.messages.LogValue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses packets that AWS IoT refuses and Artemis does not: MQTT 3.1, a client id the policy does not allow for the certificate, a will
 * or a retained message without the right to it, topics out of its rules, too many filters at once, subscription identifiers, payloads over the limit, QoS 2. A
 * refused packet ends the connection, with the reason first.
 *
 * @see <a href="https://docs.aws.amazon.com/iot/latest/developerguide/mqtt.html">MQTT in AWS IoT: differences, reason codes</a>
 * @see <a href="https://docs.aws.amazon.com/general/latest/gr/iot-core.html#limits_iot">AWS IoT Core quotas: message broker</a>
 */
final class ConnectionGuard implements MQTTInterceptor {

    /** "Client ID size", in bytes of UTF-8. */
    static final int MAX_CLIENT_ID_BYTES = 128;
    /** "Subscriptions per subscription request". */
    static final int MAX_FILTERS = 8;

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
        int version = connect.variableHeader().version();
        if (version < MqttVersion.MQTT_3_1_1.protocolLevel()) {
            LOG.warn("refused a connection: AWS IoT speaks MQTT 5 and 3.1.1, not 3.1, in which a refused subscription looks granted");
            return refuse(connection, MqttConnectReturnCode.CONNECTION_REFUSED_UNACCEPTABLE_PROTOCOL_VERSION);
        }
        boolean version5 = version >= MqttVersion.MQTT_5.protocolLevel();
        String clientId = connect.payload().clientIdentifier() == null ? "" : connect.payload().clientIdentifier();
        if (clientId.isEmpty() || clientId.getBytes(StandardCharsets.UTF_8).length > MAX_CLIENT_ID_BYTES) {
            LOG.warn("refused a connection: a client id has 1 to {} bytes", MAX_CLIENT_ID_BYTES);
            return refuse(connection, version5 ? MqttConnectReturnCode.CONNECTION_REFUSED_CLIENT_IDENTIFIER_NOT_VALID
                    : MqttConnectReturnCode.CONNECTION_REFUSED_IDENTIFIER_REJECTED);
        }
        Optional<Device> known = Connections.connected(connection, clientId);
        if (known.filter(device -> Connections.isService(device) || mayConnect(device, connect)).isPresent()) {
            return true;
        }
        LOG.warn("refused by the IoT policy: thing={} action=connect clientId={}: a device connects with its thing name as client id, "
                + "and its will needs the rights of a message", known.map(Device::thing).orElse("none"), LogValue.of(clientId));
        return refuse(connection, version5 ? MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED_5
                : MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED);
    }

    private boolean mayConnect(Device device, MqttConnectMessage connect) {
        return policy.allows(device, DeviceAction.CONNECT, device.clientId())
                && (!connect.variableHeader().isWillFlag() || mayLeave(device, connect));
    }

    private boolean mayLeave(Device device, MqttConnectMessage connect) {
        String topic = connect.payload().willTopic();
        return IotTopic.problemOfName(topic).isEmpty() && connect.variableHeader().willQos() < MqttQoS.EXACTLY_ONCE.value()
                && connect.payload().willMessageInBytes().length <= maxPayloadBytes
                && policy.allows(device, DeviceAction.PUBLISH, topic)
                && (!connect.variableHeader().isWillRetain() || policy.allows(device, DeviceAction.RETAIN_PUBLISH, topic));
    }

    private static boolean admit(MqttSubscribeMessage subscribe, RemotingConnection connection) {
        List<MqttTopicSubscription> filters = subscribe.payload().topicSubscriptions();
        if (filters.size() > MAX_FILTERS) {
            LOG.warn("refused a subscription: thing={} filters={}: AWS IoT takes at most {} in one request", thing(connection),
                    filters.size(), MAX_FILTERS);
            return disconnect(connection, MqttReasonCodes.Disconnect.QUOTA_EXCEEDED);
        }
        if (subscribe.idAndPropertiesVariableHeader().properties().getProperty(MqttPropertyType.SUBSCRIPTION_IDENTIFIER.value()) != null) {
            LOG.warn("refused a subscription: thing={}: AWS IoT has no subscription identifiers, as its CONNACK says", thing(connection));
            return disconnect(connection, MqttReasonCodes.Disconnect.SUBSCRIPTION_IDENTIFIERS_NOT_SUPPORTED);
        }
        for (MqttTopicSubscription subscription : filters) {
            Optional<String> problem = IotTopic.problemOfFilter(subscription.topicFilter());
            if (problem.isPresent()) {
                LOG.warn("refused a subscription: thing={} filter={}: {}", thing(connection), LogValue.of(subscription.topicFilter()),
                        problem.get());
                return disconnect(connection, MqttReasonCodes.Disconnect.TOPIC_FILTER_INVALID);
            }
        }
        return true;
    }

    private boolean admit(MqttPublishMessage publish, RemotingConnection connection) {
        String topic = publish.variableHeader().topicName();
        Optional<String> problem = IotTopic.problemOfName(topic);
        if (problem.isPresent()) {
            return refuse(connection, topic, problem.get(), MqttReasonCodes.Disconnect.TOPIC_NAME_INVALID);
        }
        int bytes = publish.payload().readableBytes();
        if (bytes > maxPayloadBytes) {
            return refuse(connection, topic, bytes + " bytes, AWS IoT accepts at most " + maxPayloadBytes,
                    MqttReasonCodes.Disconnect.PACKET_TOO_LARGE);
        }
        if (publish.fixedHeader().qosLevel() == MqttQoS.EXACTLY_ONCE) {
            return refuse(connection, topic, "AWS IoT has no QoS 2", MqttReasonCodes.Disconnect.QOS_NOT_SUPPORTED);
        }
        if (publish.fixedHeader().isRetain() && !mayRetain(connection, topic)) {
            return refuse(connection, topic, "a retained message needs " + DeviceAction.RETAIN_PUBLISH.action(),
                    MqttReasonCodes.Disconnect.NOT_AUTHORIZED);
        }
        return true;
    }

    private boolean mayRetain(RemotingConnection connection, String topic) {
        return Connections.device(connection).filter(device -> Connections.isService(device)
                || policy.allows(device, DeviceAction.RETAIN_PUBLISH, topic)).isPresent();
    }

    private static String thing(RemotingConnection connection) {
        return Connections.device(connection).map(Device::thing).orElse("unknown");
    }

    private static boolean refuse(RemotingConnection connection, MqttConnectReturnCode reason) {
        Connections.channel(connection).writeAndFlush(
                MqttMessageBuilders.connAck().returnCode(reason).sessionPresent(false).build());
        return false;
    }

    private static boolean refuse(RemotingConnection connection, String topic, String why, MqttReasonCodes.Disconnect reason) {
        LOG.warn("refused a message: thing={} topic={}: {}", thing(connection), LogValue.of(topic), why);
        return disconnect(connection, reason);
    }

    private static boolean disconnect(RemotingConnection connection, MqttReasonCodes.Disconnect reason) {
        // MQTT 3 has no such packet from server to client.
        if (connection.getProtocolName().endsWith("5")) {
            Connections.channel(connection).writeAndFlush(MqttMessageBuilders.disconnect().reasonCode(reason.byteValue()).build());
        }
        return false;
    }
}
