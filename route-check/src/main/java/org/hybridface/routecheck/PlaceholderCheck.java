// SPDX-License-Identifier: Apache-2.0
package org.hybridface.routecheck;

import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Every {@code {{name}}} is a property of this side, or brings its own default: {@code {{name:default}}}. */
final class PlaceholderCheck {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^{}]+)}}");

    /** Camel's functions that read elsewhere than in properties. */
    static final Set<String> FUNCTIONS = Set.of("env", "sys", "service", "bean", "file", "boolean");

    private final Map<String, String> options;

    PlaceholderCheck(Map<String, String> options) {
        this.options = options;
    }

    void check(RouteFile file, RouteFile.Entry entry, Consumer<Problem> problems) {
        Place.each(entry.tree(), place -> {
            if (place.value().isTextual()) {
                Matcher found = PLACEHOLDER.matcher(place.text());
                while (found.find()) {
                    check(file, entry.pointer() + place.pointer(), found.group(1).strip(), problems);
                }
            }
        });
    }

    private void check(RouteFile file, String pointer, String placeholder, Consumer<Problem> problems) {
        String name = placeholder.startsWith("?") || placeholder.startsWith("!") ? placeholder.substring(1) : placeholder;
        boolean optional = placeholder.startsWith("?") || name.contains(":");
        if (!optional && !FUNCTIONS.contains(name) && !options.containsKey(name)) {
            problems.accept(file.problem(pointer, "there is no property '" + name + "'" + Words.didYouMean(name, options.keySet(), ".")
                    + " Give a default, {{" + name + ":value}}; on the device it may stand in application.properties instead"));
        }
    }
}
