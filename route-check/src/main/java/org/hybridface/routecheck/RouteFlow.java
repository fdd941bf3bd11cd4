// SPDX-License-Identifier: Apache-2.0
package org.hybridface.routecheck;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Follows a message through a route, from top to bottom: what the steps read of it that no step before has set, and what they leave on it.
 * A step whose Java gets the whole exchange may say what it does with it in a note of its own: {@code Reads header x. Sets variable y.}
 */
final class RouteFlow {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern STEP_NOTE = Pattern.compile("(?:Reads (.+?)\\.\\s*)?(?:Sets (.+?)\\.)?");

    /** Their steps work on a copy of the message, so that nothing they set is left behind. */
    private static final Set<String> COPIES = Set.of("split", "multicast", "wireTap");

    /** Steps that change the body by themselves. */
    private static final Set<String> CONVERSIONS = Set.of("convertBodyTo", "marshal", "unmarshal");
    private static final Set<String> SENDERS = Set.of("to", "toD", "wireTap");
    private static final Set<String> TEXTS = Set.of("description", "note", "id", "constant", "uri");

    private final Expressions expressions;
    private final Map<String, Class<?>> beans;
    private final Components components;
    private final Callees callees;
    private final Map<Item, String> wanted = new LinkedHashMap<>();
    private final Map<Item, String> made = new LinkedHashMap<>();
    private final Map<Item, String> lacking = new LinkedHashMap<>();
    private final Set<Item> passedOn = new LinkedHashSet<>();
    private final Set<Item> inside = new LinkedHashSet<>();
    private Set<Item> there = new HashSet<>();
    private boolean copied;
    private boolean anything;
    private boolean sends;

    /** What the routes take and leave that others send to. */
    interface Callees {
        /** @param target for example {@code direct:store-photo}; empty for one that is no route here */
        Optional<Contract> contract(String target);
    }

    RouteFlow(Map<String, Class<?>> beans, Components components, Callees callees) {
        this.beans = beans;
        this.expressions = new Expressions(beans);
        this.components = components;
        this.callees = callees;
    }

    /** Call it once. */
    RouteFlow follow(RouteFile.Entry route) {
        JsonNode from = route.tree().path("from");
        headersOf(from.path("uri").asText("").split("[:?]", 2)[0], Set.of());
        if (from.has("variableReceive")) {
            set(Item.variable(from.path("variableReceive").asText()), route.pointer() + "/from");
        }
        steps(from.path("steps"), route.pointer() + "/from/steps");
        return this;
    }

    /** The steps of an exception's clause. */
    RouteFlow follow(JsonNode clause, String pointer) {
        steps(clause.path("steps"), pointer + "/steps");
        return this;
    }

    /** What must have come with the message, and where it is read first. */
    Map<Item, String> wanted() {
        return wanted;
    }

    /** Headers that a component's operation needs and no step before has set, and where. */
    Map<Item, String> lacking() {
        return lacking;
    }

    /** What its own steps leave, and where. */
    Map<Item, String> made() {
        return made;
    }

    /** What its steps set on copies of the message, for themselves. */
    Set<Item> setInside() {
        return inside;
    }

    /** What the routes leave that it sends to. */
    Set<Item> passedOn() {
        return passedOn;
    }

    /** Whether a step's Java got the whole exchange without a note of what it does. */
    boolean mayDoAnything() {
        return anything;
    }

    /** Whether the message went to a component, which reads and sets headers and body. */
    boolean sends() {
        return sends;
    }

    private void steps(JsonNode steps, String pointer) {
        for (int i = 0; i < steps.size(); i++) {
            JsonNode step = steps.get(i);
            String place = pointer + "/" + i;
            step.properties().forEach(field -> step(field.getKey(), field.getValue(), place + "/" + field.getKey()));
        }
    }

    private void step(String kind, JsonNode step, String pointer) {
        Set<Item> before = there;
        boolean outer = copied;
        attributes(step, pointer);
        if (COPIES.contains(kind)) {
            there = new HashSet<>(there);
            copied = true;
            there.add(Item.BODY);
        }
        switch (kind) {
            case "setVariable" -> set(Item.variable(step.path("name").asText()), pointer);
            case "setHeader" -> set(Item.header(step.path("name").asText()), pointer);
            case "setProperty" -> set(Item.property(step.path("name").asText()), pointer);
            case "setBody", "transform" -> set(Item.BODY, pointer);
            case "removeHeader" -> remove(Item.header(step.path("name").asText()));
            case "removeProperty" -> remove(Item.property(step.path("name").asText()));
            case "removeVariable" -> remove(Item.variable(step.path("name").asText()));
            case "bean" -> call(step.path("ref").asText(""), step.path("method").asText(""), step, pointer, true);
            case "process" -> opaque(step, pointer);
            default -> {
                if (CONVERSIONS.contains(kind)) {
                    read(Item.BODY, pointer);
                    set(Item.BODY, pointer);
                } else if (SENDERS.contains(kind)) {
                    send(kind, step, pointer);
                }
            }
        }
        if (!kind.equals("bean") && !kind.equals("process")) {
            noted(step, pointer);
        }
        nested(step, pointer);
        if (COPIES.contains(kind)) {
            there = before;
            copied = outer;
        }
    }

