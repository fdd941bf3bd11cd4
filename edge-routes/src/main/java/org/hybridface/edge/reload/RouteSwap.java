// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.reload;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.hybridface.routecheck.RouteFile;

/**
 * Exchanges running routes for their edited form. What lies outside the touched routes is not touched: other routes, and the beans
 * they share with these, go on. Used by one thread.
 */
final class RouteSwap {

    private final CamelContext context;
    private final RouteBuilders builders;

    RouteSwap(CamelContext context, Path folder) {
        this.context = context;
        this.builders = new RouteBuilders(context, folder);
    }

    /**
     * Does what the plan says; when a new route cannot be built, the old ones are built again.
     *
     * @param options  that have another value now
     * @param asBefore gives them their former values, with which the old routes ran
     * @throws RouteRefusedException when the old routes run again
     */
    void exchange(Map<String, RouteFile> before, Map<String, RouteFile> after, Set<String> options, Runnable asBefore) throws RouteRefusedException {
        RoutePlan plan = RoutePlan.between(before.values(), after.values(), options);
        String file = after.isEmpty() ? "" : after.keySet().iterator().next();
        try {
            // Built once for nothing: most faults show before a running route is stopped.
            for (String name : plan.load().keySet()) {
                file = name;
                builders.of(after.get(name)).configureRoutes(context);
            }
            remove(plan.remove());
            forget(plan.obsolete());
            configure(plan, after);
            for (Map.Entry<String, Set<String>> load : plan.load().entrySet()) {
                file = load.getKey();
                update(after.get(file), load.getValue());
            }
        } catch (Exception e) {
            if (!options.isEmpty()) {
                asBefore.run();
            }
            putBack(after, before, plan);
            throw new RouteRefusedException(after.get(file), e);
        }
    }

    private void putBack(Map<String, RouteFile> broken, Map<String, RouteFile> good, RoutePlan failed) {
        RoutePlan back = RoutePlan.between(broken.values(), good.values(), Set.of());
        try {
            Set<String> all = new LinkedHashSet<>(failed.touchedRoutes());
            all.addAll(back.touchedRoutes());
            remove(all);
            forget(back.obsolete());
            configure(back, good);
            for (RouteFile file : good.values()) {
                Set<String> ids = file.entries("route").stream().map(RouteFile.Entry::id).filter(all::contains).collect(Collectors.toSet());
                if (!ids.isEmpty() || back.load().containsKey(file.name())) {
                    update(file, ids);
                }
            }
        } catch (Exception e) {
            throw new IllegalStateException("the routes before the edit could not be started again; restart the device", e);
        }
    }

    /** Before any route is built, since a route takes its configuration over when it is built. */
    private void configure(RoutePlan plan, Map<String, RouteFile> files) throws Exception {
        for (String file : plan.load().keySet()) {
            if (builders.of(files.get(file)) instanceof RouteConfigurationBuilder builder) {
                builder.configureRoutes(context);
                builder.getRouteConfigurationCollection().getRouteConfigurations()
                        .removeIf(one -> !plan.configurations().contains(idOf(one)));
                builder.updateRouteConfigurationsToCamelContext(context);
            }
        }
    }

    private void update(RouteFile file, Set<String> ids) throws Exception {
        RouteBuilder builder = builders.of(file);
        builder.configureRoutes(context);
        builder.getRouteCollection().getRoutes().removeIf(route -> !ids.contains(route.getRouteId()));
        ErrorsOfAll.attach(builder.getRouteCollection(), model().getRouteConfigurationDefinitions());
        builder.updateRoutesToCamelContext(context);
    }

    private static String idOf(RouteConfigurationDefinition configuration) {
        return configuration.getId() == null ? "" : configuration.getId();
    }

    private void forget(Set<String> configurations) throws Exception {
        Model model = model();
        for (RouteConfigurationDefinition one : Set.copyOf(model.getRouteConfigurationDefinitions())) {
            if (configurations.contains(idOf(one))) {
                model.removeRouteConfiguration(one);
            }
        }
    }

    private void remove(Set<String> ids) throws Exception {
        for (String id : ids) {
            RouteDefinition definition = model().getRouteDefinition(id);
            if (definition != null) {
                context.getRouteController().stopRoute(id);
                context.removeRoute(id);
            }
        }
    }

    private Model model() {
        return context.getCamelContextExtension().getContextPlugin(Model.class);
    }
}
