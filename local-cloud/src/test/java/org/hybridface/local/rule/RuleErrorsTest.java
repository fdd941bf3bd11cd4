// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.hybridface.local.lambda.FailedEvents;
import org.hybridface.local.stack.Stack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules' error action, which every route has without naming it. */
class RuleErrorsTest {

    private static final String RULE = "face_recognition_new";
    private static final byte[] PAYLOAD = "{\"uuid\":\"1\"}".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private FailedEvents failing(Exception failure) throws Exception {
        FailedEvents queue = new FailedEvents(folder.resolve("failed.jsonl"));
        Map<String, Stack.Rule> rules = Stack.packed().rules().stream().collect(Collectors.toMap(Stack.Rule::name, rule -> rule));
        try (CamelContext context = new DefaultCamelContext()) {
            context.getRegistry().bind("ruleErrors", new RuleErrors(rules, queue, Clock.systemUTC()));
            PluginHelper.getRoutesLoader(context).loadRoutes(
                    ResourceHelper.resolveMandatoryResource(context, "classpath:routes/local/rule-errors.camel.yaml"));
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:rule").process(exchange -> {
                        exchange.setProperty(RuleErrors.MESSAGE, new RuleErrors.Message(RULE, "camera-1", "face_recognition/new", PAYLOAD));
                        throw failure;
                    });
                }
            });
            context.start();
            assertThat(context.createProducerTemplate().request("direct:rule", exchange -> { }).getException()).isNull();
        }
        return queue;
    }

    @Test
    void aMessageThatCouldNotBeHandedOverIsInTheFailureQueueAsAwsIotWritesIt() throws Exception {
        FailedEvents queue = failing(new IllegalStateException("Rate Exceeded."));

        JsonNode record = queue.list().get(0);
        assertThat(record.path("ruleName").asText()).isEqualTo(RULE);
        assertThat(record.path("clientId").asText()).isEqualTo("camera-1");
        assertThat(record.path("topic").asText()).isEqualTo("face_recognition/new");
        assertThat(Base64.getDecoder().decode(record.path("base64OriginalPayload").asText())).isEqualTo(PAYLOAD);
        assertThat(record.at("/failures/0/errorMessage").asText()).isEqualTo("Rate Exceeded.");
        assertThat(record.at("/failures/0/failedResource").asText()).endsWith(":latest");
    }

    @Test
    void aMessageThatTheSqlCannotReadIsDropped() throws Exception {
        assertThat(failing(new RuleFailedException("not JSON")).size()).isZero();
    }
}
