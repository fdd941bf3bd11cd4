// SPDX-License-Identifier: Apache-2.0
package org.hybridface.routecheck;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.camel.Body;
import org.apache.camel.ExchangeException;
import org.apache.camel.ExchangeProperties;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.apache.camel.Headers;
import org.apache.camel.Variable;
import org.apache.camel.Variables;

/**
 * What a call of a bean reads and makes of the message, by the method's own signature.
 *
 * @param reads    its inputs; of a call that writes its arguments out none, for they are expressions
 * @param setsBody whether its result becomes the body, where a step calls it
 * @param opaque   it gets the whole exchange, or is not known: it may read and set anything
 */
record BeanCall(Set<Item> reads, boolean setsBody, boolean opaque) {

    private static final BeanCall UNKNOWN = new BeanCall(Set.of(), true, true);

    static BeanCall of(Map<String, Class<?>> beans, String bean, String call) {
        Class<?> type = beans.get(bean.replaceFirst("^#(bean:)?", ""));
        String name = call.split("\\(", 2)[0].strip();
        if (type == null || type == Object.class || name.isEmpty()) {
            return UNKNOWN;
        }
        List<Method> methods = Arrays.stream(type.getMethods()).filter(method -> method.getName().equals(name) && !method.isBridge()).toList();
        if (methods.size() != 1) {
            return UNKNOWN;
        }
        Method method = methods.get(0);
        boolean setsBody = method.getReturnType() != void.class;
        return call.contains("(") ? new BeanCall(Set.of(), setsBody, false) : of(method, setsBody);
    }

    /** How many values a call writes out, {@code greet(${body}, 'x')}; empty when it leaves them to Camel. */
    static OptionalInt arguments(String call) {
        int begin = call.indexOf('(');
        int end = call.lastIndexOf(')');
        if (begin < 0 || end < begin) {
            return OptionalInt.empty();
        }
        int count = 1;
        int depth = 0;
        char quote = 0;
        for (char letter : call.substring(begin + 1, end).toCharArray()) {
            if (quote != 0) {
                quote = letter == quote ? 0 : quote;
            } else if (letter == '\'' || letter == '"') {
                quote = letter;
            } else {
                depth += "([{".indexOf(letter) >= 0 ? 1 : ")]}".indexOf(letter) >= 0 ? -1 : 0;
                count += letter == ',' && depth == 0 ? 1 : 0;
            }
        }
        return OptionalInt.of(call.substring(begin + 1, end).isBlank() ? 0 : count);
    }

    /** Whether Camel can call a method with so many values: what is bound otherwise may be left out at the end, but not all of them. */
    static boolean takes(Method method, int given) {
        int wanted = method.getParameterCount();
        if (method.isVarArgs()) {
            return given >= wanted - 1;
        }
        return given == wanted || given > 0 && given < wanted && Arrays.stream(method.getParameters()).skip(given)
                .allMatch(one -> one.getType().getName().startsWith("org.apache.camel.")
                        || Arrays.stream(one.getAnnotations()).anyMatch(mark -> mark.annotationType().getName().startsWith("org.apache.camel.")));
    }

    private static BeanCall of(Method method, boolean setsBody) {
        Set<Item> reads = new LinkedHashSet<>();
        boolean opaque = false;
        for (Parameter parameter : method.getParameters()) {
            if (parameter.isAnnotationPresent(Variable.class)) {
                reads.add(Item.variable(parameter.getAnnotation(Variable.class).value()));
            } else if (parameter.isAnnotationPresent(Header.class)) {
                reads.add(Item.header(parameter.getAnnotation(Header.class).value()));
            } else if (parameter.isAnnotationPresent(ExchangeProperty.class)) {
                reads.add(Item.property(parameter.getAnnotation(ExchangeProperty.class).value()));
            } else if (parameter.isAnnotationPresent(Body.class) || isBody(parameter)) {
                reads.add(Item.BODY);
            } else if (parameter.getType().getName().equals("org.apache.camel.Exchange")) {
                opaque = true;
            }
        }
        return new BeanCall(reads, setsBody, opaque);
    }

    /** Camel gives the body to a parameter of which nothing else is said. */
    private static boolean isBody(Parameter parameter) {
        return !parameter.getType().getName().startsWith("org.apache.camel.")
                && List.of(ExchangeException.class, ExchangeProperties.class, Headers.class, Variables.class).stream()
                        .noneMatch(parameter::isAnnotationPresent);
    }
}
