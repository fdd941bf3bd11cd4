// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.reload;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.hybridface.routecheck.RouteFile;
import org.hybridface.routecheck.RouteFile.Entry;

/**
 * Which routes an edit touches, and no more: a comment none, a step its own route, an error handler the routes that name it.
 *
 * @param remove         ids of running routes that are in no file any more
 * @param load           file name to the ids of its routes that are new or changed; an empty set loads the file's other parts only
 * @param configurations ids of changed or new routeConfigurations
 * @param obsolete       ids of routeConfigurations that are in no file any more
 */
record RoutePlan(Set<String> remove, Map<String, Set<String>> load, Set<String> configurations, Set<String> obsolete) {

    private static final String ROUTE = "route";
    private static final String CONFIGURATION = "routeConfiguration";

    /** @param options names of properties with a new value: the routes that use one are built anew */
    static RoutePlan between(Collection<RouteFile> before, Collection<RouteFile> after, Set<String> options) {
        Map<String, JsonNode> oldConfigurations = byId(before, CONFIGURATION);
        Map<String, JsonNode> newConfigurations = byId(after, CONFIGURATION);
        Set<String> obsolete = new LinkedHashSet<>(oldConfigurations.keySet());
        obsolete.removeAll(newConfigurations.keySet());
        Set<String> configurations = changed(oldConfigurations, newConfigurations);
        newConfigurations.forEach((id, tree) -> addIfNamed(id, tree, options, configurations));
        Set<String> touched = new HashSet<>(configurations);
        touched.addAll(obsolete);

        Map<String, JsonNode> oldRoutes = byId(before, ROUTE);
        Map<String, JsonNode> newRoutes = byId(after, ROUTE);
        Set<String> remove = new LinkedHashSet<>(oldRoutes.keySet());
        remove.removeAll(newRoutes.keySet());

        Set<String> edited = changed(oldRoutes, newRoutes);
        newRoutes.forEach((id, tree) -> addIfNamed(id, tree, options, edited));
        Map<String, List<JsonNode>> oldOthers = others(before);
        Map<String, Set<String>> load = new LinkedHashMap<>();
        for (RouteFile file : after) {
            boolean wholeFile = !others(file).equals(oldOthers.getOrDefault(file.name(), List.of()));
            Set<String> ids = new LinkedHashSet<>();
            for (Entry route : file.entries(ROUTE)) {
                if (wholeFile || edited.contains(route.id()) || uses(route.tree(), touched)) {
                    ids.add(route.id());
                }
            }
            boolean configures = file.entries(CONFIGURATION).stream().anyMatch(entry -> configurations.contains(entry.id()));
            if (wholeFile || configures || !ids.isEmpty()) {
                load.put(file.name(), ids);
            }
        }
        return new RoutePlan(remove, load, configurations, obsolete);
    }

    boolean isEmpty() {
        return remove.isEmpty() && load.isEmpty() && obsolete.isEmpty();
    }

    /** All routes that stop for a moment or for good. */
    Set<String> touchedRoutes() {
        Set<String> all = new LinkedHashSet<>(remove);
        load.values().forEach(all::addAll);
        return all;
    }

    private static Set<String> changed(Map<String, JsonNode> before, Map<String, JsonNode> after) {
        Set<String> ids = new LinkedHashSet<>();
        after.forEach((id, tree) -> {
            if (!tree.equals(before.get(id))) {
                ids.add(id);
            }
        });
        return ids;
    }

    private static void addIfNamed(String id, JsonNode tree, Set<String> options, Set<String> ids) {
        String text = options.isEmpty() ? "" : tree.toString();
        if (options.stream().anyMatch(option -> text.matches("(?s).*(\\{\\{[?!]?|properties:)" + Pattern.quote(option) + "[:}].*"))) {
            ids.add(id);
        }
    }

    private static boolean uses(JsonNode route, Set<String> configurations) {
        return configurations.stream().anyMatch(ErrorsOfAll::areThose)
                || Arrays.stream(route.path("routeConfigurationId").asText("").split(",")).anyMatch(configurations::contains);
    }

    private static Map<String, JsonNode> byId(Collection<RouteFile> files, String kind) {
        Map<String, JsonNode> found = new LinkedHashMap<>();
        files.forEach(file -> file.entries(kind).forEach(entry -> found.put(entry.id(), entry.tree())));
        return found;
    }

    private static Map<String, List<JsonNode>> others(Collection<RouteFile> files) {
        Map<String, List<JsonNode>> others = new HashMap<>();
        files.forEach(file -> others.put(file.name(), others(file)));
        return others;
    }

    /** Beans and whatever else belongs to all routes of its file. */
    private static List<JsonNode> others(RouteFile file) {
        List<JsonNode> others = new ArrayList<>();
        for (Entry entry : file.entries()) {
            if (!entry.kind().equals(ROUTE) && !entry.kind().equals(CONFIGURATION)) {
                others.add(entry.tree());
            }
        }
        return others;
    }
}
