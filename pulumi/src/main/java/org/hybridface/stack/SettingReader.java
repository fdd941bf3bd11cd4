// SPDX-License-Identifier: Apache-2.0
package org.hybridface.stack;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.pulumi.Config;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads the values of Pulumi.&lt;stack&gt;.yaml by one rule: what is there must be what is asked for. (Pulumi's own {@code getBoolean}
 * takes {@code yes} for false.) It remembers what was asked for, so that a misspelt key is found.
 */
final class SettingReader {

    /** Namespaces of the provider and of Pulumi itself; their keys are checked by them. */
    private static final Set<String> OTHERS = Set.of("aws", "pulumi");

    private final Config config;
    private final Set<String> known = new TreeSet<>();

    SettingReader(Config config) {
        this.config = config;
    }

    String text(String key, String otherwise) {
        known.add(Settings.PROJECT + ":" + key);
        return config.get(key).orElse(otherwise);
    }

    Path path(String key, String otherwise) {
        String value = text(key, otherwise);
        try {
            return Settings.inProject(value);
        } catch (InvalidPathException e) {
            throw BadSettingException.of(key, "'" + value + "' is not a path", "give one like " + otherwise);
        }
    }

    int whole(String key, int otherwise) {
        String value = text(key, String.valueOf(otherwise));
        try {
            return Integer.parseInt(value.strip());
        } catch (NumberFormatException e) {
            throw BadSettingException.of(key, "'" + value + "' is not a whole number", "give one like " + otherwise);
        }
    }

    boolean flag(String key, boolean otherwise) {
        String value = text(key, String.valueOf(otherwise));
        return switch (value.strip()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw BadSettingException.of(key, "'" + value + "' is neither true nor false", "give one of the two");
        };
    }

    List<String> list(String key, List<String> otherwise) {
        String value = text(key, OrderedJson.text(otherwise));
        try {
            JsonElement tree = JsonParser.parseString(value);
            if (tree.isJsonArray() && tree.getAsJsonArray().asList().stream().allMatch(JsonElement::isJsonPrimitive)) {
                return tree.getAsJsonArray().asList().stream().map(JsonElement::getAsString).toList();
            }
        } catch (JsonParseException e) {
            // The same advice as for any other text.
        }
        throw BadSettingException.of(key, "'" + value + "' is not a list",
                "set its members with \"pulumi config set --path '" + Settings.PROJECT + ":" + key + "[0]' <value>\"");
    }

    /**
     * @param configured every key of the stack, with its namespace
     * @throws BadSettingException for a key that nobody asked for
     */
    void requireNoOthers(Collection<String> configured) {
        configured.stream().sorted()
                .filter(key -> !known.contains(key) && !OTHERS.contains(key.split(":", 2)[0]))
                .findFirst()
                .ifPresent(key -> {
                    throw new BadSettingException(key, "there is no such setting", suggestion(key));
                });
    }

    private String suggestion(String key) {
        String prefix = Settings.PROJECT + ":";
        return key.startsWith(prefix)
                ? Similar.orElse(key.substring(prefix.length()), known.stream().map(name -> name.substring(prefix.length())).toList(),
                        "Pulumi.yaml lists them all")
                : Similar.orElse(key, known, "those of this project begin with '" + prefix + "'");
    }
}
