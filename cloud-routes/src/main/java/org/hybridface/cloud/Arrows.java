// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.NoErrorHandlerBuilder;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;

/**
 * The routes that another route sends to. What goes wrong in one is handled by the route that an event began with, which has the error handling of
 * {@code on-error.camel.yaml} without naming it.
 */
final class Arrows {

    private Arrows() {
    }

    /** Lets each arrow throw to the route that sent to it, and builds no error handling that would never be asked. Call it before the context starts. */
    static void letThrow(CamelContext context) {
        List<RouteDefinition> routes = ((ModelCamelContext) context).getRouteDefinitions();
        Set<String> arrows = in(context);
        routes.stream().filter(route -> arrows.contains(route.getInput().getEndpointUri())).forEach(route -> {
            route.setErrorHandlerFactory(new NoErrorHandlerBuilder());
            route.getOutputs().removeIf(OnExceptionDefinition.class::isInstance);
        });
    }

    /** The endpoints that routes, or their error handling, send to. */
    static Set<String> in(CamelContext context) {
        ModelCamelContext model = (ModelCamelContext) context;
        return Stream.concat(model.getRouteDefinitions().stream(),
                        model.getRouteConfigurationDefinitions().stream().flatMap(configuration -> configuration.getOnExceptions().stream()))
                .flatMap(steps -> ProcessorDefinitionHelper.filterTypeInOutputs(steps.getOutputs(), ToDefinition.class).stream())
                .map(ToDefinition::getUri).collect(Collectors.toSet());
    }
}
