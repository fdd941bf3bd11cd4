// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.reload;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
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
 * Edits of application.properties while the device runs: options that routes use or that readers read again are taken, one that cannot be meant is
 * refused and stays as it was, and of one that is read once the log says that it takes effect with a start. Used by one thread.
 */
public final class OwnOptions {

    private static final Logger LOG = LoggerFactory.getLogger(OwnOptions.class);

    private final CamelContext context;
    private final Optional<Path> file;
    private final Set<String> readOnce;
    private final Readers readers;
    private Map<String, String> known;
    private Map<String, String> looked;

    /** What reads options again. */
    public interface Readers {

        /** Options that are read again. */
        Set<String> names();

        /** Why options as they are now cannot be taken: one line that says what to give. */
        Optional<String> fault();

        /** Why there cannot be an option of that name; empty when there may be one. */
        default Optional<String> slip(String name) {
            return Optional.empty();
        }

        /** What an option is that nobody gives. */
        default Optional<String> ofDefault(String name) {
            return Optional.empty();
        }

        /** Takes options as they are now. */
        void readAgain();
    }

    /**
     * @param file application.properties; empty when there is none
     * @param options names of the device's own; those that the readers do not read take effect with a start only
     */
    public OwnOptions(CamelContext context, Optional<Path> file, Set<String> options, Readers readers) {
        this.context = context;
        this.file = file;
        this.readers = readers;
        this.readOnce = new HashSet<>(options);
        this.readOnce.removeAll(readers.names());
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
        Map<String, String> before = known;
        known = now;
        Set<String> restart = new TreeSet<>(names);
        restart.removeIf(name -> !isReadOnce(name));
        restart.forEach(name -> LOG.warn("event=option-edited option={} it takes effect when the device is started anew", name));
        names.removeAll(restart);
        // Those of the owner's first: one of the device's may name them.
        List<String> ownFirst = names.stream().sorted(Comparator.comparing((String name) -> readers.names().contains(name)).thenComparing(Comparator.naturalOrder())).toList();
        ownFirst.forEach(name -> {
            if (!isTaken(name, now.get(name), before.get(name))) {
                names.remove(name);
            }
        });
        if (!names.isEmpty()) {
            readers.readAgain();
            LOG.info("event=option-edited options={} taken", names);
        }
        return new HashSet<>(names);
    }

    private boolean isTaken(String name, String value, String before) {
        Optional<String> slip = value == null ? Optional.empty() : readers.slip(name);
        if (slip.isPresent()) {
            LOG.error("event=option-refused {}", slip.get());
            return false;
        }
        take(name, value);
        Optional<String> fault = readers.fault();
        if (fault.isPresent()) {
            LOG.error("event=option-refused {}. It stays as it was", fault.get());
            take(name, before);
            return false;
        }
        stronger(name).ifPresent(place -> LOG.warn("event=option-edited option={} it is given {} as well, which counts more: the edit changes nothing", name, place));
        return true;
    }

    private static Optional<String> stronger(String name) {
        if (System.getProperty(name) != null) {
            return Optional.of("with -D");
        }
        return System.getenv(name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_')) == null ? Optional.empty() : Optional.of("in the environment");
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
        Optional<String> effective = Optional.ofNullable(value).or(() -> readers.ofDefault(name));
        if (effective.isEmpty()) {
            properties.getOverrideProperties().remove(name);
        } else {
            properties.getOverrideProperties().setProperty(name, effective.get());
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
