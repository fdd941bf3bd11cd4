package org.hybridface.edge.app;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
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
        String value = requiredText(name);
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw wrong(name, value, "a whole number");
        }
    }

    long bytes(String name) {
        String value = requiredText(name);
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw wrong(name, value, "a whole number of bytes");
        }
    }

    double decimal(String name) {
        String value = requiredText(name);
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw wrong(name, value, "a number");
        }
    }

    Duration duration(String name) {
        String value = requiredText(name);
        try {
            return TimeUtils.toDuration(value);
        } catch (RuntimeException e) {
            throw wrong(name, value, "a time like 500ms, 30s, 10m or 24h");
        }
    }

    URI uri(String name) {
        String value = requiredText(name);
        try {
            return new URI(value);
        } catch (URISyntaxException e) {
            throw wrong(name, value, "an address like ssl://host:8883");
        }
    }

    private static InvalidOptionException wrong(String name, String value, String wanted) {
        return new InvalidOptionException(name + " is '" + value + "': give " + wanted);
    }
}
