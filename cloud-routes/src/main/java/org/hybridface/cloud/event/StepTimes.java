// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.event;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.RoutePolicySupport;

/**
 * Measures how long the arrows take: each is a route, so its begin and end are the step's. The times are in the event's log line,
 * and travel with the answer ({@link org.hybridface.messages.Trace}), so that {@code bin/edge explain} can show them. Thread safe:
 * what it notes lies in the exchange.
 */
public final class StepTimes implements RoutePolicyFactory {

    /** Exchange variable: milliseconds by route id, in the order in which the steps ended. */
    public static final String VARIABLE = "steps";

    /** The route from a photo to its answer: what it sends to is measured. Telling the device cannot be in what it is told. */
    private static final String STORY = "recognise";

    private static final String RUNNING = "running-step";
    private static final long NANOS_PER_MILLI = 1_000_000;

    @Override
    public RoutePolicy createRoutePolicy(CamelContext context, String routeId, NamedNode route) {
        return arrows(context).contains(((RouteDefinition) route).getInput().getEndpointUri()) ? new Watch() : null;
    }

    private static Set<String> arrows(CamelContext context) {
        RouteDefinition story = ((ModelCamelContext) context).getRouteDefinition(STORY);
        return story == null ? Set.of() : ProcessorDefinitionHelper.filterTypeInOutputs(story.getOutputs(), ToDefinition.class).stream()
                .map(ToDefinition::getUri).collect(Collectors.toSet());
    }

    /** Measures a step that is no route. */
    public static <T> T measured(Exchange exchange, String step, Supplier<T> work) {
        Running running = new Running(step, System.nanoTime());
        try {
            return work.get();
        } finally {
            note(exchange, running);
        }
    }

    private static void note(Exchange exchange, Running running) {
        @SuppressWarnings("unchecked")
        Map<String, Long> before = exchange.getVariable(VARIABLE, Map.class);
        Map<String, Long> steps = before == null ? new LinkedHashMap<>() : new LinkedHashMap<>(before);
        steps.merge(running.step(), (System.nanoTime() - running.beginNanos()) / NANOS_PER_MILLI, Long::sum);
        exchange.setVariable(VARIABLE, steps);
    }

    /** The step that is measured. One inside it, such as the look-up when another device was faster, is part of it. */
    private record Running(String step, long beginNanos) {
    }

    private static final class Watch extends RoutePolicySupport {

        @Override
        public void onExchangeBegin(Route route, Exchange exchange) {
            if (exchange.getProperty(RUNNING) == null) {
                exchange.setProperty(RUNNING, new Running(route.getRouteId(), System.nanoTime()));
            }
        }

        @Override
        public void onExchangeDone(Route route, Exchange exchange) {
            Running running = exchange.getProperty(RUNNING, Running.class);
            if (running == null || !running.step().equals(route.getRouteId())) {
                return;
            }
            exchange.removeProperty(RUNNING);
            note(exchange, running);
        }
    }
}
