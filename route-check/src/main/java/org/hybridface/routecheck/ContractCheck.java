// SPDX-License-Identifier: Apache-2.0
package org.hybridface.routecheck;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What each route takes and leaves: nothing is read that nobody sets, and a route whose note says what it takes and leaves says it right.
 * A route without such a note takes what it reads and leaves what it sets. What a step's Java does with the whole exchange is not known; there a
 * note is believed.
 */
final class ContractCheck {

    private static final Contract OPEN = new Contract(Set.of(), Set.of(), "", "");

    private final List<RouteFile> files;
    private final Map<String, Class<?>> beans;
    private final Components components;
    private final Set<String> given;
    private final Map<String, RouteFile.Entry> receivers = new HashMap<>();
    private final Map<String, Contract> inferred = new HashMap<>();
    private final Set<String> called = new HashSet<>();

    /** @param given what comes from outside the routes, as {@link RouteSide#given} names it */
    ContractCheck(List<RouteFile> files, Map<String, Class<?>> beans, Components components, Set<String> given) {
        this.files = files;
        this.beans = beans;
        this.components = components;
        this.given = given;
        for (RouteFile file : files) {
            file.routes().forEach(route -> from(route).ifPresent(from -> receivers.put(target(from), route)));
            file.madeEntries().forEach(entry -> EndpointUse.in(entry).stream().filter(endpoint -> !endpoint.isFrom()).forEach(endpoint -> called.add(target(endpoint))));
        }
    }

    void check(Consumer<Problem> problems) {
        Set<Item> everSet = new HashSet<>();
        for (RouteFile file : files) {
            for (RouteFile.Entry route : file.routes()) {
                RouteFlow flow = flow().follow(route);
                everSet.addAll(flow.made().keySet());
                everSet.addAll(flow.setInside());
                check(file, route, flow, problems);
            }
        }
        files.forEach(file -> file.entries("routeConfiguration").forEach(entry -> checkConfiguration(file, entry, everSet, problems)));
    }

    private void check(RouteFile file, RouteFile.Entry route, RouteFlow flow, Consumer<Problem> problems) {
        String note = route.tree().path("note").asText("").strip();
        Optional<Contract> contract = Contract.of(route);
        if (contract.isEmpty() && Contract.isMeant(note)) {
            problems.accept(file.problem(route.pointer() + "/note", "this note does not say what '" + route.id() + "' takes and leaves: write it as "
                    + Contract.FORM));
            return;
        }
        checkNeeded(file, flow, contract.map(Contract::takes).orElse(Set.of()), problems);
        contract.ifPresent(said -> checkTakes(file, route, flow, said, given, problems));
        contract.ifPresent(said -> checkLeaves(file, route, flow, said, problems));
        if (isEntry(route) && (contract.isPresent() || !flow.mayDoAnything())) {
            Set<Item> takes = contract.map(Contract::takes).orElse(flow.wanted().keySet());
            takes.stream().filter(item -> !comesWith(route, item)).forEach(item -> problems.accept(file.problem(
                    flow.wanted().getOrDefault(item, route.pointer() + "/note"), "nobody sets " + item + ", which '" + route.id() + "' reads: no route sends to it"
                            + didYouMean(item, flow.made().keySet()))));
        }
    }

    private static void checkNeeded(RouteFile file, RouteFlow flow, Set<Item> takes, Consumer<Problem> problems) {
        flow.lacking().forEach((header, pointer) -> {
            if (!takes.contains(header)) {
                problems.accept(file.problem(pointer, "this step needs " + header + ", which no step before sets; what another route has set is still there, and would be"
                        + " taken for it: set it here, or write it behind Takes in the route's note"));
            }
        });
    }

    private static void checkTakes(RouteFile file, RouteFile.Entry route, RouteFlow flow, Contract said, Set<String> given,
            Consumer<Problem> problems) {
        flow.wanted().forEach((item, pointer) -> {
            if (!said.takes().contains(item) && !item.isCamels() && !given.contains(item.toString())) {
                problems.accept(file.problem(pointer, "'" + route.id() + "' reads " + item + ", which no step before sets and its note does not take: set it, or write it behind Takes"
                        + didYouMean(item, joined(said.takes(), flow.made().keySet()))));
            }
        });
        for (Item item : said.takes()) {
            boolean unseen = flow.mayDoAnything() || flow.sends() && (item.kind() == Item.Kind.BODY || item.kind() == Item.Kind.HEADER);
            if (!flow.wanted().containsKey(item) && !unseen && !item.isCamels()) {
                problems.accept(file.problem(route.pointer() + "/note", "the note of '" + route.id() + "' takes " + item + ", which no step reads"
                        + didYouMean(item, flow.wanted().keySet())));
            }
        }
    }

