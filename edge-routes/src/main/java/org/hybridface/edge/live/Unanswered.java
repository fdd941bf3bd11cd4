// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.live;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.hybridface.edge.access.Refusals;
import org.hybridface.routecheck.Words;

/**
 * Stands behind everything on the device's port: nothing is at that address, or nothing for that method. Without it the server tells of a
 * wrong method whatever the address, since the guard in front takes part in each.
 */
final class Unanswered implements Handler<RoutingContext> {

    private static final int NOT_FOUND = 404;
    private static final int WRONG_TYPE = 415;

    private final Router router;

    Unanswered(Router router) {
        this.router = router;
    }

    @Override
    public void handle(RoutingContext context) {
        Set<String> taken = methodsAt(context.normalizedPath());
        String methods = String.join(", ", taken);
        if (taken.contains(context.request().method().name()) && context.request().method() != HttpMethod.OPTIONS) {
            Refusals.send(context, WRONG_TYPE, "this address takes another Content-Type: /page/openapi.json says which");
            return;
        }
        if (taken.isEmpty()) {
            Refusals.send(context, NOT_FOUND, "there is nothing at this address" + meant(context.normalizedPath())
                    + " The page is at /, and its interface is described in /page/openapi.json");
            return;
        }
        Refusals.wrongMethod(context, methods, "this address takes " + methods);
    }

    /** The nearest address, with what was given where it may be anything. Whoever knows the page may look for /visits. */
    private String meant(String path) {
        String page = PageFiles.addressOf(path.substring(1) + (path.contains(".") ? "" : ".html"));
        List<String> addresses = router.getRoutes().stream().filter(route -> route.getPath() != null && route.methods() != null).map(route -> filled(route.getPath(), path)).toList();
        String meant = page.isEmpty() ? Words.didYouMean(path, addresses) : "; did you mean '" + page + "'?";
        String below = "/api" + path;
        return !meant.isEmpty() ? meant : addresses.contains(below) ? "; did you mean '" + below + "'?" : ".";
    }

    private static String filled(String pattern, String path) {
        String[] parts = pattern.split("/");
        String[] given = path.split("/");
        for (int i = 0; i < parts.length && i < given.length; i++) {
            parts[i] = parts[i].startsWith(":") ? given[i] : parts[i];
        }
        return String.join("/", parts);
    }

    /** What the routes there take; empty where no route is. */
    private Set<String> methodsAt(String path) {
        Set<String> methods = new TreeSet<>();
        for (Route route : router.getRoutes()) {
            if (route.getPath() != null && route.methods() != null && isAt(route, path)) {
                route.methods().forEach(method -> methods.add(method.name()));
            }
        }
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        if (!methods.isEmpty()) {
            methods.add("OPTIONS");
        }
        return methods;
    }

    private static boolean isAt(Route route, String path) {
        StringBuilder pattern = new StringBuilder();
        for (String part : route.getPath().split("/")) {
            if (!part.isEmpty()) {
                pattern.append('/').append(part.startsWith(":") ? "[^/]+" : part.equals("*") ? ".*" : Pattern.quote(part));
            }
        }
        return path.matches(pattern.append("/?").toString());
    }
}
