// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.policy;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One condition: an operator, a key of the request and the values it is compared with, any of which may match. Rules: IAM user
 * guide, "Condition operators" and "Set operators for multivalued context keys".
 */
final class Condition {

    private static final String IF_EXISTS = "IfExists";
    private static final String FOR_ALL = "ForAllValues:";
    private static final String FOR_ANY = "ForAnyValue:";

    private static final Set<String> OPERATORS = Set.of("StringEquals", "StringNotEquals", "StringEqualsIgnoreCase",
            "StringLike", "StringNotLike", "ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike", "Bool", "Null");

    private final String set;
    private final String operator;
    private final boolean ifExists;
    private final String key;
    private final List<String> expected;

    private Condition(String set, String operator, boolean ifExists, String key, List<String> expected) {
        this.set = set;
        this.operator = operator;
        this.ifExists = ifExists;
        this.key = key;
        this.expected = expected;
    }

    /** @throws UnsupportedPolicyException for an operator this class does not know */
    static Condition of(String written, String key, List<String> expected) {
        String set = written.startsWith(FOR_ALL) ? FOR_ALL : written.startsWith(FOR_ANY) ? FOR_ANY : "";
        String rest = written.substring(set.length());
        boolean ifExists = rest.endsWith(IF_EXISTS);
        String operator = ifExists ? rest.substring(0, rest.length() - IF_EXISTS.length()) : rest;
        if (!OPERATORS.contains(operator) || operator.equals("Null") && (ifExists || !set.isEmpty())) {
            throw new UnsupportedPolicyException("the condition operator '" + written + "' is not supported");
        }
        expected.forEach(Pattern::of);
        return new Condition(set, operator, ifExists, key, List.copyOf(expected));
    }

    boolean holds(RequestContext context) {
        List<String> actual = context.values(key);
        if (operator.equals("Null")) {
            return expected.contains(String.valueOf(actual.isEmpty()));
        }
        if (actual.isEmpty()) {
            // A negated operator and ForAllValues hold for a key that is not there; the others only with ...IfExists.
            return ifExists || set.equals(FOR_ALL) || negated() && set.isEmpty();
        }
        return switch (set) {
            case FOR_ALL -> actual.stream().allMatch(value -> compare(value, context));
            case FOR_ANY -> actual.stream().anyMatch(value -> compare(value, context));
            // Without a set operator a multivalued key would have to be guessed about; no value is right.
            default -> actual.size() == 1 && compare(actual.get(0), context);
        };
    }

    private boolean compare(String value, RequestContext context) {
        return negated() != expected.stream().anyMatch(text -> one(text, value, context));
    }

    private boolean negated() {
        return operator.contains("Not");
    }

    private boolean one(String text, String value, RequestContext context) {
        return switch (operator) {
            case "StringEquals", "StringNotEquals" -> literal(text).matches(value, context);
            case "StringEqualsIgnoreCase", "Bool" ->
                    literal(text.toLowerCase(Locale.ROOT)).matches(value.toLowerCase(Locale.ROOT), context);
            case "StringLike", "StringNotLike" -> Pattern.of(text).matches(value, context);
            default -> ArnPattern.of(text).matches(value, context);
        };
    }

    /** The text with its variables, but without wildcards. */
    private static Pattern literal(String text) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            int end = text.startsWith("${", i) ? text.indexOf('}', i) : -1;
            if (end > 0) {
                escaped.append(text, i, end + 1);
                i = end;
            } else {
                char c = text.charAt(i);
                escaped.append(c == '*' || c == '?' ? "${" + c + "}" : String.valueOf(c));
            }
        }
        return Pattern.of(escaped.toString());
    }
}
