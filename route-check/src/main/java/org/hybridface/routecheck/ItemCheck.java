// SPDX-License-Identifier: Apache-2.0
package org.hybridface.routecheck;

import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** The items of a file's list: what would be taken and then do nothing, or fail only when it is built. */
final class ItemCheck {

    /** What stands before the routes of its own file and belongs to them. */
    private static final Set<String> FOR_ITS_ROUTES = Set.of("intercept", "interceptFrom", "interceptSendToEndpoint", "onCompletion");

    private static final Pattern TYPE = Pattern.compile("(?:#class:)?([\\w.$]+)");

    private final Classes classes;
    private final Map<String, String> notCarriedOut;

    /** @param notCarriedOut items with what to write instead */
    ItemCheck(ClassLoader loader, Map<String, String> notCarriedOut) {
        this.classes = new Classes(loader);
        this.notCarriedOut = notCarriedOut;
    }

    void check(RouteFile file, Consumer<Problem> problems) {
        for (RouteFile.Entry entry : file.entries()) {
            String kind = entry.kind();
            if (kind.equals("from")) {
                problems.accept(file.problem(entry.pointer(), "a route needs an id, by which logs, JMX and edits call it: write '- route:' with an id, and this 'from' below it"));
            } else if (notCarriedOut.containsKey(kind)) {
                problems.accept(file.problem(entry.pointer(), "'" + kind + "' does nothing here: " + notCarriedOut.get(kind)));
            } else if (FOR_ITS_ROUTES.contains(kind) && file.entries("route").isEmpty()) {
                problems.accept(file.problem(entry.pointer(), "'" + kind + "' is for the routes of its own file, and here is none: put it into theirs"));
            } else if (kind.equals("beans")) {
                checkTypes(file, entry, problems);
            }
        }
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
