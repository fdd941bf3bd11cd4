// SPDX-License-Identifier: Apache-2.0
package org.hybridface.routecheck;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** What a step's expression must be, whatever the message: there at all, and a number or a pattern where the step wants one. */
final class StepCheck {

    /** By Camel's description of its model; the schema does not say so, since the expression's language may stand in its place. */
    private static final Set<String> NEED_EXPRESSION = Set.of("delay", "dynamicRouter", "enrich", "filter", "idempotentConsumer", "loop", "onWhen", "pollEnrich", "recipientList",
            "routingSlip", "script", "setBody", "setHeader", "setProperty", "setVariable", "split", "throttle", "transform", "validate");

    /** Steps and expressions whose value is a whole number, with the least that can be meant: a throttle of 0 lets nothing through, for ever. */
    private static final Map<String, Integer> NUMBERS = Map.of("delay", 0, "loop", 0, "throttle", 1, "completionTimeoutExpression", 0, "completionSizeExpression", 1);
    private static final Map<String, String> MEANINGS = Map.of("delay", "milliseconds, ", "completionTimeoutExpression", "milliseconds, ");

    /** Attributes of steps that are a time: Camel's schema takes any text. */
    private static final Set<String> TIMES = Set.of("timeout", "timePeriodMillis", "redeliveryDelay", "maximumRedeliveryDelay", "samplePeriod", "completionInterval", "completionTimeout",
            "completionTimeoutCheckerInterval", "batchTimeout", "deliveryAttemptInterval", "retryDelay", "maximumRetryDelay", "delayer");

    private static final Set<String> NAMED = Set.of("setHeader", "setProperty", "setVariable", "removeHeader", "removeProperty", "removeVariable");

    /** Steps whose expression gives an endpoint, or several. */
    private static final Set<String> TO_ENDPOINTS = Set.of("enrich", "pollEnrich", "recipientList", "routingSlip");

    /** What {@code group} and {@code regex} say to. */
    private static final String TOKENIZE = "tokenize";

    private static final Pattern WHOLE = Pattern.compile("\\s*[+-]?\\d{1,18}\\s*");

    private final UnaryOperator<String> resolved;

    /** @param resolved puts values in the place of placeholders, and leaves those that are not known */
    StepCheck(UnaryOperator<String> resolved) {
        this.resolved = resolved;
    }

    void check(RouteFile file, RouteFile.Entry entry, Consumer<Problem> problems) {
        Place.each(entry.tree(), place -> {
            String pointer = entry.pointer() + place.pointer();
            if (EndpointUse.isForeign(pointer)) {
                return;
            }
            if (TIMES.contains(place.key()) && place.value().isTextual()) {
                noTime(resolved.apply(place.text())).ifPresent(text -> problems.accept(file.problem(pointer, "'" + place.key() + text)));
            }
            if (place.key().equals("constant") && LanguageCheck.isCondition(pointer.substring(0, pointer.length() - "constant".length()) + "simple")
                    && !place.value().isObject() && !resolved.apply(place.text()).matches("(?i)true|false|.*\\{\\{.*")) {
                problems.accept(file.problem(pointer, "'" + place.text() + "' is neither true nor false"));
            }
            if (!place.value().isObject()) {
                return;
            }
            if (NAMED.contains(place.key()) && place.value().path("name").asText("x").isBlank()) {
                problems.accept(file.problem(pointer, "'" + place.key() + "' needs a name"));
            }
            boolean branch = place.key().isEmpty() && place.owner().equals("when");
            if ((branch || NEED_EXPRESSION.contains(place.key())) && !hasExpression(place.value())) {
                problems.accept(file.problem(pointer, "'" + (branch ? place.owner() : place.key()) + "' needs an expression, for example simple: ${body}"));
            } else if (NUMBERS.containsKey(place.key()) && !place.value().path("doWhile").asBoolean()) {
                fixed(place.value()).flatMap(text -> noNumber(place.key(), text)).ifPresent(text -> problems.accept(file.problem(pointer, text)));
            } else if (place.key().equals(TOKENIZE)) {
                ofTokens(place.value()).ifPresent(text -> problems.accept(file.problem(pointer, text)));
            }
        });
    }

    /** Endpoints that a step takes from an expression which is the same for each message. */
    static List<EndpointUse> fixedEndpoints(RouteFile.Entry entry) {
        List<EndpointUse> found = new ArrayList<>();
        Place.each(entry.tree(), place -> {
            String pointer = entry.pointer() + place.pointer();
            if (TO_ENDPOINTS.contains(place.key()) && place.value().isObject() && !EndpointUse.isForeign(pointer)) {
                JsonNode constant = holder(place.value()).path("constant");
                String text = constant.isObject() ? constant.path("expression").asText() : constant.asText();
                boolean several = place.key().equals("recipientList") || place.key().equals("routingSlip");
                String delimiter = place.value().path("delimiter").asText(place.value().path("uriDelimiter").asText(","));
                for (String uri : several ? text.split(Pattern.quote(delimiter)) : new String[] {text}) {
                    if (!uri.isBlank()) {
                        found.add(new EndpointUse(place.key().equals("pollEnrich") ? "from" : "to", uri.strip(), Map.of(), pointer, pointer, "", ""));
                    }
                }
            }
        });
        return found;
    }

    private static Optional<String> noTime(String text) {
        return text.isBlank() || text.contains("{") || text.startsWith("#") || ConfigurationCheck.TIME.matcher(text.strip()).matches() ? Optional.empty()
                : Optional.of("' is '" + text + "': give a time like 500, 5s or 10m");
    }

    private static boolean hasExpression(JsonNode step) {
        JsonNode holder = holder(step);
        return holder.has("language") || LanguageCheck.LANGUAGES.stream().anyMatch(holder::has);
    }

    /** Where the expression's language stands: in the step itself, or below a word of its own. */
    private static JsonNode holder(JsonNode step) {
        JsonNode own = step.path("expression");
        return own.isObject() ? own : step;
    }

    /** The text of an expression that is the same for each message. */
    private Optional<String> fixed(JsonNode step) {
        JsonNode holder = holder(step);
        for (String language : Set.of("constant", "simple")) {
            if (holder.has(language)) {
                JsonNode expression = holder.get(language);
                String text = resolved.apply(expression.isObject() ? expression.path("expression").asText() : expression.asText());
                return Optional.of(text).filter(one -> !one.contains("{{") && (language.equals("constant") || !one.contains("${") && !one.contains("$simple{")));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> noNumber(String step, String text) {
        int least = NUMBERS.get(step);
        boolean fits = WHOLE.matcher(text).matches() && Long.parseLong(text.strip()) >= least;
        return fits ? Optional.empty() : Optional.of("'" + step + "' is '" + text + "': give a whole number, " + MEANINGS.getOrDefault(step, "") + least + " or more");
    }

    private Optional<String> ofTokens(JsonNode tokenize) {
        String group = resolved.apply(tokenize.path("group").asText(""));
        if (!group.isEmpty() && !group.contains("{") && !WHOLE.matcher(group).matches()) {
            return Optional.of("'group' is '" + group + "': give a whole number");
        }
        String token = resolved.apply(tokenize.path("token").asText(""));
        return tokenize.path("regex").asText("").equals("true") && !token.contains("{{") ? FunctionCheck.noPattern(token) : Optional.empty();
    }
}
