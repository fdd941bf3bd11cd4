// SPDX-License-Identifier: Apache-2.0
package org.hybridface.routecheck;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.catalog.LanguageValidationResult;

/** Whether each expression's language is there, and what is written in Camel's own language, simple, can be read as such. */
final class LanguageCheck {

    private static final String SERVICES = "META-INF/services/org/apache/camel/language/";
    private static final String SIMPLE = "simple";

    /** All that Camel's YAML knows, with the name by which each is looked up where that is another. */
    static final Set<String> LANGUAGES = Set.of("constant", "csimple", "datasonnet", "exchangeProperty", "groovy", "header", "hl7terser", "java", "joor",
            "jq", "js", "jsonpath", "method", "mvel", "ognl", "python", "ref", SIMPLE, "spel", "tokenize", "variable", "wasm", "xpath", "xquery", "xtokenize");
    private static final Map<String, String> SERVICE_NAMES = Map.of("method", "bean");

    /** What stands there is true or false. */
    private static final Pattern CONDITION = Pattern.compile(".*/(filter|when/\\d+|onWhen|validate|completionPredicate|retryWhile|handled|continued)(/expression)?/simple(/expression)?");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{[?!]?([^{}:]+)(?::([^{}]*))?\\}\\}");

    /** A property may name another, and that a third. */
    private static final int DEEPEST = 5;

    private final ClassLoader loader;
    private final Components catalog;
    private final Map<String, String> options;
    private final FunctionCheck functions;

    /** @param options properties with their values */
    LanguageCheck(ClassLoader loader, Components catalog, Map<String, String> options) {
        this.loader = loader;
        this.catalog = catalog;
        this.options = options;
        this.functions = new FunctionCheck(loader);
    }

    void check(RouteFile file, RouteFile.Entry entry, Consumer<Problem> problems) {
        Place.each(entry.tree(), place -> {
            String pointer = entry.pointer() + place.pointer();
            if (isOtherText(place)) {
                // Of a URI or an option, which Camel makes of each message.
                functions.faults(resolved(place.text())).forEach(fault -> problems.accept(file.problem(pointer, fault)));
            }
            if (EndpointUse.isForeign(pointer)) {
                return;
            }
            if (LANGUAGES.contains(place.key())) {
                checkThere(file, pointer, SERVICE_NAMES.getOrDefault(place.key(), place.key()), problems);
            } else if (place.key().equals("language") && place.owner().equals("language") && place.value().isTextual()) {
                checkThere(file, pointer, place.text(), problems);
            }
            if (place.key().equals(SIMPLE)) {
                checkSimple(file, pointer, text(place.value()), problems);
            } else if (isMessage(place)) {
                checkSimple(file, pointer, place.text(), problems);
            }
        });
    }

    /** Whether what simple says there is true or false. */
    static boolean isCondition(String pointer) {
        return CONDITION.matcher(pointer).matches();
    }

    private static boolean isOtherText(Place place) {
        return place.value().isTextual() && !Set.of(SIMPLE, "expression", "constant").contains(place.key()) && !isMessage(place);
    }

    /** With values in the place of placeholders; those that are not known stay. */
    String resolved(String text) {
        String resolved = text;
        for (int i = 0; i < DEEPEST; i++) {
            resolved = PLACEHOLDER.matcher(resolved).replaceAll(found -> Matcher.quoteReplacement(value(found)));
        }
        return resolved;
    }

    /** The placeholder itself when it has none, which is told elsewhere. */
    private String value(MatchResult placeholder) {
        boolean function = PlaceholderCheck.FUNCTIONS.contains(placeholder.group(1));
        String otherwise = function || placeholder.group(2) == null ? placeholder.group() : placeholder.group(2);
        return options.getOrDefault(placeholder.group(1).strip(), otherwise);
    }

    private static boolean isMessage(Place place) {
        return place.value().isTextual() && (place.key().equals("log") || place.key().equals("message") && place.owner().equals("log"));
    }

    private static String text(JsonNode simple) {
        return simple.isObject() ? simple.path("expression").asText("") : simple.asText();
    }

    private void checkThere(RouteFile file, String pointer, String language, Consumer<Problem> problems) {
        if (loader.getResource(SERVICES + language) == null) {
            problems.accept(file.problem(pointer, "there is no language '" + language + "' here: write it in simple, or put camel-" + language
                    + " with all its jars into lib/"));
        }
    }

    private void checkSimple(RouteFile file, String pointer, String text, Consumer<Problem> problems) {
        String resolved = resolved(text);
        if (resolved.contains("{{")) {
            return;
        }
        boolean condition = isCondition(pointer);
        (condition ? functions.faultsOfCondition(resolved) : functions.faults(resolved)).forEach(fault -> problems.accept(file.problem(pointer, fault)));
        // The parser would look for the bean in a registry, which is empty here; whether there is such a bean is asked elsewhere.
        resolved = Expressions.OF_BEAN.matcher(resolved).replaceAll(Matcher.quoteReplacement("${body}"));
        LanguageValidationResult result = condition ? catalog.validateLanguagePredicate(loader, SIMPLE, resolved)
                : catalog.validateLanguageExpression(loader, SIMPLE, resolved);
        if (!result.isSuccess()) {
            problems.accept(file.problem(pointer, "this cannot be read as simple: " + (result.getShortError() == null ? result.getError() : result.getShortError())));
        }
    }
}
