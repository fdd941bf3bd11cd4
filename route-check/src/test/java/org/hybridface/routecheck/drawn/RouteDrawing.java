// SPDX-License-Identifier: Apache-2.0
package org.hybridface.routecheck.drawn;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hybridface.routecheck.Contract;
import org.hybridface.routecheck.EndpointUse;
import org.hybridface.routecheck.Place;
import org.hybridface.routecheck.RouteFile;
import org.hybridface.routecheck.RouteFile.Entry;

/**
 * Draws all sides' routes as one Mermaid flowchart: a box for each side, a node for each route or each file, an arrow for each
 * endpoint. Arrows cross from side to side where one publishes what another subscribes to, and where the rule invokes the Lambda.
 * Pure.
 */
final class RouteDrawing {

    /** Calls of beans behind which something outside stands, as Camel has no component for it; by bean, or by bean and method. */
    private static final Map<String, String> OUTSIDE_BEANS = Map.of("recogniser", "Amazon Rekognition", "mail.send", RouteDrawing.SHADOW,
            "mail.sendSome", RouteDrawing.SHADOW);
    private static final String SHADOW = "device shadow faces";
    private static final String TOPIC = "MQTT ";
    private static final String OUTSIDE = "outside_";
    private static final String LAMBDA = "Lambda face-recogniser";

    /** What a node of the drawing is. */
    private enum Nodes { ROUTES, FILES }

    private static final Pattern ARROW = Pattern.compile(" (-->|==>) ");

    private final Map<String, List<RouteFile>> sides;
    private final Nodes detail;
    /** The files that are drawn, without ending; empty means all. */
    private final Set<String> shown;
    private final Map<String, String> nodes = new TreeMap<>();
    private final Set<String> arrows = new LinkedHashSet<>();

    private RouteDrawing(Map<String, List<RouteFile>> sides, Nodes detail, Set<String> shown) {
        this.sides = sides;
        this.detail = detail;
        this.shown = shown;
    }

    /**
     * Every route of every file.
     *
     * @param sides name of the side to its files, in the order of the drawing
     */
    static String ofRoutes(Map<String, List<RouteFile>> sides) {
        return new RouteDrawing(sides, Nodes.ROUTES, Set.of()).mermaid();
    }

    /**
     * Some of the files and what lies between them; a topic that only one of them names is left out.
     *
     * @param sides name of the side to its files, in the order of the drawing
     * @param shown names of the files, without ending
     */
    static String ofFiles(Map<String, List<RouteFile>> sides, Set<String> shown) {
        return new RouteDrawing(sides, Nodes.FILES, shown).mermaid();
    }

    private String mermaid() {
        StringBuilder drawing = new StringBuilder("flowchart LR\n");
        sides.forEach((side, files) -> {
            drawing.append("  subgraph ").append(side).append("_side[\"").append(side).append("\"]\n");
            for (RouteFile file : files) {
                draw(side, file, drawing);
            }
            drawing.append("  end\n");
        });
        sides.forEach(this::connect);
        if (!shown.isEmpty()) {
            leaveOutTheRest(drawing);
        }
        nodes.forEach((id, label) -> drawing.append("  ").append(id).append("([\"").append(label).append("\"])\n"));
        arrows.forEach(arrow -> drawing.append("  ").append(arrow).append('\n'));
        return drawing.toString();
    }

    private void leaveOutTheRest(StringBuilder drawn) {
        arrows.removeIf(arrow -> Stream.of(ARROW.split(arrow)).anyMatch(end -> !nodes.containsKey(end) && drawn.indexOf(" " + end + "[") < 0));
        Map<String, Long> uses = arrows.stream().flatMap(ARROW::splitAsStream).collect(Collectors.groupingBy(end -> end, Collectors.counting()));
        nodes.entrySet().removeIf(node -> uses.getOrDefault(node.getKey(), 0L) < (node.getValue().startsWith(TOPIC) ? 2 : 1));
        arrows.removeIf(arrow -> Stream.of(ARROW.split(arrow)).anyMatch(end -> end.startsWith(OUTSIDE) && !nodes.containsKey(end)));
    }

    private void draw(String side, RouteFile file, StringBuilder drawing) {
        List<Entry> routes = file.routes();
        String name = file.name().replace(RouteFile.SUFFIX, "");
        if (routes.isEmpty() || !shown.isEmpty() && !shown.contains(name)) {
            return;
        }
        if (detail == Nodes.FILES) {
            drawing.append("    ").append(node(side, name)).append("[\"").append(name).append("\"]\n");
            return;
        }
        drawing.append("    subgraph ").append(side).append("_file_").append(word(name)).append("[\"").append(name).append("\"]\n");
        routes.forEach(route -> drawing.append("      ").append(node(side, route.id())).append("[\"").append(route.id()).append("\"]\n"));
        drawing.append("    end\n");
    }

