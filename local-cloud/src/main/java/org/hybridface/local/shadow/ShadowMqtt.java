// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.shadow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hybridface.local.broker.ServiceClient;

/**
 * The shadow service's side of the reserved MQTT topics.
 *
 * @see <a href="https://docs.aws.amazon.com/iot/latest/developerguide/device-shadow-mqtt.html">Device Shadow MQTT topics</a>
 */
public final class ShadowMqtt {

    private static final Pattern REQUEST = Pattern.compile("\\$aws/things/([^/]+)/shadow(?:/name/([^/]+))?/(get|update|delete)");
    private static final List<String> PREFIXES = List.of("$aws/things/+/shadow", "$aws/things/+/shadow/name/+");
    private static final List<String> OPERATIONS = List.of("/get", "/update", "/delete");

    private final Shadows shadows;
    private final ServiceClient client;

    private ShadowMqtt(Shadows shadows, ServiceClient client) {
        this.shadows = shadows;
        this.client = client;
    }

    /** Begins to answer; ends when the client is closed. */
    public static void serve(Shadows shadows, ServiceClient client) throws IOException {
        ShadowMqtt mqtt = new ShadowMqtt(shadows, client);
        shadows.publishTo(client::publish);
        for (String prefix : PREFIXES) {
            for (String operation : OPERATIONS) {
                client.subscribe(prefix + operation, mqtt::answer);
            }
        }
    }

    private void answer(ServiceClient.Message message) {
        Matcher topic = REQUEST.matcher(message.topic());
        if (!topic.matches()) {
            return;
        }
        Optional<String> clientToken = ShadowRequest.clientTokenOf(message.payload());
        try {
            answer(ShadowId.checked(topic.group(1), Optional.ofNullable(topic.group(2))), topic.group(3), message, clientToken);
        } catch (ShadowException e) {
            client.publish(message.topic() + "/rejected", Shadows.bytes(shadows.rejection(e, clientToken)));
        }
    }

    private void answer(ShadowId id, String operation, ServiceClient.Message message, Optional<String> clientToken) {
        switch (operation) {
            case "update" -> shadows.update(id, message.payload());
            case "delete" -> shadows.delete(id);
            default -> {
                ObjectNode document = shadows.get(id);
                clientToken.ifPresent(token -> document.put("clientToken", token));
                client.publish(message.topic() + "/accepted", Shadows.bytes(document));
            }
        }
    }
}
