// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.rule;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import org.apache.camel.ExchangeException;
import org.apache.camel.ExchangeProperty;
import org.hybridface.local.lambda.FailedEvents;
import org.hybridface.local.stack.Stack;
import org.hybridface.messages.LogValue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules' error action: what a rule could not hand over goes to the failure queue, in the form in which AWS IoT writes it there (AWS IoT
 * developer guide, "Error handling (error action)").
 */
public final class RuleErrors {

    /** Exchange property: the message as it came, a {@link Message}. */
    static final String MESSAGE = "ruleMessage";

    private static final Logger LOG = LoggerFactory.getLogger(RuleErrors.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Stack.Rule> rules;
    private final FailedEvents queue;
    private final Clock clock;

    /** A device's message, and the rule that was to hand it over. */
    record Message(String rule, String clientId, String topic, byte[] payload) {
    }

    /** @param rules by name */
    RuleErrors(Map<String, Stack.Rule> rules, FailedEvents queue, Clock clock) {
        this.rules = rules;
        this.queue = queue;
        this.clock = clock;
    }

    /** Keeps the message, if its rule has an error action. */
    public void keep(@ExchangeProperty(MESSAGE) Message message, @ExchangeException Exception cause) {
        if (message == null || !rules.get(message.rule()).keepsFailed()) {
            LOG.error("dropped a message that its rule could not hand over, and the rule has no error action: {}", LogValue.of(cause.getMessage()));
            return;
        }
        ObjectNode record = JSON.createObjectNode().put("ruleName", message.rule()).put("topic", message.topic())
                .put("clientId", message.clientId()).put("timestamp", clock.instant().toString())
                .put("base64OriginalPayload", Base64.getEncoder().encodeToString(message.payload()));
        record.putArray("failures").addObject().put("failedAction", "LambdaAction")
                .put("failedResource", rules.get(message.rule()).function()).put("errorMessage", String.valueOf(cause.getMessage()));
        queue.add(record, "rule=" + message.rule() + " thing=" + LogValue.of(message.clientId()) + " cause=" + LogValue.of(cause.getMessage()));
    }
}
