// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.broker;

import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import java.util.Optional;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTInterceptor;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.hybridface.local.broker.DevicePolicy.Device;
import org.hybridface.messages.LogValue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps back messages that the policy does not let a device receive, whatever it subscribed to. */
final class ReceiveGuard implements MQTTInterceptor {

    private static final Logger LOG = LoggerFactory.getLogger(ReceiveGuard.class);

    private final DevicePolicy policy;

    ReceiveGuard(DevicePolicy policy) {
        this.policy = policy;
    }

    @Override
    public boolean intercept(MqttMessage packet, RemotingConnection connection) {
        if (!(packet instanceof MqttPublishMessage publish)) {
            return true;
        }
        String topic = publish.variableHeader().topicName();
        Optional<Device> device = Connections.device(connection);
        boolean allowed = device.filter(known -> Connections.isService(known)
                || policy.allows(known, DeviceAction.RECEIVE, topic)).isPresent();
        if (!allowed) {
            LOG.warn("refused by the IoT policy: thing={} action=receive topic={}", device.map(Device::thing).orElse("unknown"), LogValue.of(topic));
        }
        return allowed;
    }
}
