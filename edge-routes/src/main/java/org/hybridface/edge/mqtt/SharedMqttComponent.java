// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.mqtt;

import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.component.paho.mqtt5.PahoMqtt5Component;
import org.apache.camel.component.paho.mqtt5.PahoMqtt5Configuration;
import org.apache.camel.component.paho.mqtt5.PahoMqtt5Consumer;
import org.apache.camel.component.paho.mqtt5.PahoMqtt5Endpoint;
import org.apache.camel.component.paho.mqtt5.PahoMqtt5Producer;
import org.apache.camel.spi.annotations.Component;

/**
 * Camel's paho-mqtt5 component, whose consumers and producers forget a shared client when they are stopped and open a connection
 * of their own when they are started again, and whose stopped consumer is still handed messages it can only refuse (seen in 4.17.0):
 * here a restarted route goes on with the shared client, and a stopped one is left alone. Bound as {@code paho-mqtt5}, so route files
 * do not know.
 */
@Component("paho-mqtt5")
public final class SharedMqttComponent extends PahoMqtt5Component {

    @Override
    protected Endpoint createEndpoint(String uri, String topic, Map<String, Object> parameters) throws Exception {
        Map<String, Object> options = new HashMap<>(parameters);
        PahoMqtt5Endpoint plain = (PahoMqtt5Endpoint) super.createEndpoint(uri, topic, parameters);
        SharedEndpoint endpoint = new SharedEndpoint(uri, plain.getTopic(), this, plain.getConfiguration());
        endpoint.setClient(plain.getClient());
        setProperties(endpoint, options);
        return endpoint;
    }

    private static final class SharedEndpoint extends PahoMqtt5Endpoint {

        SharedEndpoint(String uri, String topic, PahoMqtt5Component component, PahoMqtt5Configuration configuration) {
            super(uri, topic, component, configuration);
        }

        @Override
        public Consumer createConsumer(Processor processor) throws Exception {
            PahoMqtt5Consumer consumer = new PahoMqtt5Consumer(this, processor) {
                @Override
                protected void doStart() throws Exception {
                    SharedMqttClient client = (SharedMqttClient) SharedEndpoint.this.getClient();
                    setClient(client);
                    client.start(this::startPlain);
                }

                private void startPlain() throws Exception {
                    super.doStart();
                }

                @Override
                protected void doStop() throws Exception {
                    ((SharedMqttClient) SharedEndpoint.this.getClient()).stopped(getTopic());
                    super.doStop();
                }
            };
            configureConsumer(consumer);
            return consumer;
        }

        @Override
        public Producer createProducer() {
            return new PahoMqtt5Producer(this) {
                @Override
                protected void doStart() throws Exception {
                    setClient(SharedEndpoint.this.getClient());
                    super.doStart();
                }
            };
        }
    }
}
