// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.reload;

import java.util.Collection;
import java.util.Optional;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RoutesDefinition;

/**
 * The error handling that every route has, whatever its file says. Camel itself attaches a routeConfiguration without an id, or with the id
 * {@code *}, to each route that names none; a route that names one of its own would be without it.
 */
final class ErrorsOfAll {

    private static final String ALL = "*";

    /** A pattern that only the id {@code *} fits. */
    private static final String ONLY_ALL = "[*]";

    /** What it was called when each route had to name it: files of then, a device's own on-error.camel.yaml included, still work. */
    private static final String FORMER = "errors";

    private ErrorsOfAll() {
    }

    /** Whether a routeConfiguration with that id is for every route. */
    static boolean areThose(String id) {
        return id.isEmpty() || id.equals(ALL);
    }

    /**
     * To be called when a file was read, before its routes are added to the context. What a route names itself is attached by then, and comes first.
     */
    static void attach(RoutesDefinition routes, Collection<RouteConfigurationDefinition> configurations) {
        boolean forAll = configurations.stream().anyMatch(one -> ALL.equals(one.getId()));
        boolean former = configurations.stream().anyMatch(one -> FORMER.equals(one.getId()));
        for (RouteDefinition route : routes.getRoutes()) {
            Optional<String> own = Optional.ofNullable(route.getRouteConfigurationId());
            if (forAll && own.isPresent()) {
                attach(routes, route, ONLY_ALL);
            } else if (!forAll && former && own.filter(FORMER::equals).isEmpty()) {
                attach(routes, route, FORMER);
            }
        }
    }

    private static void attach(RoutesDefinition routes, RouteDefinition route, String more) {
        String own = route.getRouteConfigurationId();
        route.setRouteConfigurationId(more);
        route.markUnprepared();
        routes.prepareRoute(route);
        route.setRouteConfigurationId(own);
    }
}
