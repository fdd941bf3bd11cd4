// SPDX-License-Identifier: Apache-2.0
package org.hybridface.routecheck;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.tooling.model.ComponentModel;

/**
 * Camel's own properties, {@code camel.main.*} and {@code camel.component.<name>.*}: options that exist, values that fit. Camel itself makes nothing of a
 * time that it cannot read, and says of an option that a component does not have which object it was to be bound to.
 */
public final class ConfigurationCheck {

    private static final String METADATA = "META-INF/camel-main-configuration-metadata.json";
    private static final Pattern COMPONENT = Pattern.compile("camel\\.component\\.(?<scheme>[\\w-]+)\\.(?<option>[\\w-]+)(?<rest>[.\\[].*)?");
    private static final Pattern TIME = Pattern.compile("-?\\d+|(\\d+\\s*(ms|s|m|h|d)\\s*)+|PT.+");

    private final Components components;
    private final Map<String, String> mainTypes = new HashMap<>();

    /** @param loader sees Camel's jars, and those of its components */
    public ConfigurationCheck(ClassLoader loader) {
        components = new Components(loader);
        mainOptions(loader).forEach((name, type) -> mainTypes.put(plain(name), type));
    }

    /** The options of camel-main as its description spells them, {@code camel.main.shutdownTimeout}, with their types. */
    public static Map<String, String> mainOptions(ClassLoader loader) {
        try (InputStream in = loader.getResourceAsStream(METADATA)) {
            Map<String, String> types = new LinkedHashMap<>();
            for (JsonNode property : new ObjectMapper().readTree(in).path("properties")) {
                types.put(property.path("name").asText(), property.path("type").asText());
            }
            return types;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What is wrong with a property, and what to give.
     *
     * @param value as it is written; one that names a bean or another property is not looked at
     */
    public Optional<String> fault(String name, String value) {
        if (value.isBlank() && name.startsWith("camel.")) {
            return Optional.of(name + " is empty: give a value, or leave the line out");
        }
        Matcher component = COMPONENT.matcher(name);
        if (component.matches()) {
            return ofComponent(name, value, component.group("scheme"), component.group("option"), component.group("rest") != null);
        }
        return Optional.ofNullable(mainTypes.get(plain(name))).flatMap(type -> ofValue(name, type, value));
    }

    private Optional<String> ofComponent(String name, String value, String scheme, String option, boolean nested) {
        Optional<ComponentModel> model = components.find(scheme);
        if (model.isEmpty()) {
            return Optional.of(name + ": there is no component '" + scheme + "' here. Its jar must lie in lib/");
        }
        List<ComponentModel.ComponentOptionModel> options = model.get().getComponentOptions();
        Optional<ComponentModel.ComponentOptionModel> found = options.stream().filter(one -> plain(one.getName()).equals(plain(option))).findFirst();
        if (found.isEmpty()) {
            return Optional.of(name + ": " + scheme + " has no option '" + option + "'"
                    + Words.didYouMean(option, options.stream().map(ComponentModel.ComponentOptionModel::getName).toList()));
        }
        return nested ? Optional.empty() : ofValue(name, found.get().getType(), value);
    }

    private static Optional<String> ofValue(String name, String type, String value) {
        String text = value.strip();
        if (text.isEmpty() || text.contains("{{") || text.startsWith("#")) {
            return Optional.empty();
        }
        return switch (type) {
            case "boolean" -> wrong(name, text, "true|false", "true or false");
            case "integer" -> wrong(name, text, "-?\\d+", "a whole number");
            case "number" -> wrong(name, text, "-?\\d+(\\.\\d+)?", "a number");
            case "duration" -> TIME.matcher(text).matches() ? Optional.empty() : Optional.of(name + " is '" + text + "': give a time like 500, 5s or 10m");
            default -> Optional.empty();
        };
    }

    private static Optional<String> wrong(String name, String text, String form, String wanted) {
        return text.toLowerCase(Locale.ROOT).matches(form) ? Optional.empty() : Optional.of(name + " is '" + text + "': give " + wanted);
    }

    /** Camel takes {@code shutdown-timeout} for {@code shutdownTimeout}. */
    private static String plain(String option) {
        return option.replace("-", "").toLowerCase(Locale.ROOT);
    }
}
