// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Ordered;
import org.apache.camel.spi.LoadablePropertiesSource;
import org.hybridface.edge.options.OptionsFile;
import org.hybridface.edge.options.UnreadableOptionsException;

/**
 * The device's own options, as everybody gets them: application.properties beside the program, behind -D and the environment, before the defaults that
 * are packed. Immutable.
 */
final class DeviceOptions implements LoadablePropertiesSource, Ordered {

    /** Where the unzipped program lies; set by bin/edge. */
    static final String HOME = "edge.home";
    static final String FILE = "application.properties";

    /** Before the packed file, to which Camel gives 100 and more. */
    private static final int BEFORE_DEFAULTS = 1;

    private final Map<String, String> values;
    private final List<String> faults;
    private final List<String> notes;

    private DeviceOptions(Map<String, String> values, List<String> faults, List<String> notes) {
        this.values = values;
        this.faults = faults;
        this.notes = notes;
    }

    /** The folder with application.properties, routes and lib; empty when the program does not run from one. */
    static Optional<Path> home() {
        return Optional.ofNullable(System.getProperty(HOME)).map(home -> Path.of(home).toAbsolutePath().normalize());
    }

    /** Where the device's own file is, or would be. */
    static Optional<Path> file() {
        return home().map(home -> home.resolve(FILE));
    }

    /** Where a path that is not absolute begins: what somebody types he types where he is. */
    static Path folderOf(String option) {
        boolean typed = System.getProperty(option) != null || System.getenv(OptionNames.variable(option)) != null;
        return typed ? Path.of("") : home().orElse(Path.of(""));
    }

    /** Makes paths absolute that were given with -D or by the environment, since others may be made of them. */
    private static void resolveTyped() {
        OptionCheck.known().stream().filter(OptionSlips::isPath).forEach(option -> {
            String given = System.getProperty(option, System.getenv(OptionNames.variable(option)));
            if (given != null && given.matches("[\\w.][^{}$~\"']*")) {
                System.setProperty(option, Path.of(given.strip()).toAbsolutePath().normalize().toString());
            }
        });
    }

    /** Of the program that runs here, and none when it has no folder of its own. Makes absolute what paths were typed. */
    static DeviceOptions own() {
        resolveTyped();
        return file().map(DeviceOptions::of).orElseGet(DeviceOptions::none);
    }

    /** The packed defaults only. */
    static DeviceOptions none() {
        return new DeviceOptions(Map.of(), List.of(), List.of());
    }

    /** @param file may be missing, which is told as a note */
    static DeviceOptions of(Path file) {
        if (Files.notExists(file)) {
            return new DeviceOptions(Map.of(), List.of(), List.of("there is no " + file + ", so every option has its default" + lookAlike(file)));
        }
        try {
            OptionsFile read = OptionsFile.read(file);
            List<String> notes = new ArrayList<>(read.notes());
            if (read.values().isEmpty() && read.faults().isEmpty()) {
                notes.add(file + " holds no option, so every option has its default");
            }
            return new DeviceOptions(read.values(), read.faults().stream().map(OptionsFile.Fault::text).toList(), notes);
        } catch (UnreadableOptionsException e) {
            return new DeviceOptions(Map.of(), List.of(e.getMessage()), List.of());
        }
    }

    /** Some editors add an ending, and do not show it. */
    private static String lookAlike(Path file) {
        try (Stream<Path> beside = Files.list(file.getParent())) {
            return beside.map(path -> path.getFileName().toString())
                    .filter(name -> name.toLowerCase(Locale.ROOT).matches("application\\W?(prop|y[a]?ml|conf).*|edge\\.(properties|conf|y[a]?ml)"))
                    .sorted().findFirst().map(name -> ". Is it " + name + "? Rename that").orElse("");
        } catch (IOException e) {
            return "";
        }
    }

    /** What cannot be meant in the file, or why there is nothing of it. */
    List<String> faults() {
        return faults;
    }

    /** What may not be what was meant. */
    List<String> notes() {
        return notes;
    }

    /** By name, as they are written. */
    Map<String, String> values() {
        return values;
    }

    /**
     * Lets the context resolve the device's options.
     *
     * @throws InvalidOptionException when the file has faults
     */
    void give(CamelContext context) {
        refuseFaults();
        giveAnyway(context);
    }

    /** The same with what could be read, for whoever tells the faults. */
    void giveAnyway(CamelContext context) {
        context.getPropertiesComponent().setLocation("classpath:application.properties");
        context.getPropertiesComponent().addPropertiesSource(this);
    }

    /** @throws InvalidOptionException with all of them */
    void refuseFaults() {
        if (!faults.isEmpty()) {
            throw new InvalidOptionException(String.join("; ", faults));
        }
    }

    @Override
    public String getName() {
        return FILE;
    }

    @Override
    public String getProperty(String name) {
        return values.get(name);
    }

    @Override
    public Properties loadProperties() {
        return loadProperties(name -> true);
    }

    @Override
    public Properties loadProperties(Predicate<String> filter) {
        Properties properties = new Properties();
        values.forEach((name, value) -> {
            if (filter.test(name)) {
                properties.setProperty(name, value);
            }
        });
        return properties;
    }

    @Override
    public void reloadProperties(String location) {
        // Edits are taken by OwnOptions, one by one.
    }

    @Override
    public int getOrder() {
        return BEFORE_DEFAULTS;
    }
}
