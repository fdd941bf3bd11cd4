// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/** The checked value of every {@link Setting}. */
public final class Settings {

    private final Map<Setting, String> values = new EnumMap<>(Setting.class);

    private Settings() {
    }

    /**
     * @param environment environment variables by name
     * @throws IllegalArgumentException when a variable is missing or wrong; the text says which and what to do
     */
    public static Settings fromEnvironment(Map<String, String> environment) {
        Settings settings = new Settings();
        for (Setting setting : Setting.values()) {
            String value = environment.getOrDefault(setting.name(), "").strip();
            if (value.isEmpty()) {
                value = setting.defaultValue().orElseThrow(() -> new IllegalArgumentException(
                        "environment variable " + setting + " is not set: " + setting.description()));
            }
            if (!setting.allows(value)) {
                throw new IllegalArgumentException("environment variable " + setting + (setting.isSecret() ? "" : "=" + value)
                        + " is not allowed: " + setting.description() + "; it must match " + setting.rule());
            }
            settings.values.put(setting, value);
        }
        return settings;
    }

    public String get(Setting setting) {
        return values.get(setting);
    }

    public Duration days(Setting setting) {
        return Duration.ofDays(Long.parseLong(get(setting)));
    }

    /** Devices by their thing names; none for {@code none}. */
    public Set<String> things(Setting setting) {
        return get(setting).equals("none") ? Set.of() : Set.of(get(setting).split(","));
    }

    /** For the routes' {@code {{...}}}. */
    Properties properties() {
        Properties properties = new Properties();
        values.forEach((setting, value) -> properties.setProperty(setting.property(), value));
        return properties;
    }
}
