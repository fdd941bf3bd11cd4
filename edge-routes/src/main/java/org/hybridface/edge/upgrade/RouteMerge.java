// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.upgrade;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hybridface.routecheck.RouteFile;
import org.hybridface.routecheck.UnreadableRouteFileException;

/**
 * The route files of a device after an upgrade: one that its owner did not touch is the new version's, one that he edited stays, and so does what he
 * added or deleted. Pure.
 *
 * @param files name to text
 * @param said  what was done where there was something to decide
 */
record RouteMerge(SortedMap<String, String> files, List<String> said) {

    /**
     * @param shipped which files were shipped before
     * @param mine    those of the device
     * @param now     those of the new version
     */
    static RouteMerge of(ShippedRoutes shipped, Map<String, String> mine, Map<String, String> now) {
        SortedMap<String, String> files = new TreeMap<>();
        List<String> said = new ArrayList<>();
        TreeSet<String> names = new TreeSet<>(mine.keySet());
        names.addAll(now.keySet());
        for (String name : names) {
            if (!mine.containsKey(name)) {
                if (shipped.names().contains(name)) {
                    said.add("routes/" + name + " was deleted here and stays so; the new version's is shipped/routes/" + name);
                } else {
                    files.put(name, now.get(name));
                    said.add("routes/" + name + " is new");
                }
            } else if (mine.get(name).equals(now.get(name))) {
                files.put(name, mine.get(name));
            } else if (!now.containsKey(name)) {
                own(shipped, name, mine.get(name), files, said);
            } else if (shipped.isUntouched(name, mine.get(name))) {
                files.put(name, now.get(name));
                said.add("routes/" + name + " was not edited and is the new version's");
            } else {
                files.put(name, mine.get(name));
                if (!shipped.isUntouched(name, now.get(name))) {
                    said.add("routes/" + name + " was edited and stays as it is; the new version has " + difference(mine.get(name), now.get(name))
                            + ": compare it with shipped/routes/" + name);
                }
            }
        }
        return new RouteMerge(files, said);
    }

    private static void own(ShippedRoutes shipped, String name, String text, Map<String, String> files, List<String> said) {
        if (shipped.isUntouched(name, text)) {
            said.add("routes/" + name + " is not part of the new version and gone");
        } else {
            files.put(name, text);
        }
    }

    private static String difference(String mine, String now) {
        try {
            Map<String, String> before = routes(mine);
            Map<String, String> after = routes(now);
            TreeSet<String> ids = new TreeSet<>(before.keySet());
            ids.addAll(after.keySet());
            ids.removeIf(id -> before.getOrDefault(id, "").equals(after.getOrDefault(id, "")));
            return ids.isEmpty() ? "other comments" : "other routes " + String.join(", ", ids);
        } catch (UnreadableRouteFileException e) {
            return "another file";
        }
    }

    private static Map<String, String> routes(String text) throws UnreadableRouteFileException {
        Map<String, String> routes = new TreeMap<>();
        for (String kind : List.of("route", "routeConfiguration")) {
            RouteFile.parse("x.camel.yaml", text).entries(kind).forEach(entry -> routes.put(entry.id(), entry.tree().toString()));
        }
        return routes;
    }
}
