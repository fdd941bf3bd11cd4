// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.observe;

import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;
import org.hybridface.edge.mqtt.MqttConnection;

/** The connection to the broker in JMX. */
@ManagedResource(description = "The device's MQTT connection")
public final class ManagedConnection {

    private final MqttConnection connection;

    ManagedConnection(MqttConnection connection) {
        this.connection = connection;
    }

    @ManagedAttribute(description = "Is the device connected?")
    public boolean isConnected() {
        return connection.isConnected();
    }

    @ManagedAttribute(description = "Since when, ISO 8601; empty when it is not connected")
    public String getConnectedSince() {
        return connection.connectedSince().map(Object::toString).orElse("");
    }

    @ManagedAttribute(description = "Why it is not connected, and what to do; empty when it is")
    public String getFault() {
        return connection.getFault();
    }

    @ManagedAttribute(description = "Where it connects to")
    public String getUrl() {
        return connection.getUrl();
    }
}
