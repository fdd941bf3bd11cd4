// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.stream;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A filter of an event source mapping. Every field of the pattern must match; a list matches when one of its entries does. What it cannot
 * judge it refuses to read.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html">Filter rule syntax</a>
 */
final class EventPattern {

    private final JsonNode pattern;

    /** @throws IllegalArgumentException when the pattern uses an operator that this class does not know */
    EventPattern(JsonNode pattern) {
        check(pattern);
        this.pattern = pattern;
    }

    boolean matches(JsonNode event) {
        return matches(pattern, event);
    }

    private static boolean matches(JsonNode pattern, JsonNode event) {
        var fields = pattern.fields();
        while (fields.hasNext()) {
            var field = fields.next();
            JsonNode value = event.path(field.getKey());
            boolean matched = field.getValue().isObject() ? matches(field.getValue(), value) : matchesAny(field.getValue(), value);
            if (!matched) {
                return false;
            }
        }
        return true;
    }

    private static boolean matchesAny(JsonNode alternatives, JsonNode value) {
        for (JsonNode alternative : alternatives) {
            if (alternative.isObject() ? operator(alternative, value) : alternative.equals(value)) {
                return true;
            }
        }
        return false;
    }

    private static boolean operator(JsonNode operator, JsonNode value) {
        if (operator.has("exists")) {
            return operator.get("exists").asBoolean() != value.isMissingNode();
        }
        if (operator.has("prefix")) {
            return value.isTextual() && value.textValue().startsWith(operator.get("prefix").asText());
        }
        JsonNode excluded = operator.get("anything-but");
        return !value.isMissingNode() && !(excluded.isArray() ? matchesAny(excluded, value) : excluded.equals(value));
    }

    private static void check(JsonNode pattern) {
        pattern.fields().forEachRemaining(field -> {
            JsonNode value = field.getValue();
            if (value.isObject()) {
                check(value);
            } else if (!value.isArray()) {
                throw new IllegalArgumentException("the event pattern's '" + field.getKey() + "' must be an object or a list");
            } else {
                value.forEach(EventPattern::checkAlternative);
            }
        });
    }

    private static void checkAlternative(JsonNode alternative) {
        if (alternative.isObject() && !alternative.has("exists") && !alternative.has("prefix") && !alternative.has("anything-but")) {
            throw new IllegalArgumentException("the event pattern operator " + alternative + " is not supported by the local cloud");
        }
    }
}
