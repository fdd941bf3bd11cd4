// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What is to be written to one item, and on which conditions; all of them must hold. Everything is written by updates, never by whole items: two
 * devices may meet the same face at once, and neither must undo what the other wrote. A builder for one thread.
 */
final class Write {

    private static final String OR = " OR ";

    private final String id;
    private final Map<String, String> sets = new LinkedHashMap<>();
    private final Set<String> removed = new TreeSet<>();
    private final Set<String> added = new TreeSet<>();
    private final List<String> conditions = new ArrayList<>();
    private final Set<String> names = new TreeSet<>();
    private final Map<String, AttributeValue> values = new HashMap<>();

    private Write(String id) {
        this.id = id;
    }

    /** Nothing yet, to the item with this id; it is made when there is none. */
    static Write to(String id) {
        return new Write(id);
    }

    /** Conditions without an item, for {@link #ifEither}. */
    static Write onlyIf() {
        return new Write("");
    }

    Write set(String attribute, AttributeValue value) {
        removed.remove(attribute);
        sets.put(attribute, value(attribute, value));
        return this;
    }

    /** Leaves what is there. */
    Write setIfAbsent(String attribute, AttributeValue value) {
        sets.put(attribute, "if_not_exists(" + name(attribute) + ", " + value(attribute, value) + ")");
        return this;
    }

    Write remove(String attribute) {
        sets.remove(attribute);
        values.remove(":" + mark(attribute));
        name(attribute);
        removed.add(attribute);
        return this;
    }

    /** Adds to a set of texts, creating it when needed. */
    Write add(String attribute, Collection<String> elements) {
        value(attribute, AttributeValue.fromSs(List.copyOf(elements)));
        added.add(attribute);
        return this;
    }

    Write ifPresent(String attribute) {
        return onlyIf("attribute_exists(" + name(attribute) + ")");
    }

    Write ifAbsent(String attribute) {
        return onlyIf("attribute_not_exists(" + name(attribute) + ")");
    }

    Write ifEqual(String attribute, AttributeValue expected) {
        return onlyIf(name(attribute) + " = " + expected(attribute, expected));
    }

    Write ifAbsentOrEqual(String attribute, AttributeValue expected) {
        return onlyIf("attribute_not_exists(" + name(attribute) + ")" + OR + name(attribute) + " = " + expected(attribute, expected));
    }

    Write ifAbsentOrAtMost(String attribute, AttributeValue expected) {
        return onlyIf("attribute_not_exists(" + name(attribute) + ")" + OR + name(attribute) + " <= " + expected(attribute, expected));
    }

    /** The attribute, a set, has this element. */
    Write ifContains(String attribute, String element) {
        return onlyIf("contains(" + name(attribute) + ", " + expected(attribute, AttributeValue.fromS(element)) + ")");
    }

    /** The attribute is as it was when the item was read. */
    Write ifSame(Map<String, AttributeValue> read, String attribute) {
        return read.containsKey(attribute) ? ifEqual(attribute, read.get(attribute)) : ifAbsent(attribute);
    }

    /** One of the two holds; each is built alone ({@link #onlyIf()}). */
    Write ifEither(Write one, Write other) {
        for (Write each : List.of(one, other)) {
            names.addAll(each.names);
            values.putAll(each.values);
        }
        return onlyIf(one.condition() + OR + other.condition());
    }

    private Write onlyIf(String condition) {
        conditions.add(condition);
        return this;
    }

    private String name(String attribute) {
        names.add(attribute);
        return "#" + mark(attribute);
    }

    /** A placeholder has letters, digits and underscores only (DynamoDB developer guide, "Expression attribute names"); an erasure's id has dashes. */
    private static String mark(String attribute) {
        return attribute.replace('-', '_');
    }

    private String value(String attribute, AttributeValue value) {
        name(attribute);
        values.put(":" + mark(attribute), value);
        return ":" + mark(attribute);
    }

    private String expected(String attribute, AttributeValue value) {
        values.put(":was_" + mark(attribute), value);
        return ":was_" + mark(attribute);
    }

    String id() {
        return id;
    }

    boolean sets(String attribute) {
        return sets.containsKey(attribute);
    }

    boolean changesNothing() {
        return sets.isEmpty() && removed.isEmpty() && added.isEmpty();
    }

    /** DynamoDB's update expression (developer guide, "Using update expressions"). */
    String update() {
        List<String> parts = new ArrayList<>();
        if (!sets.isEmpty()) {
            parts.add("SET " + sets.entrySet().stream().map(set -> "#" + mark(set.getKey()) + " = " + set.getValue()).collect(Collectors.joining(", ")));
        }
        if (!removed.isEmpty()) {
            parts.add("REMOVE " + removed.stream().map(attribute -> "#" + mark(attribute)).collect(Collectors.joining(", ")));
        }
        if (!added.isEmpty()) {
            parts.add("ADD " + added.stream().map(attribute -> "#" + mark(attribute) + " :" + mark(attribute)).collect(Collectors.joining(", ")));
        }
        return String.join(" ", parts);
    }

    /** DynamoDB's condition expression, which refuses a pair of brackets that it does not need; null, as the SDK wants it, when there is none. */
    String condition() {
        return switch (conditions.size()) {
            case 0 -> null;
            case 1 -> conditions.get(0);
            default -> conditions.stream().map(each -> each.contains(OR) ? "(" + each + ")" : each).collect(Collectors.joining(" AND "));
        };
    }

    Map<String, String> names() {
        return names.stream().collect(Collectors.toMap(name -> "#" + mark(name), name -> name));
    }

    /** Null, as the SDK wants it, when there are none. */
    Map<String, AttributeValue> values() {
        return values.isEmpty() ? null : values;
    }

    /** The item that the write makes where there is none. */
    Map<String, AttributeValue> item() {
        Map<String, AttributeValue> item = new HashMap<>(Items.key(id));
        sets.keySet().forEach(attribute -> item.put(attribute, values.get(":" + mark(attribute))));
        added.forEach(attribute -> item.put(attribute, values.get(":" + mark(attribute))));
        return item;
    }
}
