// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.reload;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.component.properties.PropertiesComponent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Options that the owner of the device adds to application.properties for routes of his own: they are taken while the device runs, as the routes
 * are. An option of the device's own is read once; what says so is better than silence. Used by one thread.
 */
public final class OwnOptions {

    private static final Logger LOG = LoggerFactory.getLogger(OwnOptions.class);

    private final CamelContext context;
    private final Optional<Path> file;
    private final Set<String> readOnce;
    private Map<String, String> known;
    private Map<String, String> looked;

    /**
     * @param file application.properties; empty when there is none
     * @param readOnce names of options that take effect with a start only
     */
    public OwnOptions(CamelContext context, Optional<Path> file, Set<String> readOnce) {
        this.context = context;
        this.file = file;
        this.readOnce = readOnce;
        this.known = read().orElse(Map.of());
        this.looked = known;
    }

    /**
     * Takes what was edited since the last call, once two looks have found it the same.
     *
     * @return names of options with another value for routes
     */
    public Set<String> newOnes() {
        Map<String, String> now = read().orElse(known);
        boolean settled = now.equals(looked);
        looked = now;
        if (!settled || now.equals(known)) {
            return Set.of();
        }
        Set<String> names = new TreeSet<>(now.keySet());
        names.addAll(known.keySet());
        names.removeIf(name -> now.getOrDefault(name, "").equals(known.getOrDefault(name, "")));
        known = now;
        Set<String> restart = new TreeSet<>(names);
        restart.removeIf(name -> !isReadOnce(name));
        restart.forEach(name -> LOG.warn("event=option-edited option={} it takes effect when the device is started anew", name));
        names.removeAll(restart);
        names.forEach(name -> take(name, now.get(name)));
        if (!names.isEmpty()) {
            LOG.info("event=option-edited options={} taken for the routes that use them", names);
        }
        return new HashSet<>(names);
    }

    private boolean isReadOnce(String name) {
        return readOnce.contains(name) || name.startsWith("camel.");
    }

    /** Before what was read at the start, and behind -D and the environment. */
    private void take(String name, String value) {
        PropertiesComponent properties = (PropertiesComponent) context.getPropertiesComponent();
        if (properties.getOverrideProperties() == null) {
            properties.setOverrideProperties(new Properties());
        }
        if (value == null) {
            properties.getOverrideProperties().remove(name);
        } else {
            properties.getOverrideProperties().setProperty(name, value);
        }
    }

    private Optional<Map<String, String>> read() {
        Properties properties = new Properties();
        if (file.isEmpty() || !Files.isReadable(file.get())) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file.get())) {
            properties.load(in);
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
        Map<String, String> values = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> values.put(name, properties.getProperty(name)));
        return Optional.of(values);
    }
}
