// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.mqtt;

import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.PollingConsumerPollStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets a polling route run only while the device is connected: without a broker the outbox rests instead of failing each second. */
public final class WhileConnected implements PollingConsumerPollStrategy {

    private static final Logger LOG = LoggerFactory.getLogger(WhileConnected.class);

    private final MqttConnection connection;

    public WhileConnected(MqttConnection connection) {
        this.connection = connection;
    }

    @Override
    public boolean begin(Consumer consumer, Endpoint endpoint) {
        return connection.isConnected();
    }

    @Override
    public void commit(Consumer consumer, Endpoint endpoint, int polledMessages) {
        LOG.trace("{} polled", polledMessages);
    }

    @Override
    public boolean rollback(Consumer consumer, Endpoint endpoint, int retryCounter, Exception cause) {
        LOG.warn("{} cannot be read ({}): give this user the rights there; trying again", endpoint, cause.toString());
        return false;
    }
}
