// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.broker;

import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.IntegerProperty;
import io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttSubAckMessage;
import io.netty.handler.codec.mqtt.MqttSubAckPayload;
import java.util.List;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTInterceptor;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;

/** AWS IoT has no QoS 2 and no subscription identifiers: says so in the CONNACK of MQTT 5, and grants a subscription that asks for it QoS 1. */
final class QosLimit implements MQTTInterceptor {

    private static final int MOST = MqttQoS.AT_LEAST_ONCE.value();

    @Override
    public boolean intercept(MqttMessage packet, RemotingConnection connection) {
        if (packet instanceof MqttConnAckMessage accepted && connection.getProtocolName().endsWith("5")) {
            MqttProperties properties = accepted.variableHeader().properties();
            // Shared by all connections when it is the constant.
            if (properties != MqttProperties.NO_PROPERTIES) {
                properties.add(new IntegerProperty(MqttPropertyType.MAXIMUM_QOS.value(), MOST));
                properties.add(new IntegerProperty(MqttPropertyType.SUBSCRIPTION_IDENTIFIER_AVAILABLE.value(), 0));
            }
        }
        if (packet instanceof MqttSubAckMessage granted && granted.payload().reasonCodes().contains(MqttQoS.EXACTLY_ONCE.value())) {
            // Artemis grants what was asked for; messages of QoS 2 do not exist here, so only the answer is wrong.
            List<Integer> codes = granted.payload().reasonCodes().stream()
                    .map(code -> code == MqttQoS.EXACTLY_ONCE.value() ? MOST : code).toList();
            Connections.channel(connection).writeAndFlush(new MqttSubAckMessage(granted.fixedHeader(),
                    granted.idAndPropertiesVariableHeader(), new MqttSubAckPayload(codes)));
            return false;
        }
        return true;
    }
}
