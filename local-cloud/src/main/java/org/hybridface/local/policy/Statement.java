// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** One statement of a policy that belongs to an identity: a role or a certificate. */
final class Statement {

    private static final Set<String> ELEMENTS = Set.of("Sid", "Effect", "Action", "Resource", "Condition");

    private final String sid;
    private final boolean allow;
    private final List<String> actions;
    private final List<ArnPattern> resources;
    private final List<Condition> conditions;

    private Statement(String sid, boolean allow, List<String> actions, List<ArnPattern> resources,
            List<Condition> conditions) {
        this.sid = sid;
        this.allow = allow;
        this.actions = List.copyOf(actions);
        this.resources = List.copyOf(resources);
        this.conditions = List.copyOf(conditions);
    }

    static Statement parse(JsonNode node, int index) {
        String sid = node.path("Sid").asText("statement " + index);
        node.fieldNames().forEachRemaining(name -> require(ELEMENTS.contains(name), sid, "the element '" + name
                + "' is not supported"));
        String effect = node.path("Effect").asText();
        require(effect.equals("Allow") || effect.equals("Deny"), sid, "'Effect' is neither Allow nor Deny");
        List<String> actions = texts(node.path("Action"), sid, "Action");
        actions.forEach(action -> require(action.equals("*") || action.matches("[a-z0-9-]+:[A-Za-z*?]+"), sid,
                "'" + action + "' is not an action like service:Operation"));
        List<ArnPattern> resources = texts(node.path("Resource"), sid, "Resource").stream().map(ArnPattern::of).toList();
        List<Condition> conditions = new ArrayList<>();
        node.path("Condition").fields().forEachRemaining(operator -> operator.getValue().fields().forEachRemaining(key ->
                conditions.add(Condition.of(operator.getKey(), key.getKey(), texts(key.getValue(), sid, key.getKey())))));
        return new Statement(sid, effect.equals("Allow"), actions, resources, conditions);
    }

    private static List<String> texts(JsonNode node, String sid, String element) {
        List<String> texts = new ArrayList<>();
        if (node.isTextual() || node.isBoolean()) {
            texts.add(node.asText());
        } else {
            node.forEach(member -> {
                require(member.isTextual(), sid, "'" + element + "' holds something that is no text");
                texts.add(member.asText());
            });
        }
        require(!texts.isEmpty(), sid, "'" + element + "' is empty or missing");
        return texts;
    }

    private static void require(boolean good, String sid, String problem) {
        if (!good) {
            throw new UnsupportedPolicyException("policy statement '" + sid + "': " + problem);
        }
    }

    boolean matches(String action, String resource, RequestContext context) {
        return actions.stream().anyMatch(pattern -> actionMatches(pattern, action))
                && resources.stream().anyMatch(pattern -> pattern.matches(resource, context))
                && conditions.stream().allMatch(condition -> condition.holds(context));
    }

    /** Actions do not distinguish capital letters. */
    private static boolean actionMatches(String pattern, String action) {
        return Pattern.of(pattern.toLowerCase(Locale.ROOT))
                .matches(action.toLowerCase(Locale.ROOT), RequestContext.empty());
    }

    /** This statement without one action; empty when it named no other. A deny stays as it is. */
    Optional<Statement> without(String action) {
        List<String> kept = actions.stream().filter(pattern -> !allow || !pattern.equalsIgnoreCase(action)).toList();
        return kept.isEmpty() ? Optional.empty() : Optional.of(new Statement(sid, allow, kept, resources, conditions));
    }

    /** Every pair of action and resource this statement names. */
    List<Grant> grants() {
        return actions.stream().flatMap(action -> resources.stream().map(resource -> new Grant(sid, action, resource)))
                .toList();
    }

    String sid() {
        return sid;
    }

    boolean allow() {
        return allow;
    }

    /**
     * One action on one resource, as a statement allows it.
     *
     * @param sid the statement
     */
    record Grant(String sid, String action, ArnPattern resource) {

        boolean covers(Call call) {
            return actionMatches(action, call.action()) && resource.matches(call.resource(), call.context());
        }

        @Override
        public String toString() {
            return sid + ": " + action + " on " + resource;
        }
    }
}
