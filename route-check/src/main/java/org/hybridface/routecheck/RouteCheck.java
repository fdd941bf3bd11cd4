package org.hybridface.routecheck;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Checks the route files of one folder together. Thread safe. */
public final class RouteCheck {

    /**
     * @param files file name to content
     * @return what is wrong, by file and line; empty when nothing is
     */
    public List<Problem> check(Map<String, String> files) {
        List<Problem> problems = new ArrayList<>();
        List<RouteFile> readable = new ArrayList<>();
        files.forEach((name, text) -> {
            try {
                readable.add(RouteFile.parse(name, text));
            } catch (UnreadableRouteFileException e) {
                problems.add(e.problem());
            }
        });
        Collections.sort(problems);
        return problems;
    }
}
