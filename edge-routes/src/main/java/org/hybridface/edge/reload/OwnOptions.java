// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.reload;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.component.properties.PropertiesComponent;
import org.hybridface.edge.options.OptionsFile;
import org.hybridface.edge.options.UnreadableOptionsException;
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
    private byte[] bytes;
    private byte[] whole = {};
    private OptionsFile read;
    private Look looked;
    private Optional<String> told = Optional.empty();

    /** Of the last edit that was taken. */
    private final List<Runnable> undo = new ArrayList<>();

    /** What reads options again. */
    public interface Readers {

        /** Options that are read again. */
        Set<String> names();

        /** Why options as they are now cannot be taken: one line that says what to give. */
        Optional<String> fault();

        /** Why an option of the file cannot be meant, by its name or by those that it names. */
        default Optional<String> slip(String name) {
            return Optional.empty();
        }

        /** Why the next start would refuse a value, of an option that is not read again. */
        default Optional<String> faultAtStart(String name, String value) {
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
     * @param file where application.properties is or may come to be; empty for a program without a folder of its own
     * @param options names of the device's own; those that the readers do not read take effect with a start only
     */
    public OwnOptions(CamelContext context, Optional<Path> file, Set<String> options, Readers readers) {
        this.context = context;
        this.file = file;
        this.readers = readers;
        this.readOnce = new HashSet<>(options);
        this.readOnce.removeAll(readers.names());
        this.known = Map.of();
        this.looked = look();
        this.known = looked.values();
    }

    /**
     * Takes what was edited since the last call, once two looks have found it the same.
     *
     * @param routeFaults what routes have against the options as they are now: file, line and reason
     * @return names of options with another value for routes
     */
    public Set<String> newOnes(Supplier<List<String>> routeFaults) {
        Look look = look();
        boolean settled = look.equals(looked);
        looked = look;
        if (!settled) {
            return Set.of();
        }
        if (!look.problem().equals(told)) {
            told = look.problem();
            told.ifPresent(problem -> LOG.error("event=option-refused {}", problem));
        }
        Map<String, String> now = look.values();
        if (now.equals(known)) {
            return Set.of();
        }
        Set<String> names = new TreeSet<>(now.keySet());
        names.addAll(known.keySet());
        names.removeIf(name -> now.getOrDefault(name, "").equals(known.getOrDefault(name, "")));
        known = now;
        Set<String> restart = new TreeSet<>(names);
        restart.removeIf(name -> !isReadOnce(name));
        restart.forEach(name -> tellOfStart(name, Optional.ofNullable(now.get(name)).or(() -> readers.ofDefault(name)).orElse("")));
        names.removeAll(restart);
        // What was refused for its name and is taken out again was never there.
        names.removeIf(name -> now.get(name) == null && readers.slip(name).isPresent());
        // Those of the owner's first: one of the device's may name them. What is taken out last, when nothing names it any more.
        List<String> inOrder = names.stream().sorted(Comparator.comparing((String name) -> !now.containsKey(name)).thenComparing(name -> readers.names().contains(name))
                .thenComparing(Comparator.naturalOrder())).toList();
        undo.clear();
        Set<String> faultsBefore = inOrder.isEmpty() ? Set.of() : Set.copyOf(routeFaults.get());
        Supplier<Optional<String>> fault = () -> readers.fault().or(() -> routeFaults.get().stream().filter(one -> !faultsBefore.contains(one)).findFirst());
        inOrder.forEach(name -> {
            if (!isTaken(name, now.get(name), fault)) {
                names.remove(name);
            }
        });
        if (!names.isEmpty()) {
            readers.readAgain();
            LOG.info("event=option-edited options={} taken", names);
        }
        return new HashSet<>(names);
    }

    /** Undoes the last edit that was taken: no route can run with it. */
    public void asBefore() {
        undo.forEach(Runnable::run);
        undo.clear();
        readers.readAgain();
    }

    private void tellOfStart(String name, String value) {
        Optional<String> fault = stronger(name).isPresent() ? Optional.empty() : readers.faultAtStart(name, value);
        if (fault.isPresent()) {
            LOG.error("event=option-refused {}. The next start would end with this", fault.get());
        } else {
            LOG.warn("event=option-edited option={} it takes effect when the device is started anew", name);
        }
    }

    /** Whether routes have another value of it now. */
    private boolean isTaken(String name, String value, Supplier<Optional<String>> faultNow) {
        Optional<String> slip = value == null ? Optional.empty() : readers.slip(name);
        if (slip.isPresent()) {
            LOG.error("event=option-refused {}", slip.get());
            return false;
        }
        Runnable back = take(name, value);
        Optional<String> fault = faultNow.get();
        if (fault.isPresent()) {
            LOG.error("event=option-refused {}", kept(fault.get()));
            back.run();
            return false;
        }
        undo.add(0, back);
        Optional<String> stronger = stronger(name);
        stronger.ifPresent(place -> LOG.warn("event=option-edited option={} it is given {} as well, which counts more: the edit changes nothing", name, place));
        return stronger.isEmpty();
    }

    private static String kept(String fault) {
        return fault + (fault.endsWith("?") ? "" : ".") + " It stays as it was";
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

    /**
     * Before what was read at the start, and behind -D and the environment.
     *
     * @return undoes it
     */
    private Runnable take(String name, String value) {
        PropertiesComponent properties = (PropertiesComponent) context.getPropertiesComponent();
        if (properties.getOverrideProperties() == null) {
            properties.setOverrideProperties(new Properties());
        }
        Properties given = properties.getOverrideProperties();
        // Not what the file said before: that may have been refused as well.
        Optional<String> before = Optional.ofNullable(given.getProperty(name));
        set(given, name, Optional.ofNullable(value).or(() -> readers.ofDefault(name)));
        return () -> set(given, name, before);
    }

    private static void set(Properties properties, String name, Optional<String> value) {
        if (value.isEmpty()) {
            properties.remove(name);
        } else {
            properties.setProperty(name, value.get());
        }
    }

    /** What the file says now; what cannot be read of it is as it was. */
    private Look look() {
        if (file.isEmpty()) {
            return new Look(Map.of(), Optional.empty());
        }
        if (Files.notExists(file.get())) {
            return new Look(known, known.isEmpty() ? Optional.empty() : Optional.of(file.get() + " is gone. All options stay as they were"));
        }
        try {
            OptionsFile read = read(file.get());
            Optional<String> cut = cutShort(read);
            if (cut.isPresent()) {
                return new Look(known, cut);
            }
            whole = bytes;
            Map<String, String> values = new TreeMap<>(read.values());
            read.faults().forEach(fault -> values.compute(fault.option(), (option, wrong) -> known.get(option)));
            Optional<String> problem = read.faults().isEmpty() ? Optional.empty()
                    : Optional.of(kept(String.join("; ", read.faults().stream().map(OptionsFile.Fault::text).toList())));
            return new Look(values, problem);
        } catch (UnreadableOptionsException e) {
            return new Look(known, Optional.of(e.getMessage() + ". All options stay as they were"));
        }
    }

    /** The defaults of all that is missing would be taken, and a shorter time to keep things deletes them. */
    private Optional<String> cutShort(OptionsFile read) {
        if (read.values().isEmpty() && read.faults().isEmpty() && !known.isEmpty()) {
            return Optional.of(file.orElseThrow() + " is empty: a save that was cut short? All options stay as they were");
        }
        List<String> lines = lines(whole);
        String last = lines(bytes).get(lines(bytes).size() - 1);
        boolean ends = last.isBlank() || lines.contains(last) || lines.stream().noneMatch(line -> line.startsWith(last));
        return ends ? Optional.empty()
                : Optional.of(file.orElseThrow() + " ends in the middle of a line: a save that was cut short? All options stay as they were. If it is meant, end that line");
    }

    /** The last is what stands behind the last line's end. */
    private static List<String> lines(byte[] text) {
        return List.of(new String(text, StandardCharsets.ISO_8859_1).split("\\R", -1));
    }

    /** Four times a second, and nearly always the same. */
    private OptionsFile read(Path properties) throws UnreadableOptionsException {
        byte[] now = OptionsFile.bytes(properties);
        if (!Arrays.equals(now, bytes)) {
            read = OptionsFile.of(properties.getFileName().toString(), now);
            bytes = now;
        }
        return read;
    }

    /**
     * @param values  the options there
     * @param problem why one or all of those known before are taken for them
     */
    private record Look(Map<String, String> values, Optional<String> problem) {
    }
}
