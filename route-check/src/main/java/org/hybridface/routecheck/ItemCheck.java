// SPDX-License-Identifier: Apache-2.0
package org.hybridface.routecheck;

import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** The items of a file's list, and steps: what would be taken and then do nothing, or fail only when it is built. */
final class ItemCheck {

    /** What stands before the routes of its own file and belongs to them. */
    private static final Set<String> FOR_ITS_ROUTES = Set.of("intercept", "interceptFrom", "interceptSendToEndpoint", "onCompletion");

    private static final Pattern TYPE = Pattern.compile("(?:#class:)?([\\w.$]+)");

    private final Classes classes;
    private final RouteSide side;

    /** @param side says what it does not carry out */
    ItemCheck(ClassLoader loader, RouteSide side) {
        this.classes = new Classes(loader);
        this.side = side;
    }

    void check(RouteFile file, Consumer<Problem> problems) {
        for (RouteFile.Entry entry : file.entries()) {
            String kind = entry.kind();
            if (kind.equals("from")) {
                problems.accept(file.problem(entry.pointer(), "a route needs an id, by which logs, JMX and edits call it: write '- route:' with an id, and this 'from' below it"));
            } else if (side.notCarriedOut().containsKey(kind)) {
                problems.accept(file.problem(entry.pointer(), "'" + kind + "' does nothing here: " + side.notCarriedOut().get(kind)));
            } else if (FOR_ITS_ROUTES.contains(kind) && file.entries("route").isEmpty()) {
                problems.accept(file.problem(entry.pointer(), "'" + kind + "' is for the routes of its own file, and here is none: put it into theirs"));
            } else if (kind.equals("beans")) {
                checkTypes(file, entry, problems);
            }
        }
        Map<String, String> steps = side.stepsNotCarriedOut();
        file.madeEntries().forEach(entry -> Place.each(entry.tree(), place -> {
            if (steps.containsKey(place.key()) && !EndpointUse.isForeign(entry.pointer() + place.pointer())) {
                problems.accept(file.problem(entry.pointer() + place.pointer(), "'" + place.key() + "' does not do here what it says: " + steps.get(place.key())));
            }
        }));
    }

    private void checkTypes(RouteFile file, RouteFile.Entry beans, Consumer<Problem> problems) {
        for (int i = 0; i < beans.tree().size(); i++) {
            var type = TYPE.matcher(beans.tree().get(i).path("type").asText(""));
            if (type.matches() && !classes.has(type.group(1))) {
                problems.accept(file.problem(beans.pointer() + "/" + i + "/type", Classes.missing(type.group(1))));
            }
        }
    }
}
