// SPDX-License-Identifier: Apache-2.0
package org.hybridface.routemutants;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hybridface.routecheck.RouteCheck;
import org.hybridface.routecheck.RouteFile;
import org.hybridface.routecheck.RouteSide;
import org.hybridface.routecheck.UnreadableRouteFileException;

/**
 * The command: runs a module's tests against each mutant of its route files, and prints those that no test notices.
 *
 * <p>{@code RouteMutants <side> <routes> <page> <mutants> <minutes> <tests>}: {@code routes} has a folder for each side, {@code page} lists
 * what may survive, {@code mutants} is a pattern of mutants to try, {@code minutes} how long at most; a test is a class, or {@code class#method}. The
 * exit code is 0 when exactly the listed ones survive, 1 when not, 2 when it could not look.
 */
public final class RouteMutants {

    private static final int DIFFERS = 1;
    private static final int BAD_CALL = 2;

    /** The tests that noticed the last mutants notice most of their neighbours. */
    private static final int KEEP_KILLERS = 5;

    /** Beside three times what all tests need without a mutant: the machine may be busy. */
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final Duration FIRST_RUN = Duration.ofMinutes(15);
    private static final int PROGRESS_EVERY = 20;
    private static final Pattern CLASS_AND_METHOD = Pattern.compile("\\[class:[\\w.]*?(?<type>\\w+)]/\\[[\\w-]+:(?<method>\\w+)\\(");

    private final WorkerProcess worker;
    private final Path folder;
    private final List<String> tests;
    private final PrintStream out;
    private final Deque<String> killers = new ArrayDeque<>();
    private final Set<String> survivors = new TreeSet<>();
    private Duration atMost = FIRST_RUN;

    private RouteMutants(WorkerProcess worker, Path folder, List<String> tests, PrintStream out) {
        this.worker = worker;
        this.folder = folder;
        this.tests = tests;
        this.out = out;
    }

    public static void main(String[] args) throws IOException, UnreadableRouteFileException {
        System.exit(run(args, System.out));
    }

    static int run(String[] args, PrintStream out) throws IOException, UnreadableRouteFileException {
        if (args.length < 6) {
            out.println("route-mutants: give side, routes folder, page, pattern of mutants, minutes and tests");
            return BAD_CALL;
        }
        Path routes = Path.of(args[1]);
        Map<String, String> files = RouteCheck.read(routes.resolve(args[0]));
        Path front = Files.createTempDirectory("route-mutants");
        Path folder = Files.createDirectories(front.resolve("routes").resolve(args[0]));
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
        List<Mutant> mutants = mutants(files, options(args[0]), Pattern.compile(args[3]));
        try (WorkerProcess worker = new WorkerProcess(front)) {
            RouteMutants run = new RouteMutants(worker, folder, List.of(args).subList(5, args.length), out);
            Optional<String> failing = run.withoutMutant();
            if (failing.isPresent()) {
                out.println("route-mutants: the tests must pass before anything is changed; " + failing.get() + " does not");
                return BAD_CALL;
            }
            int tried = run.tryAll(mutants, files, Duration.ofMinutes(Long.parseLong(args[4])));
            return run.report(mutants.subList(0, tried), mutants.size(), Accepted.read(Path.of(args[2]), args[0]));
        }
    }

    private static Map<String, String> options(String side) {
        return ServiceLoader.load(RouteSide.class).stream().map(ServiceLoader.Provider::get).filter(one -> one.name().equals(side)).findFirst()
                .map(RouteSide::options).orElseThrow(() -> new IllegalArgumentException("there is no side '" + side + "' on this class path"));
    }

    private static List<Mutant> mutants(Map<String, String> files, Map<String, String> options, Pattern wanted) throws UnreadableRouteFileException {
        List<Mutant> mutants = new ArrayList<>();
        for (Map.Entry<String, String> file : files.entrySet()) {
            mutants.addAll(Mutator.mutants(RouteFile.parse(file.getKey(), file.getValue()), options));
        }
        return mutants.stream().filter(mutant -> wanted.matcher(mutant.toString()).find()).toList();
    }

    private Optional<String> withoutMutant() throws IOException {
        long start = System.nanoTime();
        Optional<String> failing = worker.firstFailure(tests, FIRST_RUN);
        Duration needed = Duration.ofNanos(System.nanoTime() - start);
        atMost = needed.multipliedBy(3).plus(GRACE);
        out.println("route-mutants: without a mutant " + tests.size() + " tests or classes need " + needed.toSeconds() + " s");
        return failing;
    }

    /** @return how many there was time for */
    private int tryAll(List<Mutant> mutants, Map<String, String> files, Duration time) throws IOException {
        long start = System.nanoTime();
        int tried = 0;
        for (Mutant mutant : mutants) {
            long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
            if (seconds > time.toSeconds()) {
                break;
            }
            if (tried % PROGRESS_EVERY == 0) {
                out.println("route-mutants: " + tried + " of " + mutants.size() + " tried in " + seconds + " s, " + survivors.size() + " survive");
            }
            String name = mutant.file() + RouteFile.SUFFIX;
            Files.writeString(folder.resolve(name), mutant.text());
            Optional<String> killer = killedBy();
            if (killer.isEmpty()) {
                survivors.add(key(mutant));
            }
            out.println(killer.map(test -> "  " + readable(test) + " notices: ").orElse("  survives: ") + mutant);
            Files.writeString(folder.resolve(name), files.get(name));
            tried++;
        }
        return tried;
    }

    /** What noticed the last ones goes first. */
    private Optional<String> killedBy() throws IOException {
        Set<String> order = new LinkedHashSet<>(killers);
        order.addAll(tests);
        Optional<String> killer = worker.firstFailure(List.copyOf(order), atMost);
        killer.filter(test -> test.startsWith("[")).ifPresent(test -> {
            killers.remove(test);
            killers.addFirst(test);
            if (killers.size() > KEEP_KILLERS) {
                killers.removeLast();
            }
        });
        return killer;
    }

    /** The words of JUnit's unique id that a person looks for: class and method. */
    private static String readable(String test) {
        Matcher parts = CLASS_AND_METHOD.matcher(test);
        return parts.find() ? parts.group("type") + "." + parts.group("method") : test;
    }

    private int report(List<Mutant> tried, int all, Set<String> accepted) {
        Set<String> unknown = new TreeSet<>(survivors);
        unknown.removeAll(accepted);
        Set<String> dead = new TreeSet<>(accepted);
        dead.retainAll(tried.stream().map(RouteMutants::key).toList());
        dead.removeAll(survivors);
        out.println("route-mutants: " + tried.size() + " of " + all + " mutants tried, " + (tried.size() - survivors.size()) + " noticed, "
                + survivors.size() + " survive, " + unknown.size() + " of them without a reason in the page");
        unknown.forEach(mutant -> out.println("  no test notices: " + mutant));
        dead.forEach(mutant -> out.println("  in the page, but a test notices it: " + mutant));
        return unknown.isEmpty() && dead.isEmpty() && tried.size() == all ? 0 : DIFFERS;
    }

    private static String key(Mutant mutant) {
        return mutant.file() + " " + mutant.name();
    }
}
