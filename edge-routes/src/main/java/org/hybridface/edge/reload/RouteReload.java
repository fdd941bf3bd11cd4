// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.reload;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.support.service.ServiceSupport;
import org.hybridface.edge.thread.LastingThreads;
import org.hybridface.routecheck.Problem;
import org.hybridface.routecheck.RouteCheck;
import org.hybridface.routecheck.RouteFile;
import org.hybridface.routecheck.UnreadableRouteFileException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the routes of a folder, and takes edits there while the device runs. The folder is checked as a whole first, as {@code bin/edge validate}
 * does; a file with a fault is refused with its line and the reason, its routes go on as they were before the edit, and all others are taken. The face cache,
 * the outbox and the connection are no part of a route, so no edit touches them; the camera stays open.
 *
 * <p>One thread looks and exchanges; the attributes are for others.
 */
public final class RouteReload extends ServiceSupport {

    private static final Logger LOG = LoggerFactory.getLogger(RouteReload.class);

    /** Two looks make a settled file; the exchange of a busy route takes up to 1.1 s. Together less than 2 s. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    /** A file that was refused is tried again without an edit. */
    private static final Duration TRY_AGAIN = Duration.ofSeconds(30);

    private final RouteFolder folder;
    private final GoodEdits edits;
    private final RouteSwap swap;
    private final Hold hold;
    private final Watch watch;
    private final ScheduledExecutorService thread = LastingThreads.scheduler("route-reload");
    private SortedMap<String, String> running = new TreeMap<>();
    private SortedMap<String, String> tried = new TreeMap<>();
    private long triedAt;
    private boolean started;
    private final Set<String> newOptions = new TreeSet<>();
    private boolean folderLost;
    private final AtomicInteger exchanges = new AtomicInteger();
    private volatile List<String> refused = List.of();

    /** When the folder is looked at. */
    public enum Watch { ALWAYS, AT_START_ONLY }

    /** What must not notice that a route was exchanged. */
    public interface Hold {
        /** Before routes stop; closed when the new ones run. */
        AutoCloseable begin();

        /**
         * Names of options that have another value for routes than at the last call.
         *
         * @param routeFaults what the routes have against the options as they are: with one that brings a new fault no edit is taken
         */
        default Set<String> newOptions(Supplier<List<String>> routeFaults) {
            return Set.of();
        }

        /** No route can run with the options of the last call, which shows only now. */
        default void optionsAsBefore() {
        }
    }

    /**
     * @param watch whether edits are taken afterwards
     * @param check knows the components, beans and options of this device
     */
    public RouteReload(CamelContext context, Path folder, RouteCheck check, Hold hold, Watch watch) {
        this.folder = new RouteFolder(folder);
        this.edits = new GoodEdits(check);
        this.swap = new RouteSwap(context, folder);
        this.hold = hold;
        this.watch = watch;
    }

    /**
     * What a start would say of route files: also what shows only when the files with other faults are out, and when Camel builds the rest.
     *
     * @param files name to content
     * @param built what Camel cannot build of those that the check lets pass
     */
    public static List<Problem> faultsAtStart(RouteCheck check, SortedMap<String, String> files, Function<SortedMap<String, String>, List<Problem>> built) {
        GoodEdits.Choice choice = new GoodEdits(check).of(new TreeMap<>(), files);
        List<Problem> faults = new ArrayList<>(choice.problems());
        faults.addAll(built.apply(choice.files()));
        return faults;
    }