    private void connect(String side, List<RouteFile> files) {
        Map<String, String> receivers = new LinkedHashMap<>();
        files.forEach(file -> receivers.putAll(receivers(side, file)));
        Set<String> called = new LinkedHashSet<>();
        for (RouteFile file : files) {
            for (Entry entry : file.madeEntries()) {
                String from = entry.kind().equals("route") ? node(side, file, entry) : "";
                if (!from.isEmpty()) {
                    outsideBeans(entry).forEach(name -> arrow(from, outside(name)));
                }
                for (EndpointUse endpoint : EndpointUse.in(entry)) {
                    if (!endpoint.isFrom() && isInside(endpoint)) {
                        called.add(target(endpoint));
                    }
                    if (!from.isEmpty()) {
                        connect(from, endpoint, receivers);
                    }
                }
            }
        }
        if (side.equals("cloud")) {
            // What no route of the cloud calls is called by the function's handler.
            receivers.keySet().stream().filter(target -> !called.contains(target))
                    .forEach(target -> arrow(outside(LAMBDA), receivers.get(target)));
        }
    }

    private void connect(String route, EndpointUse endpoint, Map<String, String> receivers) {
        if (isInside(endpoint)) {
            String receiver = receivers.getOrDefault(target(endpoint), route);
            if (!endpoint.isFrom() && !receiver.equals(route)) {
                arrows.add(route + " --> " + receiver);
            }
            return;
        }
        String outside = name(endpoint);
        if (outside.isEmpty()) {
            return;
        }
        if (endpoint.isFrom()) {
            arrow(outside(outside), route);
        } else {
            arrow(route, outside(outside));
        }
    }

    private Map<String, String> receivers(String side, RouteFile file) {
        Map<String, String> receivers = new LinkedHashMap<>();
        file.routes().forEach(route -> EndpointUse.in(route).stream()
                .filter(endpoint -> endpoint.isFrom() && isInside(endpoint))
                .forEach(endpoint -> receivers.put(target(endpoint), node(side, file, route))));
        return receivers;
    }

    private static boolean isInside(EndpointUse endpoint) {
        return endpoint.scheme().equals("direct") || endpoint.scheme().equals("seda");
    }

    private static String target(EndpointUse endpoint) {
        return endpoint.scheme() + ":" + endpoint.path("name");
    }

    /** What the endpoint is to a reader; empty when it is nothing outside the program. */
    private static String name(EndpointUse endpoint) {
        return switch (endpoint.scheme()) {
            case "{{edge.camera}}" -> "camera";
            case "file" -> "outbox on disk";
            case "paho-mqtt5" -> topic(endpoint.path("topic"));
            case "aws2-s3" -> "Amazon S3";
            case "aws2-ddb" -> "Amazon DynamoDB";
            case "aws2-lambda" -> LAMBDA;
            case "platform-http" -> "browser";
            default -> "";
        };
    }

    private static Set<String> outsideBeans(Entry route) {
        Set<String> names = new LinkedHashSet<>();
        Place.each(route.tree(), place -> {
            if (place.key().equals("ref")) {
                String call = place.text() + "." + place.parent().path("method").asText().split("\\(", 2)[0];
                Optional.ofNullable(OUTSIDE_BEANS.getOrDefault(call, OUTSIDE_BEANS.get(place.text()))).ifPresent(names::add);
            }
        });
        return names;
    }

    /** A rule's topic is a property there, since it comes from the stack. */
    private static String topic(String topic) {
        return topic.startsWith("$aws/things/") ? SHADOW
                : TOPIC + topic.replaceAll("\\{\\{rule\\.(face_recognition)_(\\w+)\\.topic}}", "$1/$2");
    }

    private String outside(String name) {
        String id = OUTSIDE + word(name);
        nodes.put(id, name);
        return id;
    }

    private void arrow(String from, String to) {
        arrows.add(from + " ==> " + to);
    }

    private String node(String side, RouteFile file, Entry route) {
        return node(side, detail == Nodes.FILES ? file.name().replace(RouteFile.SUFFIX, "") : route.id());
    }

    private static String node(String side, String route) {
        return side + "_" + word(route);
    }

    private static String word(String text) {
        return text.replaceAll("[^A-Za-z0-9]+", "_");
    }

    /** The table: a line for each route. */
    static String table(Map<String, List<RouteFile>> sides, String linkPrefix) {
        List<String> lines = new ArrayList<>(List.of("| file | route id | does | takes | leaves |", "|---|---|---|---|---|"));
        sides.forEach((side, files) -> files.forEach(file -> file.routes().forEach(route -> {
            String name = side + "/" + file.name().replace(RouteFile.SUFFIX, "");
            Optional<Contract> contract = Contract.of(route);
            lines.add("| [" + name + "](" + linkPrefix + "src/main/resources/routes/" + side + "/" + file.name() + ") | `" + route.id() + "` | "
                    + escaped(route.tree().path("description").asText()) + " | " + escaped(contract.map(Contract::takesText).orElse("")) + " | "
                    + escaped(contract.map(Contract::leavesText).orElse("")) + " |");
        })));
        return String.join("\n", lines) + "\n";
    }

    private static String escaped(String text) {
        return text.replace("<", "&lt;").replace("|", "\\|");
    }
}
