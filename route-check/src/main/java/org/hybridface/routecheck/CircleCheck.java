// SPDX-License-Identifier: Apache-2.0
package org.hybridface.routecheck;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Routes that send to each other in a circle, whatever the message: the first message would go round for ever. */
final class CircleCheck {

    /** Steps that may end a route before those behind them. */
    private static final Pattern MAY_END = Pattern.compile("\"(stop|throwException|rollback|idempotentConsumer)\"");

    private CircleCheck() {
    }

    static void check(List<RouteFile> files, Consumer<Problem> problems) {
        Map<String, List<String>> sendsTo = new HashMap<>();
        Map<String, Problem> places = new LinkedHashMap<>();
        for (RouteFile file : files) {
            for (RouteFile.Entry route : file.routes()) {
                List<EndpointUse> uses = EndpointUse.in(route);
                uses.stream().filter(use -> use.isFrom() && FolderCheck.isInside(use)).findFirst().ifPresent(from -> {
                    sendsTo.put(FolderCheck.target(from), alwaysSent(route, uses));
                    places.put(FolderCheck.target(from), file.problem(from.pointer(), ""));
                });
            }
        }
        Set<String> told = new HashSet<>();
        places.forEach((start, place) -> circle(start, sendsTo).filter(way -> told.stream().noneMatch(way::contains)).ifPresent(way -> {
            told.addAll(way);
            problems.accept(new Problem(place.file(), place.line(), "the routes go round in a circle for ever: " + String.join(" -> ", way)
                    + "; put the step that closes it into a filter or choice"));
        }));
    }

    /** What the route's own steps send to, one after the other, up to one that may end it. */
    private static List<String> alwaysSent(RouteFile.Entry route, List<EndpointUse> uses) {
        List<String> sent = new ArrayList<>();
        JsonNode steps = route.tree().path("from").path("steps");
        for (int i = 0; i < steps.size(); i++) {
            String step = route.pointer() + "/from/steps/" + i + "/";
            if (MAY_END.matcher(steps.get(i).toString()).find()) {
                return sent;
            }
            if (steps.get(i).has("to") || steps.get(i).has("wireTap")) {
                uses.stream().filter(use -> use.pointer().startsWith(step) && FolderCheck.isInside(use)).forEach(use -> sent.add(FolderCheck.target(use)));
            }
        }
        return sent;
    }

    /** The way from there back to there. */
    private static Optional<List<String>> circle(String start, Map<String, List<String>> sendsTo) {
        Map<String, String> cameFrom = new HashMap<>();
        Deque<String> open = new ArrayDeque<>(List.of(start));
        while (!open.isEmpty()) {
            String here = open.poll();
            for (String next : sendsTo.getOrDefault(here, List.of())) {
                if (next.equals(start)) {
                    LinkedList<String> way = new LinkedList<>(List.of(start));
                    for (String back = here; !back.equals(start); back = cameFrom.get(back)) {
                        way.addFirst(back);
                    }
                    way.addFirst(start);
                    return Optional.of(way);
                }
                if (cameFrom.putIfAbsent(next, here) == null) {
                    open.add(next);
                }
            }
        }
        return Optional.empty();
    }
}
