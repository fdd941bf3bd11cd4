// SPDX-License-Identifier: Apache-2.0
package org.hybridface.routecheck;

import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.catalog.EndpointValidationResult;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.tooling.model.ComponentModel;

/** Components that exist, options that exist, values that fit; in both forms of an endpoint. */
final class EndpointCheck {

    private static final Pattern STREAM = Pattern.compile("camera:(//)?[a-z][a-z0-9+]*:/");

    /** Of a file or folder, which may hold any character. */
    private static final Pattern PATH = Pattern.compile("camera:(//)?(file|dir):");

    /** A default or a function in a placeholder, whose colon is not the URI's. */
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^{}:]+):[^{}]*}}");

    /** Components that are meant by a slip. */
    private static final List<String> USUAL = List.of("direct", "file", "log", "mock", "seda", "timer", "bean", "camera", "http", "https", "paho-mqtt5", "platform-http",
            "aws2-s3", "aws2-ddb", "aws2-lambda", "controlbus");

    private final Components components;
    private final Map<String, String> options;
    private final UnaryOperator<String> values;
    private final Map<String, Class<?>> beans;
    private final RouteSide side;

    /**
     * @param values  puts the values of properties in the place of placeholders
     * @param options properties with their defaults, for an endpoint that is a property as a whole
     * @param beans   a component may be a bean, with a name of its own
     * @param side    says what it knows of an address itself, and where jars lie
     */
    EndpointCheck(Components components, Map<String, String> options, UnaryOperator<String> values, Map<String, Class<?>> beans, RouteSide side) {
        this.components = components;
        this.options = options;
        this.values = values;
        this.beans = beans;
        this.side = side;
    }

    void check(RouteFile file, EndpointUse endpoint, Consumer<Problem> problems) {
        String uri = resolved(endpoint.uri());
        if (uri.isBlank() || uri.startsWith("{{")) {
            // The placeholder's own check says what is wrong with it.
            return;
        }
        String written = uri.split("[:?]", 2)[0];
        String scheme = Optional.ofNullable(beans.get(written)).flatMap(EndpointCheck::componentName).orElse(written);
        uri = scheme + uri.substring(written.length());
        if (scheme.contains("${")) {
            return;
        }
        Optional<String> fault = uri.contains("${") ? Optional.empty() : side.faultOf(endpoint.uri(), uri);
        if (fault.isPresent()) {
            problems.accept(file.problem(endpoint.pointer(), "'" + endpoint.uri() + "' cannot be meant: " + fault.get()));
            return;
        }
        ComponentModel component = components.find(scheme).orElse(null);
        if (component == null) {
            problems.accept(file.problem(endpoint.pointer(), "there is no component '" + scheme + "' here" + Words.didYouMean(scheme,
                    USUAL.stream().filter(usual -> components.find(usual).isPresent()).toList(), ".") + " A component's jar must lie in " + side.jars()));
            return;
        }
        if (uri.contains("${")) {
            // Written by the message, so only the component is known.
            return;
        }
        if (!scheme.equals(written) && !uri.contains(":")) {
            problems.accept(file.problem(endpoint.pointer(), "a component with a name of its own takes this in the URI only: " + written
                    + component.getSyntax().substring(scheme.length())));
            return;
        }
        if (STREAM.matcher(uri).lookingAt()) {
            uri = withoutStream(uri, component);
        } else if (PATH.matcher(uri).lookingAt()) {
            int query = uri.lastIndexOf('?');
            uri = "camera:path" + (query >= 0 && uri.substring(query).matches("\\?[A-Za-z][\\w.-]*=[^?]*") ? uri.substring(query) : "");
        }
        uri = PLACEHOLDER.matcher(withValues(uri)).replaceAll("{{$1}}");
        EndpointValidationResult result;
        try {
            result = components.validateEndpointProperties(whole(scheme, uri, endpoint.parameters()), false, endpoint.isFrom(),
                    !endpoint.isFrom());
        } catch (URISyntaxException | RuntimeException e) {
            problems.accept(file.problem(endpoint.pointer(), "'" + endpoint.uri() + "' is no endpoint: " + e.getMessage()));
            return;
        }
        Map<String, String> reasons = new LinkedHashMap<>();
        component.getEndpointOptions().forEach(option -> ValueRanges.fault(scheme, option.getName(), values.apply(endpoint.option(option.getName())))
                .ifPresent(wrong -> reasons.put(option.getName(), wrong)));
        placeFault(scheme, endpoint).ifPresent(wrong -> reasons.put("", wrong));
        reasons.putAll(reasons(result, component, endpoint.isFrom()));
        String endpointUri = uri;
        component.getEndpointPathOptions().stream().filter(option -> option.isRequired() && hasNoPath(endpointUri, endpoint, option.getName()))
                .forEach(option -> reasons.putIfAbsent(option.getName(), scheme + " needs the option '" + option.getName() + "'"));
        reasons.forEach((option, reason) -> problems.accept(file.problem(
                endpoint.parameters().containsKey(option) ? endpoint.base() + "/parameters/" + option : endpoint.pointer(), reason)));
    }

    /** What follows the component's name, where more is known of it than that it is a word. */
    private Optional<String> placeFault(String scheme, EndpointUse endpoint) {
        return switch (scheme) {
            // What an option says is checked where options are.
            case "file" -> ValueRanges.folderFault(endpoint.path("directoryName"));
            case "paho-mqtt5" -> ValueRanges.topicFault(values.apply(endpoint.path("topic")), endpoint.isFrom());
            case "platform-http" -> pageFault(endpoint);
            case "http", "https" -> ValueRanges.portFault(values.apply(endpoint.path("httpUri")));
            default -> Optional.empty();
        };
    }

    private static Optional<String> pageFault(EndpointUse endpoint) {
        String path = endpoint.path("path");
        return path.isEmpty() || path.startsWith("/") || path.startsWith("{{") ? Optional.empty()
                : Optional.of("an address begins with '/', and nobody would be answered at '" + path + "': write platform-http:/" + path);
    }

    /** The path stays: a value may hold what ends a path. */
    private String withValues(String uri) {
        int query = uri.indexOf('?');
        return query < 0 ? uri : uri.substring(0, query) + "?" + Arrays.stream(uri.substring(query + 1).split("&")).map(option -> {
            String[] pair = option.split("=", 2);
            return pair.length < 2 || !pair[1].contains("{{") ? option : pair[0] + "=" + safe(values.apply(pair[1]));
        }).collect(Collectors.joining("&"));
    }

    /**
     * A network camera's address may hold any character, and options the camera knows: the component takes what is its own and leaves the rest to
     * the stream.
     */
    private static String withoutStream(String uri, ComponentModel component) {
        int query = uri.indexOf('?');
        if (query < 0) {
            return "camera:stream";
        }
        List<String> own = component.getEndpointOptions().stream().map(ComponentModel.EndpointOptionModel::getName).toList();
        String options = Arrays.stream(uri.substring(uri.lastIndexOf('?') + 1).split("&")).filter(option -> own.contains(option.split("=", 2)[0]))
                .collect(Collectors.joining("&"));
        return options.isEmpty() ? "camera:stream" : "camera:stream?" + options;
    }

    /** The name a component's class gives itself, for a bean that is a component under another name. */
    private static Optional<String> componentName(Class<?> bean) {
        for (Class<?> type = bean; type != null; type = type.getSuperclass()) {
            Component component = type.getAnnotation(Component.class);
            if (component != null) {
                return Optional.of(component.value().split(",")[0]);
            }
        }
        return Optional.empty();
    }

    private static boolean hasNoPath(String uri, EndpointUse endpoint, String option) {
        String[] parts = uri.split("[?]", 2)[0].split(":", 2);
        return (parts.length == 1 || parts[1].isEmpty()) && !endpoint.parameters().containsKey(option);
    }

    private String resolved(String uri) {
        int end = uri.indexOf("}}");
        if (uri.startsWith("{{") && end > 0) {
            String[] placeholder = uri.substring(2, end).split(":", 2);
            String value = options.getOrDefault(placeholder[0], placeholder.length > 1 ? placeholder[1] : null);
            return value == null ? uri : resolved(value + uri.substring(end + 2));
        }
        return uri;
    }

    private String whole(String scheme, String uri, Map<String, String> parameters) throws URISyntaxException {
        Map<String, String> safe = new LinkedHashMap<>();
        parameters.forEach((name, value) -> safe.put(name, safe(values.apply(value))));
        if (!uri.contains(":")) {
            String withPath = components.asEndpointUri(scheme, safe, false);
            return uri.contains("?") ? withPath + (withPath.contains("?") ? "&" : "?") + uri.substring(uri.indexOf('?') + 1) : withPath;
        }
        StringBuilder whole = new StringBuilder(uri);
        safe.forEach((name, value) -> whole.append(whole.indexOf("?") < 0 ? '?' : '&').append(name).append('=').append(value));
        return whole.toString();
    }

    /** A topic's wildcard or an ampersand would end the value in a query string; they say nothing about the option. */
    private static String safe(String value) {
        String tail = value.startsWith("#") ? value.substring(1) : value;
        String clean = tail.replace('#', '_').replace('&', '_').replace('%', '_').replace('?', '_');
        return value.startsWith("#") && !tail.isEmpty() ? "#" + clean : clean.isEmpty() ? "_" : clean;
    }

    private static Map<String, String> reasons(EndpointValidationResult result, ComponentModel component, boolean from) {
        Map<String, String> reasons = new LinkedHashMap<>();
        String name = component.getScheme();
        if (result.getSyntaxError() != null) {
            reasons.put("", "the URI is not of the form " + component.getSyntax() + ": " + result.getSyntaxError());
        }
        List<String> known = new ArrayList<>(component.getEndpointOptions().stream().map(ComponentModel.EndpointOptionModel::getName).toList());
        each(result.getUnknown(), option -> reasons.put(option, name + " has no option '" + option + "'" + Words.didYouMean(option, known)));
        each(result.getRequired(), option -> reasons.put(option, name + " needs the option '" + option + "'"));
        each(from ? result.getNotConsumerOnly() : result.getNotProducerOnly(), option -> reasons.put(option,
                "'" + option + "' of " + name + " is for " + (from ? "'to'" : "'from'") + " only"));
        each(result.getInvalidEnum(), (option, value) -> reasons.put(option, wrong(option, value, "is none of "
                + Arrays.toString(result.getInvalidEnumChoices().get(option)))));
        each(result.getInvalidBoolean(), (option, value) -> reasons.put(option, wrong(option, value, "is neither true nor false")));
        each(result.getInvalidInteger(), (option, value) -> reasons.put(option, wrong(option, value, "is no whole number")));
        each(result.getInvalidNumber(), (option, value) -> reasons.put(option, wrong(option, value, "is no number")));
        each(result.getInvalidDuration(), (option, value) -> reasons.put(option, wrong(option, value, "is no time like 500 or 5s")));
        each(result.getInvalidReference(), (option, value) -> reasons.put(option, wrong(option, value, "must name a bean, as in #name")));
        return reasons;
    }

    private static String wrong(String option, String value, String what) {
        return "'" + option + "' is '" + value + "', which " + what;
    }

    private static void each(Iterable<String> options, Consumer<String> visitor) {
        if (options != null) {
            options.forEach(visitor);
        }
    }

    private static void each(Map<String, String> options, java.util.function.BiConsumer<String, String> visitor) {
        if (options != null) {
            options.forEach(visitor);
        }
    }
}
