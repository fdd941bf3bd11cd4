// SPDX-License-Identifier: Apache-2.0
package org.hybridface.routecheck;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What expressions read. Pure. */
final class Expressions {

    private static final Pattern READ = Pattern.compile("\\$\\{(?:(variables?|headers?|exchangeProperty)[.\\[:]'?(?:\\w+:)?([\\w-]+)|(body|bodyAs|mandatoryBodyAs)\\b)");

    /** A bean called in a text: its name, and its method if one is named. Camel takes either of three marks between them. */
    static final Pattern OF_BEAN = Pattern.compile("\\$\\{bean:([\\w-]+)(?:(?:\\?method=|\\.|::)(\\w+))?(?:[^{}]|\\$\\{[^{}]*\\})*\\}");

    /** Languages that are a name and nothing else. */
    private static final Map<String, Item.Kind> NAMES = Map.of("header", Item.Kind.HEADER, "variable", Item.Kind.VARIABLE,
            "exchangeProperty", Item.Kind.PROPERTY);

    private final Map<String, Class<?>> beans;

    Expressions(Map<String, Class<?>> beans) {
        this.beans = beans;
    }

    /** What a text with <code>${...}</code> in it reads. */
    Set<Item> readBy(String text) {
        Set<Item> reads = new LinkedHashSet<>();
        Matcher read = READ.matcher(text);
        while (read.find()) {
            if (read.group(3) != null) {
                reads.add(Item.BODY);
            } else if (!text.startsWith("global:", read.start(2) - "global:".length())) {
                char kind = read.group(1).charAt(0);
                reads.add(new Item(kind == 'v' ? Item.Kind.VARIABLE : kind == 'h' ? Item.Kind.HEADER : Item.Kind.PROPERTY, read.group(2)));
            }
        }
        Matcher bean = OF_BEAN.matcher(text);
        while (bean.find()) {
            if (bean.group(2) != null) {
                reads.addAll(BeanCall.of(beans, bean.group(1), bean.group(2)).reads());
            }
        }
        return reads;
    }

    /** What an expression in a language of its own reads, for example {@code exchangeProperty: {expression: sightings}}. */
    Set<Item> readBy(String language, JsonNode expression) {
        if (language.equals("method")) {
            String call = expression.path("method").asText("");
            Set<Item> reads = new LinkedHashSet<>(readBy(call));
            reads.addAll(BeanCall.of(beans, expression.path("ref").asText(""), call).reads());
            return reads;
        }
        String name = expression.isTextual() ? expression.asText() : expression.path("expression").asText("");
        return NAMES.containsKey(language) && name.matches("[\\w-]+") ? Set.of(new Item(NAMES.get(language), name)) : Set.of();
    }
}
