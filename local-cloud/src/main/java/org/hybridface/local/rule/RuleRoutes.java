// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.rule;

import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.engine.ExplicitCamelContextNameStrategy;
import org.apache.camel.support.PluginHelper;
import org.hybridface.local.identity.Identity;
import org.hybridface.local.lambda.FailedEvents;
import org.hybridface.local.stack.Stack;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** Runs the stack's rules as Camel routes. They listen when {@link #start} returns. */
public final class RuleRoutes implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RuleRoutes.class);
    private static final String FILES = "classpath:routes/local/*.camel.yaml";

    private final CamelContext context;

    private RuleRoutes(CamelContext context) {
        this.context = context;
    }

    /**
     * @param identity the rule engine's own, for the broker
     * @param failures where what cannot be handed over goes
     * @param lambdas  by rule, each signing as that rule; closed by the caller
     */
    public static RuleRoutes start(Stack stack, String mqttUrl, Identity identity, Map<String, LambdaClient> lambdas, FailedEvents failures,
            Clock clock) throws IOException {
        DefaultCamelContext context = new DefaultCamelContext();
        try {
            context.setNameStrategy(new ExplicitCamelContextNameStrategy("iot-rules"));
            context.disableJMX();
            Properties properties = new Properties();
            properties.setProperty("mqtt.url", mqttUrl);
            properties.setProperty("recogniser.function", stack.function().name());
            properties.setProperty("rules", stack.rules().stream().map(Stack.Rule::name).collect(Collectors.joining(" ")));
            for (Stack.Rule rule : stack.rules()) {
                RuleSql sql = RuleSql.parse(rule.sql());
                properties.setProperty("rule." + rule.name() + ".topic", sql.topicFilter());
                context.getRegistry().bind(rule.name(), new IotRule(rule.name(), sql, rule.function(), clock));
                context.getRegistry().bind(rule.name() + "_lambda", lambdas.get(rule.name()));
            }
            context.getRegistry().bind("ruleErrors", new RuleErrors(stack.rules().stream()
                    .collect(Collectors.toMap(Stack.Rule::name, rule -> rule)), failures, clock));
            context.getPropertiesComponent().setInitialProperties(properties);
            context.getRegistry().bind("ruleSockets", identity.socketFactory());
            PluginHelper.getRoutesLoader(context).loadRoutes(PluginHelper.getPackageScanResourceResolver(context).findResources(FILES));
            context.start();
            LOG.info("started service=iot-rules rules={}", stack.rules().stream().map(Stack.Rule::name).toList());
            return new RuleRoutes(context);
        } catch (Exception e) {
            context.stop();
            throw new IOException("the IoT rules did not start: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        context.stop();
    }
}