    private static void checkLeaves(RouteFile file, RouteFile.Entry route, RouteFlow flow, Contract said, Consumer<Problem> problems) {
        flow.made().forEach((item, pointer) -> {
            if (!said.leaves().contains(item) && !item.isCamels()) {
                problems.accept(file.problem(pointer, "'" + route.id() + "' sets " + item + ", which its note does not leave: write it behind Leaves"));
            }
        });
        for (Item item : said.leaves()) {
            boolean unseen = flow.mayDoAnything() || flow.sends() && (item.kind() == Item.Kind.BODY || item.kind() == Item.Kind.HEADER);
            if (!flow.made().containsKey(item) && !flow.passedOn().contains(item) && !unseen && !item.isCamels()) {
                problems.accept(file.problem(route.pointer() + "/note", "the note of '" + route.id() + "' leaves " + item + ", which no step sets"
                        + didYouMean(item, joined(flow.made().keySet(), flow.passedOn()))));
            }
        }
    }

    /** Any route's failure may be handled there: so it is enough that some route sets what is read. */
    private void checkConfiguration(RouteFile file, RouteFile.Entry configuration, Set<Item> everSet, Consumer<Problem> problems) {
        JsonNode clauses = configuration.tree().path("onException");
        for (int i = 0; i < clauses.size(); i++) {
            String pointer = configuration.pointer() + "/onException/" + i + "/onException";
            RouteFlow flow = flow().follow(clauses.get(i).path("onException"), pointer);
            checkNeeded(file, flow, Set.of(), problems);
            flow.wanted().forEach((item, place) -> {
                boolean carried = item.kind() == Item.Kind.VARIABLE || item.kind() == Item.Kind.PROPERTY;
                if (carried && !everSet.contains(item) && !given.contains(item.toString()) && !item.isCamels()) {
                    problems.accept(file.problem(place, "no route sets " + item + didYouMean(item, everSet)));
                }
            });
        }
    }

    /** Whether such a thing comes with a message from outside the routes. */
    private boolean comesWith(RouteFile.Entry route, Item item) {
        String scheme = from(route).map(EndpointUse::scheme).orElse("");
        if (item.isCamels() || given.contains(item.toString())) {
            return true;
        }
        return switch (item.kind()) {
            case BODY -> !scheme.equals("timer");
            case HEADER -> !scheme.equals("timer") && !scheme.equals("direct");
            case VARIABLE, PROPERTY -> false;
        };
    }

    private boolean isEntry(RouteFile.Entry route) {
        return from(route).map(from -> !called.contains(target(from))).orElse(true);
    }

    private RouteFlow flow() {
        return new RouteFlow(beans, components, this::contract);
    }

    private Optional<Contract> contract(String target) {
        RouteFile.Entry route = receivers.get(target);
        if (route == null) {
            return Optional.empty();
        }
        Optional<Contract> said = Contract.of(route);
        return said.isPresent() ? said : Optional.of(inferred(target, route));
    }

    private Contract inferred(String target, RouteFile.Entry route) {
        if (!inferred.containsKey(target)) {
            // A route that sends to itself in the end is looked at once.
            inferred.put(target, OPEN);
            RouteFlow flow = flow().follow(route);
            Set<Item> takes = flow.mayDoAnything() ? Set.of() : flow.wanted().keySet();
            inferred.put(target, new Contract(takes, joined(flow.made().keySet(), flow.passedOn()), "", ""));
        }
        return inferred.get(target);
    }

    private static Optional<EndpointUse> from(RouteFile.Entry route) {
        return EndpointUse.in(route).stream().filter(EndpointUse::isFrom).findFirst();
    }

    private static String target(EndpointUse endpoint) {
        return endpoint.scheme() + ":" + endpoint.path("name");
    }

    private static Set<Item> joined(Set<Item> some, Set<Item> others) {
        Set<Item> all = new LinkedHashSet<>(some);
        all.addAll(others);
        return all;
    }

    private static String didYouMean(Item item, Set<Item> known) {
        List<String> names = new ArrayList<>(known.stream().filter(other -> other.kind() != Item.Kind.BODY).map(Item::toString).collect(Collectors.toSet()));
        return Words.didYouMean(item.toString(), names);
    }
}
