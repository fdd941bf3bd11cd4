// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.hybridface.edge.reload.OwnOptions;
import org.hybridface.routecheck.ConfigurationCheck;

/**
 * Options that take effect while the device runs. What is read here is read again when application.properties was edited; what is read elsewhere takes
 * effect with the next start. Readers see all of an edit or nothing. Thread safe; edits come from one thread.
 */
final class LiveOptions implements OwnOptions.Readers {

    private final CamelContext context;
    private final Set<String> names = new TreeSet<>();
    private final List<Live<?>> all = new CopyOnWriteArrayList<>();

    LiveOptions(CamelContext context) {
        this.context = context;
    }

    /**
     * Reads now, and again after each edit.
     *
     * @param reader reads nothing that must stay as it was at the start
     * @throws InvalidOptionException when a value cannot be read
     */
    <T> Supplier<T> of(Function<Options, T> reader) {
        return add(reader, value -> { });
    }

    /** As {@link #of}, for what is told its value; not told again as long as that is the same. */
    <T> void use(Function<Options, T> reader, Consumer<T> user) {
        user.accept(add(reader, user).get());
    }

    private <T> Live<T> add(Function<Options, T> reader, Consumer<T> user) {
        Live<T> live = new Live<>(reader, reader.apply(new Options(context, names::add)), user);
        all.add(live);
        return live;
    }

    /** Options that are read here. */
    @Override
    public Set<String> names() {
        return Set.copyOf(names);
    }

    @Override
    public Optional<String> fault() {
        try {
            all.forEach(live -> live.fresh(new Options(context)));
            return Optional.empty();
        } catch (InvalidOptionException | IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
    }

    @Override
    public Optional<String> slip(String name) {
        return OptionCheck.slip(name).or(() -> Optional.ofNullable(OptionCheck.misnamed(DeviceOptions.own()).get(name)));
    }

    @Override
    public Optional<String> faultAtStart(String name, String value) {
        if (name.startsWith("camel.")) {
            return new ConfigurationCheck(LiveOptions.class.getClassLoader()).fault(name, value);
        }
        Options now = new Options(context);
        List<String> before = DeviceSettings.faults(now);
        return DeviceSettings.faults(now.with(name, value)).stream().filter(fault -> !before.contains(fault)).findFirst();
    }

    @Override
    public Optional<String> ofDefault(String name) {
        return Optional.ofNullable(OptionCheck.packed().getProperty(name));
    }

    @Override
    public void readAgain() {
        List<Runnable> changes = new ArrayList<>();
        all.forEach(live -> changes.add(live.change(new Options(context))));
        changes.forEach(Runnable::run);
    }

    private static final class Live<T> implements Supplier<T> {

        private final Function<Options, T> reader;
        private final Consumer<T> user;
        private volatile T value;

        Live(Function<Options, T> reader, T value, Consumer<T> user) {
            this.reader = reader;
            this.value = value;
            this.user = user;
        }

        @Override
        public T get() {
            return value;
        }

        T fresh(Options options) {
            return reader.apply(options);
        }

        Runnable change(Options options) {
            T fresh = fresh(options);
            return () -> {
                if (!fresh.equals(value)) {
                    value = fresh;
                    user.accept(fresh);
                }
            };
        }
    }
}
