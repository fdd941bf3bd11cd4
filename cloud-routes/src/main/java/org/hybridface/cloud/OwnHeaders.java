// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.RoutePolicySupport;

/**
 * Lets no header of an AWS component out of the route that set it. A later step that has forgotten its own would take it: its object would be written
 * over another's photo. Without one, the component says what it lacks.
 */
final class OwnHeaders extends RoutePolicySupport implements RoutePolicyFactory {

    private static final String OF_COMPONENTS = "CamelAws*";

    @Override
    public RoutePolicy createRoutePolicy(CamelContext context, String routeId, NamedNode route) {
        return this;
    }

    @Override
    public void onExchangeDone(Route route, Exchange exchange) {
        exchange.getMessage().removeHeaders(OF_COMPONENTS);
    }
}
