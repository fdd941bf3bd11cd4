// SPDX-License-Identifier: Apache-2.0
package org.hybridface.routecheck;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** What only all files together show: ids given twice, and targets nobody receives. */
final class FolderCheck {

    private static final String ROUTE = "route";
    private static final String CONFIGURATION = "routeConfiguration";

    /** The id of the routeConfiguration that every route has without naming it, and the name by which each had to name it before. */
    private static final String FOR_ALL = "*";
    private static final String FORMERLY_FOR_ALL = "errors";

    /** A copy has the longer name ("x (copy)", "Copy of x"): the fault is there, and the original goes on. */
    private static final Comparator<RouteFile> ORIGINALS_FIRST = Comparator.comparingInt((RouteFile file) -> file.name().length()).thenComparing(RouteFile::name);

    private static final String METHODS = "GET,POST,PUT,DELETE,PATCH,HEAD,OPTIONS";

    private FolderCheck() {
    }

    /** @return the files, each before those that may be copies of it: what came with the program is never to blame for a file that did not */
    static List<RouteFile> originalsFirst(List<RouteFile> files, Set<String> shipped) {
        return files.stream().sorted(Comparator.comparing((RouteFile file) -> !shipped.contains(file.name())).thenComparing(ORIGINALS_FIRST)).toList();
    }

    /** @param files originals first */
    static void checkIds(List<RouteFile> files, Consumer<Problem> problems) {
        checkIds(files, ROUTE, problems);
        checkIds(files, CONFIGURATION, problems);
    }

    /**
     * Camel starts no route with a step whose id another step has, in whatever route it starts at the same time.
     *
     * @param files that are started at once, originals first
     */
    static void checkStepIds(List<RouteFile> files, Consumer<Problem> problems) {
        Map<String, Problem> first = new HashMap<>();
        Set<String> routes = new HashSet<>();
        for (RouteFile file : files) {
            for (RouteFile.Entry entry : file.entries(ROUTE)) {
                if (!routes.add(entry.id())) {
                    // The route itself is there twice, which is told.
                    continue;
                }
                Place.each(entry.tree(), place -> {
                    if (isStepId(place)) {
                        Problem here = file.problem(entry.pointer() + place.pointer(), "");
                        Problem other = first.putIfAbsent(place.text(), here);
                        if (other != null) {
                            problems.accept(file.problem(entry.pointer() + place.pointer(), "there is a step '" + place.text() + "' already, in " + other.file() + " line "
                                    + other.line() + ": give this one an id of its own, or none"));
                        }
                    }
                });
            }
        }
    }

    private static boolean isStepId(Place place) {
        return place.key().equals("id") && place.value().isTextual() && !place.text().contains("{{") && !place.pointer().matches("(/from)?/id") && !place.owner().equals("parameters")
                && !LanguageCheck.LANGUAGES.contains(place.owner());
    }

    /** @param errors the file that has them when nobody took it away */
    static void checkErrorsOfAll(List<RouteFile> files, String errors, Consumer<Problem> problems) {
        Set<String> forAll = Set.of("", FOR_ALL, FORMERLY_FOR_ALL);
        if (files.stream().flatMap(file -> file.entries(CONFIGURATION).stream()).noneMatch(entry -> forAll.contains(entry.id()))) {
            problems.accept(new Problem(errors, 1, "no routeConfiguration is for all routes, and nobody would handle what fails in them: put this file back, or another with "
                    + "a routeConfiguration of the id '" + FOR_ALL + "'"));
        }
    }

    /**
     * @param files    originals first
     * @param withheld files that lie beside these and do not run; empty for one that cannot be read
     */
    static void checkTargets(List<RouteFile> files, List<Optional<RouteFile>> withheld, Consumer<Problem> problems) {
        checkReceivers(files, withheld, problems);
        checkAddresses(files, problems);
        CircleCheck.check(files, problems);
        if (withheld.stream().allMatch(Optional::isPresent)) {
            checkConfigurations(files, withheld.stream().map(Optional::orElseThrow).toList(), problems);
        }
    }

    private static List<RouteFile.Entry> entries(RouteFile file, String kind) {
        return kind.equals(ROUTE) ? file.routes() : file.entries(kind);
    }

    private static void checkIds(List<RouteFile> files, String kind, Consumer<Problem> problems) {
        Map<String, Problem> first = new HashMap<>();
        for (RouteFile file : files) {
            for (RouteFile.Entry entry : entries(file, kind)) {
                String place = entry.pointer() + "/id";
                Problem here = file.problem(place, "");
                if (entry.id().isEmpty()) {
                    // A configuration without one is for all routes.
                    if (!kind.equals(CONFIGURATION)) {
                        problems.accept(file.problem(entry.pointer(), "a " + kind + " needs an id, by which logs, JMX and edits call it"));
                    }
                } else if (kind.equals(ROUTE) && entry.id().contains("{{")) {
                    problems.accept(file.problem(place, "an id is a plain word without {{...}}: the route could not be found again when it is edited or deleted"));
                } else if (first.putIfAbsent(entry.id(), here) != null) {
                    Problem other = first.get(entry.id());
                    problems.accept(file.problem(place, "there is a " + kind + " '" + entry.id() + "' already: " + other.file() + " line "
                            + other.line()));
                }
            }
        }
    }

