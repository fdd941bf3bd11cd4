// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.mqtt;

import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Not ready while the broker cannot be reached; says why. The device goes on recognising the faces it knows. */
public final class MqttHealthCheck extends AbstractHealthCheck {

    private final MqttConnection connection;

    public MqttHealthCheck(MqttConnection connection) {
        super("edge", "mqtt");
        this.connection = connection;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        builder.detail("url", connection.getUrl());
        if (connection.isConnected()) {
            builder.up();
        } else {
            builder.message(connection.getFault()).down();
        }
    }
}
