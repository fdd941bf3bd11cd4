// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.broker;

import java.util.List;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTUtil;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.hybridface.local.broker.DevicePolicy.Device;

/**
 * Writes the publisher's client id, as the authenticated connection has it, into every message as the MQTT user property
 * {@value Broker#CLIENT_ID_PROPERTY}, over whatever the publisher wrote there: the rule's {@code clientid()} reads it.
 */
final class ClientIdStamp implements ActiveMQServerPlugin {

    @Override
    public void beforeSend(ServerSession session, Transaction tx, Message message, boolean direct, boolean noAutoCreateQueue) {
        String clientId = Connections.device(session.getRemotingConnection()).map(Device::clientId).orElse("");
        List<SimpleString> forged = message.getPropertyNames().stream().filter(ClientIdStamp::isClientId).toList();
        forged.forEach(name -> message.putStringProperty(name, SimpleString.of(clientId)));
        if (forged.isEmpty()) {
            boolean others = message.containsProperty(MQTTUtil.MQTT_USER_PROPERTY_EXISTS_KEY);
            int next = others ? message.getIntProperty(MQTTUtil.MQTT_USER_PROPERTY_EXISTS_KEY) : 0;
            message.putIntProperty(MQTTUtil.MQTT_USER_PROPERTY_EXISTS_KEY, next + 1);
            message.putStringProperty(MQTTUtil.MQTT_USER_PROPERTY_KEY_PREFIX + next + "." + Broker.CLIENT_ID_PROPERTY, clientId);
        }
    }

    private static boolean isClientId(SimpleString property) {
        return property.startsWith(MQTTUtil.MQTT_USER_PROPERTY_KEY_PREFIX_SIMPLE)
                && property.toString().endsWith("." + Broker.CLIENT_ID_PROPERTY);
    }
}