    /** Steps inside, in the order in which they are written. */
    private void nested(JsonNode step, String pointer) {
        if (!step.isObject()) {
            return;
        }
        step.properties().forEach(field -> {
            String place = pointer + "/" + field.getKey();
            switch (field.getKey()) {
                case "steps" -> steps(field.getValue(), place);
                case "when", "doCatch" -> {
                    for (int i = 0; i < field.getValue().size(); i++) {
                        attributes(field.getValue().get(i), place + "/" + i);
                        steps(field.getValue().get(i).path("steps"), place + "/" + i + "/steps");
                    }
                }
                case "otherwise", "doFinally", "onFallback" -> steps(field.getValue().path("steps"), place + "/steps");
                default -> { }
            }
        });
    }

    /** The expressions of a step itself. */
    private void attributes(JsonNode step, String pointer) {
        if (step.isTextual()) {
            reads(expressions.readBy(step.asText()), pointer);
            return;
        }
        step.properties().forEach(field -> {
            String key = field.getKey();
            JsonNode value = field.getValue();
            String place = pointer + "/" + key;
            if (value.isTextual() && !TEXTS.contains(key)) {
                reads(expressions.readBy(value.asText()), place);
            }
            reads(expressions.readBy(key, value), place);
            if (key.equals("expression") || key.equals("parameters") || key.equals("simple")) {
                attributes(value, place);
            }
            if (key.equals("variableSend")) {
                read(Item.variable(value.asText()), place);
            }
        });
    }

    private void send(String kind, JsonNode step, String pointer) {
        EndpointUse endpoint = EndpointUse.in(new RouteFile.Entry(kind, JSON.objectNode().set(kind, step), pointer)).get(0);
        String receives = step.path("variableReceive").asText("");
        switch (endpoint.scheme()) {
            case "direct", "seda" -> callees.contract(endpoint.scheme() + ":" + endpoint.path("name")).ifPresent(callee -> {
                reads(callee.takes(), pointer);
                if (endpoint.scheme().equals("direct")) {
                    there.addAll(callee.leaves());
                    if (!copied) {
                        passedOn.addAll(callee.leaves());
                    }
                }
            });
            case "bean" -> call(endpoint.path("beanName"), endpoint.option("method"), step, pointer, receives.isEmpty());
            default -> {
                reads(expressions.readBy(endpoint.uri()), pointer);
                NeededHeaders.of(endpoint).stream().filter(header -> !there.contains(header)).forEach(header -> lacking.putIfAbsent(header, pointer));
                headersOf(endpoint.scheme(), NeededHeaders.readBy(endpoint.scheme()));
                sends = true;
                there.add(Item.BODY);
            }
        }
        if (!receives.isEmpty()) {
            set(Item.variable(receives), pointer);
        }
    }

    private void call(String bean, String method, JsonNode step, String pointer, boolean resultIsBody) {
        reads(expressions.readBy(method), pointer);
        BeanCall call = BeanCall.of(beans, bean, method);
        reads(call.reads(), pointer);
        if (call.opaque()) {
            opaque(step, pointer);
        } else {
            noted(step, pointer);
        }
        if (call.setsBody() && resultIsBody) {
            if (call.opaque()) {
                there.add(Item.BODY);
            } else {
                set(Item.BODY, pointer);
            }
        }
    }

    private void opaque(JsonNode step, String pointer) {
        if (!noted(step, pointer)) {
            anything = true;
        }
        there.add(Item.BODY);
    }

    /** What the step says of itself. */
    private boolean noted(JsonNode step, String pointer) {
        String text = step.path("note").asText("").strip();
        Matcher note = STEP_NOTE.matcher(text);
        if (text.isEmpty() || !note.matches()) {
            return false;
        }
        Item.list(Optional.ofNullable(note.group(1)).orElse("nothing")).ifPresent(items -> reads(items, pointer));
        Item.list(Optional.ofNullable(note.group(2)).orElse("nothing")).ifPresent(items -> items.forEach(item -> set(item, pointer)));
        return true;
    }

    /** A component says in its description which headers it sets, and does not tell them from those that it reads. */
    private void headersOf(String scheme, Set<Item> read) {
        components.find(scheme).ifPresent(component -> component.getEndpointHeaders().stream().map(header -> Item.header(header.getName()))
                .filter(header -> !read.contains(header)).forEach(there::add));
    }

    private void reads(Set<Item> items, String pointer) {
        items.forEach(item -> read(item, pointer));
    }

    private void read(Item item, String pointer) {
        if (!there.contains(item)) {
            wanted.putIfAbsent(item, pointer);
        }
    }

    private void set(Item item, String pointer) {
        there.add(item);
        if (copied) {
            inside.add(item);
        } else {
            made.putIfAbsent(item, pointer);
        }
    }

    private void remove(Item item) {
        there.remove(item);
        made.remove(item);
    }
}
