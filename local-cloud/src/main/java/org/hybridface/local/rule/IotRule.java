// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.rule;

import java.time.Clock;
import org.apache.camel.Exchange;
import org.apache.camel.component.paho.mqtt5.PahoMqtt5Constants;
import org.apache.camel.component.paho.mqtt5.PahoMqtt5Message;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;
import org.hybridface.local.broker.Broker;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;

/** One rule as a bean of the route: from an MQTT message to the call of its Lambda action. */
public final class IotRule {

    private final String name;
    private final RuleSql sql;
    private final String function;
    private final Clock clock;

    /** @param function ARN with its alias */
    public IotRule(String name, RuleSql sql, String function, Clock clock) {
        this.name = name;
        this.sql = sql;
        this.function = function;
        this.clock = clock;
    }

    public RuleSql sql() {
        return sql;
    }

    /**
     * Whether the rule takes the message.
     *
     * @throws RuleFailedException when the SQL cannot be evaluated for the message
     */
    public boolean selects(Exchange exchange) throws RuleFailedException {
        return sql.selects(exchange.getMessage().getBody(byte[].class), origin(exchange));
    }

    /** @throws RuleFailedException when the SQL cannot be evaluated for the message */
    public InvokeRequest event(Exchange exchange) throws RuleFailedException {
        byte[] payload = exchange.getMessage().getBody(byte[].class);
        RuleSql.Origin origin = origin(exchange);
        exchange.setProperty(RuleErrors.MESSAGE, new RuleErrors.Message(name, origin.clientId(), origin.topic(), payload));
        return InvokeRequest.builder().functionName(function).invocationType(InvocationType.EVENT)
                .payload(SdkBytes.fromByteArray(sql.evaluate(payload, origin))).build();
    }

    private RuleSql.Origin origin(Exchange exchange) {
        return new RuleSql.Origin(clientId(exchange), exchange.getMessage().getHeader(PahoMqtt5Constants.MQTT_TOPIC, String.class), clock.millis());
    }

    /** As the broker stamped it from the authenticated connection. */
    private static String clientId(Exchange exchange) {
        return exchange.getMessage(PahoMqtt5Message.class).getMqttMessage().getProperties().getUserProperties().stream()
                .filter(property -> property.getKey().equals(Broker.CLIENT_ID_PROPERTY))
                .map(UserProperty::getValue).findFirst()
                .orElseThrow(() -> new IllegalStateException("the broker did not say who sent the message"));
    }
}
