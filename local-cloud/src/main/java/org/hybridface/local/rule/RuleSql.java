// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of AWS IoT SQL (version 2016-03-23): {@code SELECT} with attributes, {@code *}, {@code clientid()}, {@code topic()},
 * {@code topic(n)} and {@code timestamp()}, each with an optional {@code AS}, from one topic filter, and {@code WHERE} an attribute is greater than a
 * whole number. This project's rules never use {@code *}, which hands on whatever a device wrote.
 * Anything else is refused at the start, with its text. Immutable.
 *
 * @see <a href="https://docs.aws.amazon.com/iot/latest/developerguide/iot-sql-reference.html">AWS IoT SQL reference</a>
 */
public final class RuleSql {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern STATEMENT = Pattern.compile("\\s*SELECT\\s+(.+?)\\s+FROM\\s+'([^']+)'(?:\\s+WHERE\\s+(.+?))?\\s*",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern WHERE = Pattern.compile("([A-Za-z_][\\w.]*)\\s*>\\s*(\\d{1,9})");
    private static final Pattern ITEM = Pattern.compile("(\\*|[A-Za-z_][\\w.]*)(\\(\\s*(\\d{0,3})\\s*\\))?(?:\\s+AS\\s+(\\w+))?",
            Pattern.CASE_INSENSITIVE);

    private final String topicFilter;
    private final List<Item> items;
    private final Optional<Condition> where;

    private RuleSql(String topicFilter, List<Item> items, Optional<Condition> where) {
        this.topicFilter = topicFilter;
        this.where = where;
        this.items = List.copyOf(items);
    }

    /** What a message is, beside its payload. */
    public record Origin(String clientId, String topic, long timestampMillis) {
    }

    /** An attribute must be a number above another. */
    private record Condition(String attribute, long above) {

        boolean holds(JsonNode message) {
            JsonNode value = RuleSql.attribute(message, attribute);
            return value.isNumber() && value.decimalValue().compareTo(BigDecimal.valueOf(above)) > 0;
        }
    }

    private record Item(String expression, String argument, String name) {
    }

    /** @throws IllegalArgumentException when the statement is none, or uses something this class does not know */
    public static RuleSql parse(String sql) {
        Matcher statement = STATEMENT.matcher(sql);
        if (!statement.matches()) {
            throw new IllegalArgumentException("the local IoT rule engine reads SELECT ... FROM '<topic>' only, not: " + sql);
        }
        List<Item> items = new ArrayList<>();
        for (String text : statement.group(1).split(",")) {
            items.add(item(text.trim(), sql));
        }
        return new RuleSql(statement.group(2), items, Optional.ofNullable(statement.group(3)).map(text -> condition(text, sql)));
    }

    private static Condition condition(String text, String sql) {
        Matcher condition = WHERE.matcher(text);
        if (!condition.matches()) {
            throw new IllegalArgumentException("the local IoT rule engine reads WHERE <attribute> > <number> only, not '" + text + "' in: " + sql);
        }
        return new Condition(condition.group(1), Long.parseLong(condition.group(2)));
    }

    private static Item item(String text, String sql) {
        Matcher item = ITEM.matcher(text);
        if (!item.matches()) {
            throw new IllegalArgumentException("the local IoT rule engine does not know '" + text + "' in: " + sql);
        }
        boolean call = item.group(2) != null;
        String expression = call ? item.group(1).toLowerCase(Locale.ROOT) + "()" : item.group(1);
        if (call && !List.of("clientid()", "topic()", "timestamp()").contains(expression)) {
            throw new IllegalArgumentException("the local IoT rule engine does not know the function '" + text + "' in: " + sql);
        }
        String name = item.group(4) != null ? item.group(4) : call ? item.group(1) : item.group(1).replaceFirst(".*\\.", "");
        return new Item(expression, call ? item.group(3) : "", name);
    }

    public String topicFilter() {
        return topicFilter;
    }

    /**
     * Whether the rule takes the message: what is not there is not greater than anything.
     *
     * @throws RuleFailedException when the payload is no JSON object
     */
    public boolean selects(byte[] payload, Origin origin) throws RuleFailedException {
        JsonNode message = read(payload, origin);
        return where.isEmpty() || where.get().holds(message);
    }

    /**
     * What the rule hands on.
     *
     * @throws RuleFailedException when the payload is no JSON object
     */
    public byte[] evaluate(byte[] payload, Origin origin) throws RuleFailedException {
        JsonNode message = read(payload, origin);
        ObjectNode selected = JSON.createObjectNode();
        for (Item item : items) {
            if (item.expression().equals("*")) {
                // Fields named by the statement win over those of the payload, wherever the star stands.
                message.fields().forEachRemaining(field -> selected.putIfAbsent(field.getKey(), field.getValue()));
            } else {
                JsonNode value = value(item, message, origin);
                if (!value.isMissingNode()) {
                    selected.set(item.name(), value);
                }
            }
        }
        return selected.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode read(byte[] payload, Origin origin) throws RuleFailedException {
        JsonNode message;
        try {
            message = JSON.readTree(payload);
        } catch (IOException e) {
            throw new RuleFailedException("the payload of " + payload.length + " bytes on '" + origin.topic() + "' from '"
                    + origin.clientId() + "' is not JSON");
        }
        if (message == null || !message.isObject()) {
            throw new RuleFailedException("the payload on '" + origin.topic() + "' from '" + origin.clientId() + "' is not a JSON object");
        }
        return message;
    }

    private static JsonNode value(Item item, JsonNode message, Origin origin) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        return switch (item.expression()) {
            case "clientid()" -> json.textNode(origin.clientId());
            case "timestamp()" -> json.numberNode(origin.timestampMillis());
            case "topic()" -> item.argument().isEmpty() ? json.textNode(origin.topic()) : segment(origin.topic(), item.argument());
            default -> attribute(message, item.expression());
        };
    }

    private static JsonNode attribute(JsonNode message, String path) {
        return message.at("/" + path.replace('.', '/'));
    }

    /** {@code topic(n)}: the n-th part of the topic, from 1. */
    private static JsonNode segment(String topic, String position) {
        String[] segments = topic.split("/", -1);
        int index = Integer.parseInt(position) - 1;
        return index >= 0 && index < segments.length ? JsonNodeFactory.instance.textNode(segments[index])
                : MissingNode.getInstance();
    }
}
