package org.hybridface.edge.reload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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
 * Takes edits in the routes folder while the device runs. The folder is checked as a whole first, as {@code bin/edge validate} does;
 * a file with a fault is refused with its line and the reason, and its routes go on as they were before the edit. The face cache,
 * the outbox and the connection are no part of a route, so no edit touches them; the camera stays open.
 *
 * <p>One thread looks and exchanges; the attributes are for others.
 */
public final class RouteReload extends ServiceSupport {

    private static final Logger LOG = LoggerFactory.getLogger(RouteReload.class);

    /** Two looks make a settled file; the exchange of a busy route takes up to 1.1 s. Together less than 2 s. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    private final RouteFolder folder;
    private final RouteCheck check;
    private final RouteSwap swap;
    private final Hold hold;
    private final ScheduledExecutorService thread = LastingThreads.scheduler("route-reload");
    private SortedMap<String, String> running;
    private SortedMap<String, String> tried;
    private boolean folderLost;
    private final AtomicInteger exchanges = new AtomicInteger();
    private volatile List<String> refused = List.of();

    /** What must not notice that a route was exchanged. */
    public interface Hold {
        /** Before routes stop; closed when the new ones run. */
        AutoCloseable begin();
    }

    /**
     * Reads the folder, so that an edit made while the device starts is noticed, too.
     *
     * @param check knows the components, beans and options of this device
     */
    public RouteReload(CamelContext context, Path folder, RouteCheck check, Hold hold) {
        this.folder = new RouteFolder(folder);
        this.check = check;
        this.swap = new RouteSwap(context, folder);
        this.hold = hold;
        try {
            this.running = this.folder.read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.tried = running;
    }

    @Override
    protected void doStart() {
        // The first check loads the schema, which takes a second or two: not to be spent on the first edit.
        thread.execute(() -> check.check(running));
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
            folder.newlyIgnored().forEach(note -> LOG.warn("event=file-ignored {}", note));
            folder.readSettled().filter(now -> !now.equals(tried)).ifPresent(this::take);
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

    private void take(SortedMap<String, String> now) {
        tried = now;
        if (now.isEmpty()) {
            LOG.error("event=edit-refused {} has no route file any more. The routes go on as they were", folder.path());
            return;
        }
        List<Problem> problems = new ArrayList<>();
        SortedMap<String, String> good = withoutFaults(now, problems);
        if (!good.equals(running)) {
            problems.addAll(exchange(good));
        }
        refused = problems.stream().map(Problem::toString).toList();
        report(problems);
    }

    /** The folder as it can run: a file with a fault as it was before the edit. */
    private SortedMap<String, String> withoutFaults(SortedMap<String, String> now, List<Problem> problems) {
        problems.addAll(check.check(now));
        if (problems.isEmpty()) {
            return now;
        }
        Set<String> faulty = problems.stream().map(Problem::file).collect(Collectors.toSet());
        SortedMap<String, String> rest = new TreeMap<>(now);
        faulty.forEach(file -> restore(file, rest));
        // The fault may lie in what an edit does to another file, for example one that sends to a route deleted here.
        return check.check(rest).isEmpty() ? rest : running;
    }

    private void restore(String file, SortedMap<String, String> files) {
        if (running.containsKey(file)) {
            files.put(file, running.get(file));
        } else {
            files.remove(file);
        }
    }

    private List<Problem> exchange(SortedMap<String, String> files) {
        long start = System.nanoTime();
        Map<String, RouteFile> before = parsed(running);
        Map<String, RouteFile> after = parsed(files);
        RoutePlan plan = RoutePlan.between(before.values(), after.values());
        Set<String> changed = changed(files);
        try (AutoCloseable held = hold.begin()) {
            swap.exchange(before, after);
        } catch (RouteRefusedException e) {
            LOG.debug("event=edit-refused", e);
            return List.of(e.problem());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        running = files;
        exchanges.incrementAndGet();
        LOG.info("event=edit-taken files={} routes={} removed={} millis={}", changed, plan.touchedRoutes(), plan.remove(),
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        return List.of();
    }

    private Set<String> changed(SortedMap<String, String> files) {
        Set<String> names = new TreeSet<>(files.keySet());
        names.addAll(running.keySet());
        names.removeIf(name -> files.getOrDefault(name, "").equals(running.getOrDefault(name, "")));
        return names;
    }

    /** One line for each file: its first fault, which often is the cause of the others. */
    private static void report(List<Problem> problems) {
        Map<String, List<Problem>> byFile = problems.stream().sorted().collect(Collectors.groupingBy(Problem::file, TreeMap::new,
                Collectors.toList()));
        byFile.forEach((file, faults) -> LOG.error("event=edit-refused {}{} - the routes before the edit go on", faults.get(0),
                faults.size() > 1 ? " (and " + (faults.size() - 1) + " more: bin/edge validate lists them)" : ""));
    }

    private static Map<String, RouteFile> parsed(SortedMap<String, String> files) {
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
