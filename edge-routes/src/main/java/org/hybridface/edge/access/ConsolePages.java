// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.access;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.console.DevConsole;
import org.apache.camel.console.DevConsoleRegistry;
import org.apache.camel.util.json.JsonObject;
import org.hybridface.edge.print.Masked;

/**
 * Camel's developer console at {@code /q/dev}, as text or, with {@code Accept: application/json}, as JSON: the consoles that
 * {@link Consoles} names, with secrets masked. Camel's own page, which has all of them, is off.
 */
public final class ConsolePages implements Handler<RoutingContext> {

    /** Everything at and below it is this page's. */
    public static final String PATH = "/q";

    private static final String INDEX = "/q/dev";
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    private final CamelContext camel;

    public ConsolePages(CamelContext camel) {
        this.camel = camel;
    }

    @Override
    public void handle(RoutingContext request) {
        String path = request.request().path();
        if (!request.request().method().equals(HttpMethod.GET)) {
            Refusals.wrongMethod(request, "GET, HEAD, OPTIONS", "a console is read by GET; what changes something goes through /observe/jolokia");
        } else if (path.equals(INDEX) || path.equals(INDEX + "/")) {
            index(request);
        } else {
            String console = path.startsWith(INDEX + "/") ? path.substring(INDEX.length() + 1) : path;
            show(request, console);
        }
    }

    private void index(RoutingContext request) {
        boolean html = accepts(request, "html");
        // Relative: a proxy may serve all this below a path of its own.
        String below = request.request().path().endsWith("/") ? "" : INDEX.substring(INDEX.lastIndexOf('/') + 1) + "/";
        String list = Consoles.SHOWN.keySet().stream().flatMap(id -> console(id).stream())
                .map(console -> (html ? "<a href=\"" + below + console.getId() + "\">" + console.getId() + "</a>" : console.getId())
                        + ": " + console.getDescription() + (html ? "<br>" : ""))
                .collect(Collectors.joining("\n", "", "\n"));
        request.response().putHeader("Content-Type", html ? "text/html; charset=utf-8" : "text/plain; charset=utf-8").end(list);
    }

    private void show(RoutingContext request, String id) {
        if (!Consoles.isShown(id)) {
            Refusals.send(request, FORBIDDEN, "this console is not shown: " + INDEX + " lists those that are");
            return;
        }
        if (!Consoles.mayBeGiven(id, request.queryParams().names())) {
            Refusals.send(request, FORBIDDEN, "the console " + id + " takes " + (Consoles.SHOWN.get(id).isEmpty() ? "no parameter"
                    : "these parameters only: " + String.join(", ", Consoles.SHOWN.get(id).stream().sorted().toList())));
            return;
        }
        Optional<String> problem = request.queryParams().entries().stream()
                .flatMap(parameter -> Consoles.problem(parameter.getKey(), parameter.getValue()).stream()).findFirst();
        if (problem.isPresent()) {
            Refusals.send(request, BAD_REQUEST, problem.get());
            return;
        }
        Optional<DevConsole> console = console(id);
        if (console.isEmpty()) {
            Refusals.send(request, NOT_FOUND, "this device has no console " + id);
            return;
        }
        Map<String, Object> options = new HashMap<>();
        request.queryParams().forEach(parameter -> options.put(parameter.getKey(), parameter.getValue()));
        if (accepts(request, "json") && console.get().supportMediaType(DevConsole.MediaType.JSON)) {
            JsonObject root = new JsonObject();
            root.put(id, console.get().call(DevConsole.MediaType.JSON, options));
            request.response().putHeader("Content-Type", "application/json").end(Masked.of(root.toJson()));
        } else {
            Object text = console.get().call(DevConsole.MediaType.TEXT, options);
            request.response().putHeader("Content-Type", "text/plain; charset=utf-8")
                    .end(Masked.of(console.get().getDisplayName() + ":\n\n" + text + "\n"));
        }
    }

    private Optional<DevConsole> console(String id) {
        return Optional.ofNullable(camel.getCamelContextExtension().getContextPlugin(DevConsoleRegistry.class))
                .flatMap(registry -> registry.stream().filter(console -> console.getId().equals(id)).findFirst());
    }

    private static boolean accepts(RoutingContext request, String type) {
        return Optional.ofNullable(request.request().getHeader("Accept")).filter(accept -> accept.contains(type)).isPresent();
    }
}
