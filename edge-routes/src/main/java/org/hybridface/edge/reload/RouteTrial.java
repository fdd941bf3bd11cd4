// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.reload;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.reifier.RouteReifier;
import org.hybridface.routecheck.Problem;
import org.hybridface.routecheck.RouteFile;

/**
 * Builds routes the way their start does, with endpoints, steps, languages and data formats, and lets none of them run: Camel refuses much only then.
 * Used by one thread, for one set of files.
 */
public final class RouteTrial {

    private final CamelContext context;
    private final RouteBuilders builders;

    /**
     * @param context configured as that of the start, with beans of the same names and types; it need not be started
     * @param folder  of the files
     */
    public RouteTrial(CamelContext context, Path folder) {
        this.context = context;
        this.builders = new RouteBuilders(context, folder);
    }

    /**
     * @param files name to content, without those that the check refuses
     * @return what Camel cannot build, and why
     */
    public List<Problem> faults(SortedMap<String, String> files) {
        List<Problem> faults = new ArrayList<>();
        Map<RouteFile, RouteBuilder> all = new TreeMap<>((one, other) -> one.name().compareTo(other.name()));
        for (RouteFile file : RouteReload.parsed(files).values()) {
            // One in which all is a comment brings no route and is taken, as at the start.
            if (!file.entries().isEmpty()) {
                attempt(file, faults, () -> all.put(file, configured(file)));
            }
        }
        all.forEach((file, builder) -> {
            ErrorsOfAll.attach(builder.getRouteCollection(), context.getCamelContextExtension().getContextPlugin(Model.class).getRouteConfigurationDefinitions());
            for (RouteDefinition route : builder.getRouteCollection().getRoutes()) {
                attempt(file, faults, () -> {
                    builder.getRouteCollection().prepareRoute(route);
                    new RouteReifier(context, route).createRoute();
                });
            }
        });
        return faults;
    }

    private RouteBuilder configured(RouteFile file) throws Exception {
        RouteBuilder builder = builders.of(file);
        builder.configureRoutes(context);
        if (builder instanceof RouteConfigurationBuilder configurations) {
            configurations.updateRouteConfigurationsToCamelContext(context);
        }
        return builder;
    }

    private interface Attempt {
        void run() throws Exception;
    }

    private static void attempt(RouteFile file, List<Problem> faults, Attempt attempt) {
        try {
            attempt.run();
        } catch (Exception e) {
            faults.add(new RouteRefusedException(file, e).problem());
        }
    }
}
