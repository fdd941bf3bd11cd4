// SPDX-License-Identifier: Apache-2.0
package org.hybridface.routecheck;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Fields that a route reads of a variable, {@code ${variable.event.photoKey}}: Camel says of one that is not there only when the step runs. What a
 * variable holds is what the bean's method gives that sets it; one that is set in any other way is not looked at.
 */
final class FieldCheck {

    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{([^{}]*)}");
    private static final Pattern USE = Pattern.compile("\\bvariable\\.(?<name>\\w+)(?<path>(\\??\\.\\w+(\\(\\))?)+)");
    private static final Pattern SEGMENT = Pattern.compile("\\??\\.(\\w+)(\\(\\))?");

    private final Map<String, Set<Class<?>>> types = new HashMap<>();

    /** @param files all that may set a variable of the others */
    FieldCheck(List<RouteFile> files, Map<String, Class<?>> beans) {
        Set<String> unknown = new HashSet<>();
        files.stream().flatMap(file -> file.madeEntries().stream()).forEach(entry -> Place.each(entry.tree(), place -> {
            if (place.key().equals("setVariable") && place.value().isObject()) {
                set(place.value(), beans, unknown);
            } else if (place.key().equals("variableReceive") || place.key().equals("toVariable")) {
                unknown.add(place.text());
            }
        }));
        unknown.forEach(types::remove);
    }

    private void set(JsonNode step, Map<String, Class<?>> beans, Set<String> unknown) {
        String name = step.path("name").asText();
        Class<?> bean = beans.get(step.path("method").path("ref").asText());
        String method = step.path("method").path("method").asText().split("\\(", 2)[0].strip();
        Set<Class<?>> given = bean == null ? Set.of() : Arrays.stream(bean.getMethods()).filter(one -> one.getName().equals(method)).map(Method::getReturnType)
                .flatMap(FieldCheck::whatItMayBe).collect(Collectors.toSet());
        if (given.isEmpty() || given.contains(Object.class)) {
            unknown.add(name);
        } else {
            types.computeIfAbsent(name, one -> new HashSet<>()).addAll(given);
        }
    }

    /** Camel asks the object itself, which is one of those its sealed interface permits: what only some of them have fails with the others. */
    private static Stream<Class<?>> whatItMayBe(Class<?> type) {
        return type.isSealed() ? Arrays.stream(type.getPermittedSubclasses()).flatMap(FieldCheck::whatItMayBe) : Stream.of(type);
    }

    void check(RouteFile file, RouteFile.Entry entry, Consumer<Problem> problems) {
        Place.each(entry.tree(), place -> {
            if (place.value().isTextual()) {
                Matcher expression = EXPRESSION.matcher(place.text());
                while (expression.find()) {
                    Matcher use = USE.matcher(expression.group(1));
                    while (use.find()) {
                        fault(use.group("name"), use.group("path")).ifPresent(text -> problems.accept(file.problem(entry.pointer() + place.pointer(), text)));
                    }
                }
            }
        });
    }

    private Optional<String> fault(String variable, String path) {
        Set<Class<?>> now = types.getOrDefault(variable, Set.of());
        Matcher segment = SEGMENT.matcher(path);
        String before = variable;
        while (segment.find() && !now.isEmpty() && now.stream().noneMatch(FieldCheck::isOpen)) {
            String field = segment.group(1);
            List<Class<?>> without = now.stream().filter(type -> Arrays.stream(type.getMethods()).noneMatch(method -> isReadAs(method, field))).toList();
            Set<Class<?>> next = now.stream().flatMap(type -> Arrays.stream(type.getMethods())).filter(method -> isReadAs(method, field)).map(Method::getReturnType)
                    .flatMap(FieldCheck::whatItMayBe).collect(Collectors.toSet());
            if (next.isEmpty()) {
                return Optional.of("'" + before + "' has no field '" + field + "'" + Words.didYouMean(field, fields(now)));
            } else if (!without.isEmpty()) {
                return Optional.of("'" + before + "' has the field '" + field + "' not always: it may be " + without.stream().map(Class::getSimpleName).sorted()
                        .collect(Collectors.joining(" or ")) + ", which has none");
            }
            now = next;
            before = before + "." + field;
        }
        return Optional.empty();
    }

    /** Their keys are not known before the message is there. */
    private static boolean isOpen(Class<?> type) {
        return Map.class.isAssignableFrom(type) || type.equals(Object.class) || type.isArray();
    }

    private static boolean isReadAs(Method method, String field) {
        String name = method.getName();
        String upper = field.substring(0, 1).toUpperCase(Locale.ROOT) + field.substring(1);
        return name.equals(field) || method.getParameterCount() == 0 && (name.equals("get" + upper) || name.equals("is" + upper));
    }

    private static Set<String> fields(Set<Class<?>> types) {
        return types.stream().flatMap(type -> Arrays.stream(type.getMethods())).filter(method -> method.getParameterCount() == 0 && method.getDeclaringClass() != Object.class)
                .map(Method::getName).collect(Collectors.toCollection(TreeSet::new));
    }
}