    @Override
    protected void doStart() throws IOException {
        sayWhatIsIgnored();
        take(folder.read());
        started = true;
        if (running.isEmpty()) {
            throw new NoRoutesException("no route file in " + folder.path() + " can run: " + String.join("; ", refused.subList(0, Math.min(1, refused.size()))));
        }
        if (watch == Watch.AT_START_ONLY) {
            return;
        }
        thread.scheduleWithFixedDelay(this::look, LOOK_EVERY.toMillis(), LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        LOG.info("event=routes-watched folder={} edits are taken while the device runs", folder.path());
    }

    @Override
    protected void doStop() throws InterruptedException {
        thread.shutdown();
        // An exchange of routes in the middle of the end is not left half done.
        thread.awaitTermination(1, TimeUnit.SECONDS);
    }

    /** How often edits were taken. */
    public int getExchanges() {
        return exchanges.get();
    }

    /** Edits that were refused: file, line and reason; empty when the folder is what runs. */
    public List<String> getRefused() {
        return refused;
    }

    private void look() {
        try {
            sayWhatIsIgnored();
            newOptions.addAll(hold.newOptions(this::routeFaults));
            folder.readSettled().filter(now -> !now.equals(tried) || !newOptions.isEmpty() || isTimeToTryAgain()).ifPresent(this::take);
            folderLost = false;
        } catch (IOException e) {
            if (!folderLost) {
                LOG.error("event=routes-unreadable folder={} {}: the routes go on as they are", folder.path(), e.toString());
            }
            folderLost = true;
        } catch (RuntimeException e) {
            LOG.error("event=routes-broken {}", e.getMessage(), e);
        }
    }

    /** Of the routes that would run with the options as they are now. */
    private List<String> routeFaults() {
        try {
            return edits.faults(running, folder.read()).stream().map(Problem::toString).toList();
        } catch (IOException e) {
            // Told where the folder is looked at.
            return edits.faults(running, running).stream().map(Problem::toString).toList();
        }
    }

    private void sayWhatIsIgnored() throws IOException {
        folder.newlyIgnored().forEach(note -> LOG.warn("event=file-ignored {}", note));
    }

    /** What a file needs may have come: a jar's property, a route of another file. */
    private boolean isTimeToTryAgain() {
        return !refused.isEmpty() && System.nanoTime() - triedAt > TRY_AGAIN.toNanos();
    }

    private void take(SortedMap<String, String> now) {
        tried = now;
        triedAt = System.nanoTime();
        if (now.isEmpty()) {
            LOG.error("event=edit-refused {} has no route file any more. The routes go on as they were", folder.path());
            return;
        }
        GoodEdits.Choice choice = edits.of(running, now);
        List<Problem> problems = new ArrayList<>(choice.problems());
        SortedMap<String, String> good = new TreeMap<>(choice.files());
        while (!good.equals(running) || !newOptions.isEmpty()) {
            Optional<Problem> fault = exchange(good);
            if (fault.isEmpty()) {
                newOptions.clear();
                break;
            }
            boolean blameOptions = !newOptions.isEmpty() && good.equals(running);
            if (!newOptions.isEmpty()) {
                LOG.error("event=option-refused {}. As they were before stay {}", fault.get(), newOptions);
                newOptions.clear();
            }
            if (blameOptions) {
                break;
            }
            problems.add(fault.get());
            if (good.equals(running) || !GoodEdits.edited(running, good).contains(fault.get().file())) {
                break;
            }
            GoodEdits.putBack(fault.get().file(), running, good);
        }
        List<String> texts = problems.stream().sorted().map(Problem::toString).toList();
        if (!texts.equals(refused)) {
            refused = texts;
            report(problems);
        }
    }

    /** @return why it cannot run; then everything runs as before */
    private Optional<Problem> exchange(SortedMap<String, String> files) {
        long start = System.nanoTime();
        Map<String, RouteFile> before = parsed(running);
        Map<String, RouteFile> after = parsed(files);
        RoutePlan plan = RoutePlan.between(before.values(), after.values(), newOptions);
        if (plan.isEmpty() && files.equals(running)) {
            return Optional.empty();
        }
        Set<String> changed = GoodEdits.edited(running, files);
        try (AutoCloseable held = hold.begin()) {
            swap.exchange(before, after, newOptions, hold::optionsAsBefore);
        } catch (RouteRefusedException e) {
            LOG.debug("event=edit-refused", e);
            return Optional.of(e.problem());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        if (started) {
            exchanges.incrementAndGet();
            LOG.info("event=edit-taken files={} routes={} removed={} millis={}", changed, plan.touchedRoutes(), plan.remove(),
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        }
        running = new TreeMap<>(files);
        return Optional.empty();
    }

    /** One line for each file: its first fault, which often is the cause of the others. */
    private void report(List<Problem> problems) {
        Map<String, List<Problem>> byFile = problems.stream().sorted().collect(Collectors.groupingBy(Problem::file, TreeMap::new,
                Collectors.toList()));
        byFile.forEach((file, faults) -> LOG.error("event={} {}{} - {}. It is tried again until it can be taken", started ? "edit-refused" : "route-fault", faults.get(0),
                faults.size() > 1 ? " (and " + (faults.size() - 1) + " more: bin/edge validate lists them)" : "",
                running.containsKey(file) ? "the routes before the edit go on" : "the other files run without it"));
    }

    static Map<String, RouteFile> parsed(SortedMap<String, String> files) {
        Map<String, RouteFile> parsed = new TreeMap<>();
        files.forEach((name, text) -> {
            try {
                parsed.put(name, RouteFile.parse(name, text));
            } catch (UnreadableRouteFileException e) {
                throw new IllegalStateException("a file that passed the check cannot be read: " + e.getMessage(), e);
            }
        });
        return parsed;
    }
}
