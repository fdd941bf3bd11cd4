// SPDX-License-Identifier: Apache-2.0
package org.hybridface.routecheck;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Beans that exist, methods they have, classes that can be loaded. */
final class BeanCheck {

    private static final String PROCESSOR = "org.apache.camel.Processor";
    private static final Pattern REFERENCE = Pattern.compile("#(?:bean:)?([A-Za-z_][\\w.-]*)");
    private static final Pattern CLASS = Pattern.compile("#(?:class|type):([\\w.$]+).*");

    /** Attributes of steps whose value is a bean's name. */
    private static final Set<String> BEAN_NAMES = Set.of("idempotentRepository", "executorService", "aggregationStrategy",
            "aggregationRepository", "onPrepare", "onRedelivery", "onExceptionOccurred", "routePolicy", "errorHandlerRef", "comparator");

    /** Steps and expressions whose {@code ref} is a bean's name. */
    private static final Set<String> REF_OWNERS = Set.of("bean", "process", "method", "policy", "transacted");

    private final Classes classes;
    private final Map<String, Class<?>> beans;

    /** @param beans of the side, and those that the files declare themselves */
    BeanCheck(ClassLoader loader, Map<String, Class<?>> beans) {
        this.classes = new Classes(loader);
        this.beans = beans;
    }

    void check(RouteFile file, RouteFile.Entry entry, Consumer<Problem> problems) {
        Place.each(entry.tree(), place -> {
            String pointer = entry.pointer() + place.pointer();
            if (place.value().isTextual()) {
                checkText(file, place, pointer, problems);
            }
            if (place.key().equals("exception") && place.value().isArray()) {
                for (int i = 0; i < place.value().size(); i++) {
                    checkException(file, pointer + "/" + i, place.value().get(i).asText(), problems);
                }
            }
        });
    }

    /** The bean that a {@code bean:} endpoint names, and its method. */
    void checkEndpoint(RouteFile file, EndpointUse endpoint, Consumer<Problem> problems) {
        if (endpoint.scheme().equals("bean") && !endpoint.uri().contains("${")) {
            String name = endpoint.path("beanName");
            String place = endpoint.parameters().containsKey("beanName") ? endpoint.base() + "/parameters/beanName" : endpoint.pointer();
            if (checkBean(file, place, name, problems)) {
                String method = endpoint.parameters().containsKey("method") ? endpoint.base() + "/parameters/method" : endpoint.pointer();
                checkMethod(file, method, name, endpoint.option("method"), problems);
            }
        }
    }

    private void checkText(RouteFile file, Place place, String pointer, Consumer<Problem> problems) {
        String value = place.text();
        Matcher reference = REFERENCE.matcher(value);
        Matcher type = CLASS.matcher(value);
        if (type.matches()) {
            checkClass(file, pointer, type.group(1), problems);
        } else if (reference.matches() && !place.key().equals("topic")) {
            checkBean(file, pointer, reference.group(1), problems);
        } else if (BEAN_NAMES.contains(place.key()) && !value.startsWith("#")) {
            checkBean(file, pointer, value, problems);
        } else if (place.key().equals("ref") && REF_OWNERS.contains(place.owner())) {
            checkRef(file, place, pointer, problems);
        } else if (place.key().equals("exceptionType")) {
            checkException(file, pointer, value, problems);
        } else if (place.key().equals("beanType")) {
            checkClass(file, pointer, value, problems);
        }
        Matcher called = Expressions.OF_BEAN.matcher(value);
        while (called.find()) {
            if (checkBean(file, pointer, called.group(1), problems) && called.group(2) != null) {
                String arguments = value.substring(called.end(2), called.end() - 1);
                checkMethod(file, pointer, called.group(1), called.group(2) + (arguments.startsWith("(") ? arguments : ""), problems);
            }
        }
    }

    private void checkRef(RouteFile file, Place place, String pointer, Consumer<Problem> problems) {
        String name = place.text();
        if (!checkBean(file, pointer, name, problems)) {
            return;
        }
        JsonNode method = place.parent().path("method");
        if (place.owner().equals("process")) {
            checkProcessor(file, pointer, name, problems);
        } else if (method.isTextual()) {
            checkMethod(file, pointer.substring(0, pointer.length() - "ref".length()) + "method", name, method.asText(), problems);
        }
    }

    private boolean checkBean(RouteFile file, String pointer, String name, Consumer<Problem> problems) {
        String bare = name.replaceFirst("^#(bean:)?", "");
        if (bare.isEmpty() || bare.contains("{{") || bare.startsWith("class:") || beans.containsKey(bare) || classes.has(bare)) {
            return true;
        }
        problems.accept(file.problem(pointer, "there is no bean '" + bare + "'" + Words.didYouMean(bare, beans.keySet())));
        return false;
    }

    private void checkMethod(RouteFile file, String pointer, String bean, String call, Consumer<Problem> problems) {
        String method = call.split("\\(", 2)[0].strip();
        Class<?> type = beans.get(bean.replaceFirst("^#(bean:)?", ""));
        if (type == null || type == Object.class || method.isEmpty() || method.contains("{{") || method.contains("$")) {
            return;
        }
        List<String> methods = Arrays.stream(type.getMethods()).map(java.lang.reflect.Method::getName).distinct().toList();
        if (!methods.contains(method)) {
            problems.accept(file.problem(pointer, "the bean '" + bean + "' has no public method '" + method + "'"
                    + Words.didYouMean(method, methods)));
            return;
        }
        BeanCall.arguments(call).ifPresent(given -> {
            List<java.lang.reflect.Method> named = Arrays.stream(type.getMethods()).filter(one -> one.getName().equals(method)).toList();
            if (named.stream().noneMatch(one -> BeanCall.takes(one, given))) {
                problems.accept(file.problem(pointer, "'" + method + "' of the bean '" + bean + "' takes " + named.stream().map(one -> one.getParameterCount()).distinct().sorted()
                        .map(String::valueOf).collect(Collectors.joining(" or ")) + " values, and " + given + " are given"));
            }
        });
    }

    private void checkProcessor(RouteFile file, String pointer, String bean, Consumer<Problem> problems) {
        Class<?> type = beans.get(bean);
        if (type != null && type != Object.class && !isProcessor(type)) {
            problems.accept(file.problem(pointer, "'process' needs a Processor, which the bean '" + bean + "' is not: write 'bean' and 'method'"));
        }
    }

    private static boolean isProcessor(Class<?> type) {
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            if (Arrays.stream(each.getInterfaces()).anyMatch(BeanCheck::isProcessorInterface)) {
                return true;
            }
        }
        return isProcessorInterface(type);
    }

    private static boolean isProcessorInterface(Class<?> type) {
        return type.getName().equals(PROCESSOR) || Arrays.stream(type.getInterfaces()).anyMatch(BeanCheck::isProcessorInterface);
    }

    private void checkException(RouteFile file, String pointer, String name, Consumer<Problem> problems) {
        checkClass(file, pointer, name, problems);
        if (classes.has(name) && !Throwable.class.isAssignableFrom(classes.get(name))) {
            problems.accept(file.problem(pointer, name + " is no exception"));
        }
    }

    private void checkClass(RouteFile file, String pointer, String name, Consumer<Problem> problems) {
        if (!name.contains("{{") && !classes.has(name)) {
            problems.accept(file.problem(pointer, Classes.missing(name)));
        }
    }
}
