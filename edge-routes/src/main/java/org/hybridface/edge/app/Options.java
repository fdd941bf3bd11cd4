// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.app;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.PropertiesComponent;
import org.apache.camel.util.TimeUtils;
import org.hybridface.edge.camera.CameraSpelling;
import org.hybridface.edge.print.Masked;
import org.hybridface.edge.print.Reason;

/** Reads options by name, in their types; a value that cannot be read is an error that says what to give. */
final class Options {

    /** A hundred years. */
    private static final long MOST_DAYS = 36_500;

    /** Numbers with their units. A number alone would be milliseconds to Camel, which nobody means who writes 24 for a day. */
    private static final Pattern TIME = Pattern.compile("0|(\\d+\\s*(ms|s|m|h|d)\\s*)+");
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private final PropertiesComponent properties;
    private final CamelContext context;
    private final Consumer<String> asked;
    private final Map<String, String> instead;

    Options(CamelContext context) {
        this(context, name -> { }, Map.of());
    }

    /** @param asked told the name of each option that is read */
    Options(CamelContext context, Consumer<String> asked) {
        this(context, asked, Map.of());
    }

    private Options(CamelContext context, Consumer<String> asked, Map<String, String> instead) {
        this.asked = asked;
        this.instead = instead;
        this.context = context;
        this.properties = context.getPropertiesComponent();
    }

    /** The same options, with their defaults for some of them. */
    Options asPacked(Set<String> names) {
        Map<String, String> all = new HashMap<>(instead);
        names.forEach(name -> all.put(name, OptionCheck.packed().getProperty(name, "")));
        return new Options(context, asked, Map.copyOf(all));
    }

    /** The same options, as if one of them had another value. */
    Options with(String name, String value) {
        return new Options(context, asked, Map.of(name, value));
    }

    /** Empty when the option is absent or blank. */
    Optional<String> text(String name) {
        Optional<String> value = asWritten(name);
        value.flatMap(text -> OptionSlips.of(name, text)).ifPresent(instead -> {
            throw wrong(name, value.get(), instead);
        });
        return value;
    }

    /** The same without a look at how it is written: a secret may be like anything. */
    private Optional<String> asWritten(String name) {
        asked.accept(name);
        try {
            // By -D, the environment, the file and the packed defaults, as Camel resolves it.
            Optional<String> given = instead.containsKey(name) ? Optional.of(instead.get(name)) : properties.resolveProperty(name);
            return given.map(value -> context.resolvePropertyPlaceholders(value).strip()).filter(value -> !value.isEmpty());
        } catch (IllegalArgumentException e) {
            throw new InvalidOptionException(name, name + " cannot be read: " + e.getMessage());
        }
    }

    String requiredText(String name) {
        return text(name).orElseThrow(() -> new InvalidOptionException(name, name + " is not set: give it in application.properties or with -D"
                + name + "=..."));
    }

    /**
     * A secret, from the file that the option {@code <name>.file} names, else from the option itself in application.properties or the
     * environment. Given by -D, everybody on the machine reads it in the list of processes, and every console in the system properties.
     */
    Optional<String> secret(String name) {
        if (System.getProperty(name) != null) {
            throw new InvalidOptionException(name + " is given with -D, where others read it in the list of processes: give " + name
                    + ".file (a file with nothing else in it), the environment variable " + OptionNames.variable(name)
                    + ", or the line in application.properties");
        }
        Optional<Path> file = path(name + ".file");
        if (file.isEmpty()) {
            return asWritten(name);
        }
        SecretPlaces.tellOfOpen(name + ".file", file.get());
        try {
            String secret = Files.readString(file.get()).strip();
            if (secret.isEmpty()) {
                throw new InvalidOptionException(name + ".file " + file.get() + " is empty: write the secret into it");
            }
            return Optional.of(secret);
        } catch (IOException e) {
            throw new InvalidOptionException(name + ".file " + file.get() + " cannot be read (" + Reason.of(e) + "): give this user the rights, or another file");
        }
    }

    /** A secret that this device's owner chose: around it quotes are a habit of other languages, not part of it. */
    Optional<String> ownSecret(String name) {
        return secret(name).map(secret -> {
            if (OptionSlips.isQuoted(secret)) {
                throw new InvalidOptionException(name, name + " stands in quotes, which would be part of it: write it without");
            }
            return secret;
        });
    }

    /** One that is not absolute is below the folder of application.properties, or, given by -D or the environment, the one it was given in. */
    Optional<Path> path(String name) {
        return text(name).map(value -> {
            try {
                return DeviceOptions.folderOf(name).resolve(value).toAbsolutePath().normalize();
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

    /**
     * @param least inclusive
     * @param most inclusive
     */
    int integer(String name, int least, int most) {
        return within(name, Integer::parseInt, least, most, most == Integer.MAX_VALUE
                ? "a whole number, " + least + " or more" : "a whole number from " + least + " to " + most);
    }

    long bytes(String name) {
        return within(name, Long::parseLong, 0L, Long.MAX_VALUE, "a whole number of bytes, 0 or more");
    }

    /**
     * @param least inclusive
     * @param most inclusive
     */
    double decimal(String name, double least, double most) {
        return within(name, Double::parseDouble, least, most, most == Double.MAX_VALUE
                ? "a number, " + least + " or more" : "a number from " + least + " to " + most);
    }

    Duration duration(String name) {
        return duration(name, Duration.ZERO, Duration.ofDays(MOST_DAYS));
    }

    /**
     * @param least inclusive
     * @param most  inclusive
     * @throws InvalidOptionException also for a number without a unit
     */
    Duration duration(String name, Duration least, Duration most) {
        String wanted = "a time like 500ms, 30s, 10m or 24h";
        if (NUMBER.matcher(requiredText(name)).matches() && !requiredText(name).equals("0")) {
            throw wrong(name, requiredText(name), requiredText(name) + OptionCheck.packed().getProperty(name, "1s").replaceFirst("\\d+", "") + ", or another unit: ms, s, m, h or d");
        }
        if (!TIME.matcher(requiredText(name)).matches()) {
            // Camel reads over a sign and over letters that it does not know: "abc" would be no time at all.
            throw wrong(name, requiredText(name), wanted);
        }
        return within(name, TimeUtils::toDuration, least, most, wanted + ", " + (least.isZero() ? "" : "at least " + least.toSeconds() + "s and ") + "at most "
                + (most.toDays() > 0 ? most.toDays() + "d" : most.toSeconds() + "s"));
    }

    /** The pictures' source: always the camera component, which people forget to write. */
    String camera(String name) {
        String value = asWritten(name).orElseGet(() -> requiredText(name));
        if (value.chars().anyMatch(Character::isISOControl)) {
            requiredText(name);
        }
        CameraSpelling.fault(value).ifPresent(advice -> {
            throw new InvalidOptionException(name, name + " is '" + Masked.of(value) + "': " + advice);
        });
        return value;
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

    private <T extends Comparable<T>> T within(String name, Function<String, T> how, T least, T most, String wanted) {
        T value = read(name, how, wanted);
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw wrong(name, requiredText(name), wanted);
        }
        return value;
    }

    private static InvalidOptionException wrong(String name, String value, String wanted) {
        return new InvalidOptionException(name, name + " is '" + Masked.of(value) + "': give " + wanted);
    }
}
