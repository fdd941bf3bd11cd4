// SPDX-License-Identifier: Apache-2.0
package org.hybridface.routecheck;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    static final Pattern TIME = Pattern.compile("-?\\d+|(\\d+\\s*(ms|s|m|h|d)\\s*)+|PT.+");

    /** Camel's sign for "none" or "without end", where its description says so. */
    private static final Pattern BELOW_ZERO = Pattern.compile("(?i)negative|-1\\b|less than (zero|0)|zero or less|<= ?0");
    private static final int HIGHEST_PORT = 65_535;

    private final Components components;
    private final Map<String, Option> mainOptions = new HashMap<>();

    /**
     * An option as Camel describes it.
     *
     * @param choices empty when anything may stand there
     */
    private record Option(String type, String description, List<String> choices) {
    }

    /** @param loader sees Camel's jars, and those of its components */
    public ConfigurationCheck(ClassLoader loader) {
        components = new Components(loader);
        for (JsonNode property : described(loader)) {
            List<String> choices = new ArrayList<>();
            property.path("enum").forEach(choice -> choices.add(choice.asText()));
            mainOptions.put(plain(property.path("name").asText()), new Option(property.path("type").asText(), property.path("description").asText(), choices));
        }
    }

    /** The options of camel-main as its description spells them, {@code camel.main.shutdownTimeout}. */
    public static Set<String> mainOptions(ClassLoader loader) {
        Set<String> names = new LinkedHashSet<>();
        described(loader).forEach(property -> names.add(property.path("name").asText()));
        return names;
    }

    private static JsonNode described(ClassLoader loader) {
        try (InputStream in = loader.getResourceAsStream(METADATA)) {
            return new ObjectMapper().readTree(in).path("properties");
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
        return Optional.ofNullable(mainOptions.get(plain(name))).flatMap(option -> ofValue(name, option, value));
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
        return nested ? Optional.empty() : ofValue(name, new Option(found.get().getType(), found.get().getDescription(), Optional.ofNullable(found.get().getEnums()).orElse(List.of())), value);
    }

    private static Optional<String> ofValue(String name, Option option, String value) {
        String text = value.strip();
        if (text.isEmpty() || text.contains("{{") || text.startsWith("#")) {
            return Optional.empty();
        }
        if (!option.choices.isEmpty() && option.choices.stream().noneMatch(choice -> plain(choice).equals(plain(text)))) {
            return Optional.of(name + " is '" + text + "': give one of " + String.join(", ", option.choices));
        }
        return switch (option.type) {
            case "boolean" -> wrong(name, text, "true|false", "true or false");
            case "integer" -> wrong(name, text, "-?\\d{1,18}", "a whole number").or(() -> outside(name, option, text));
            case "number" -> wrong(name, text, "-?\\d+(\\.\\d+)?", "a number").or(() -> outside(name, option, text));
            case "duration" -> TIME.matcher(text).matches() ? outside(name, option, text) : Optional.of(name + " is '" + text + "': give a time like 500, 5s or 10m");
            default -> Optional.empty();
        };
    }

    private static Optional<String> outside(String name, Option option, String text) {
        if (plain(name).endsWith("port") && (Long.parseLong(text) < 1 || Long.parseLong(text) > HIGHEST_PORT)) {
            return Optional.of(name + " is '" + text + "': give a whole number from 1 to " + HIGHEST_PORT);
        }
        return text.startsWith("-") && !BELOW_ZERO.matcher(option.description).find() ? Optional.of(name + " is '" + text + "': give 0 or more") : Optional.empty();
    }

    private static Optional<String> wrong(String name, String text, String form, String wanted) {
        return text.toLowerCase(Locale.ROOT).matches(form) ? Optional.empty() : Optional.of(name + " is '" + text + "': give " + wanted);
    }

    /** Camel takes {@code shutdown-timeout} for {@code shutdownTimeout}. */
    private static String plain(String option) {
        return option.replace("-", "").toLowerCase(Locale.ROOT);
    }
}