    private static void checkReceivers(List<RouteFile> files, List<Optional<RouteFile>> withheld, Consumer<Problem> problems) {
        Map<String, String> receivers = new HashMap<>();
        eachEndpoint(files, (file, endpoint) -> {
            if (endpoint.isFrom() && isInside(endpoint)) {
                String name = target(endpoint);
                String before = receivers.putIfAbsent(name, file.name());
                if (before != null && !endpoint.option("multipleConsumers").equals("true")) {
                    problems.accept(file.problem(endpoint.pointer(), "another route receives " + name + " already, in " + before
                            + (endpoint.scheme().equals("seda") ? ", and each message reaches one of them only: give this one a queue of its own" : "")));
                }
            }
        });
        boolean anyWithheldUnknown = withheld.stream().anyMatch(Optional::isEmpty);
        Set<String> missed = new HashSet<>();
        eachEndpoint(withheld.stream().flatMap(Optional::stream).toList(), (file, endpoint) -> {
            if (endpoint.isFrom()) {
                missed.add(target(endpoint));
            }
        });
        eachEndpoint(files, (file, endpoint) -> {
            // A route that is stopped may be done without, one that is nowhere may not: its sender would do nothing without a word.
            boolean doneWithout = endpoint.option("failIfNoConsumers").equals("false") && (anyWithheldUnknown || missed.contains(target(endpoint)));
            if (!endpoint.isFrom() && isInside(endpoint) && !receivers.containsKey(target(endpoint))
                    && !doneWithout && !endpoint.option("discardIfNoConsumers").equals("true") && !endpoint.uri().contains("{")) {
                problems.accept(file.problem(endpoint.pointer(), "no route receives " + target(endpoint)
                        + Words.didYouMean(target(endpoint), receivers.keySet())));
            }
        });
    }

    /** The page's server asks one route for each address and method; another one would hear nothing. */
    private static void checkAddresses(List<RouteFile> files, Consumer<Problem> problems) {
        Map<String, String> taken = new HashMap<>();
        eachEndpoint(files, (file, endpoint) -> {
            if (endpoint.isFrom() && endpoint.scheme().equals("platform-http")) {
                String path = "/" + endpoint.path("path").replaceFirst("^/+", "").replaceAll("\\{[^}]*}", "{}");
                String methods = endpoint.option("httpMethodRestrict");
                for (String method : (methods.isEmpty() ? METHODS : methods.toUpperCase(Locale.ROOT)).split("\\s*,\\s*")) {
                    String before = taken.putIfAbsent(method + " " + path, file.name());
                    if (before != null) {
                        problems.accept(file.problem(endpoint.pointer(), "another route answers " + method + " " + path + " already, in " + before
                                + ": give this one an address of its own"));
                        return;
                    }
                }
            }
        });
    }

    private static void checkConfigurations(List<RouteFile> files, List<RouteFile> withheld, Consumer<Problem> problems) {
        Set<String> known = new HashSet<>();
        withheld.forEach(file -> file.entries(CONFIGURATION).forEach(entry -> known.add(entry.id())));
        files.forEach(file -> file.entries(CONFIGURATION).forEach(entry -> known.add(entry.id())));
        if (known.contains(FOR_ALL)) {
            known.add(FORMERLY_FOR_ALL);
        }
        for (RouteFile file : files) {
            for (RouteFile.Entry route : file.routes()) {
                JsonNode wanted = route.tree().path("routeConfigurationId");
                if (wanted.isTextual()) {
                    Arrays.stream(wanted.asText().split(",")).filter(id -> !id.contains("*") && !known.contains(id))
                            .forEach(id -> problems.accept(file.problem(route.pointer() + "/routeConfigurationId", "there is no routeConfiguration '"
                                    + id + "'" + Words.didYouMean(id, known))));
                }
            }
        }
    }

    /** Only a route that others send to may leave its errors to whoever does. */
    static void checkErrorHandlers(List<RouteFile> files, Consumer<Problem> problems) {
        for (RouteFile file : files) {
            for (RouteFile.Entry route : file.routes()) {
                JsonNode none = route.tree().path("errorHandler").path("noErrorHandler");
                boolean entry = EndpointUse.in(route).stream().anyMatch(endpoint -> endpoint.isFrom() && !endpoint.scheme().equals("direct"));
                if (!none.isMissingNode() && entry) {
                    problems.accept(file.problem(route.pointer() + "/errorHandler/noErrorHandler", "nobody would hear what goes wrong in '" + route.id()
                            + "': noErrorHandler is for routes that others send to (direct:); leave it out"));
                }
            }
        }
    }

    /** Endpoints that only meet another route of this program. A seda queue without a receiver only fills up. */
    static boolean isInside(EndpointUse endpoint) {
        return endpoint.scheme().equals("direct") || endpoint.scheme().equals("seda");
    }

    static String target(EndpointUse endpoint) {
        return endpoint.scheme() + ":" + endpoint.path("name");
    }

    private interface Visitor {
        void visit(RouteFile file, EndpointUse endpoint);
    }

    private static void eachEndpoint(List<RouteFile> files, Visitor visitor) {
        files.forEach(file -> file.madeEntries().forEach(entry -> EndpointUse.in(entry).forEach(endpoint -> visitor.visit(file, endpoint))));
    }
}
