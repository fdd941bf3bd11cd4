package org.hybridface.edge.app;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.PropertiesComponent;
import org.apache.camel.util.TimeUtils;

/** Reads options by name, in their types; a value that cannot be read is an error that says what to give. */
final class Options {

    private final PropertiesComponent properties;
    private final CamelContext context;

    Options(CamelContext context) {
        this.context = context;
        this.properties = context.getPropertiesComponent();
    }

    /** Empty when the option is absent or blank. */
    Optional<String> text(String name) {
        return properties.resolveProperty(name)
                .map(value -> context.resolvePropertyPlaceholders(value).strip())
                .filter(value -> !value.isEmpty());
    }

    String requiredText(String name) {
        return text(name).orElseThrow(() -> new InvalidOptionException(name + " is not set: give it in application.properties or with -D"
                + name + "=..."));
    }

    Optional<Path> path(String name) {
        return text(name).map(value -> {
            try {
                return Path.of(value).toAbsolutePath().normalize();
            } catch (InvalidPathException e) {
                throw wrong(name, value, "a path");
            }
        });
    }

    Path requiredPath(String name) {
        requiredText(name);
        return path(name).orElseThrow();
    }

    boolean flag(String name) {
        String value = requiredText(name);
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong(name, value, "true or false");
        };
    }

    int integer(String name) {
        return read(name, Integer::parseInt, "a whole number");
    }

    long bytes(String name) {
        return read(name, Long::parseLong, "a whole number of bytes");
    }

    double decimal(String name) {
        return read(name, Double::parseDouble, "a number");
    }

    Duration duration(String name) {
        return read(name, TimeUtils::toDuration, "a time like 500ms, 30s, 10m or 24h");
    }

    URI uri(String name) {
        return read(name, URI::create, "an address like ssl://host:8883");
    }

    /** @param how throws any unchecked exception for what cannot be read */
    private <T> T read(String name, Function<String, T> how, String wanted) {
        String value = requiredText(name);
        try {
            return how.apply(value);
        } catch (RuntimeException e) {
            throw wrong(name, value, wanted);
        }
    }

    private static InvalidOptionException wrong(String name, String value, String wanted) {
        return new InvalidOptionException(name + " is '" + value + "': give " + wanted);
    }
}
