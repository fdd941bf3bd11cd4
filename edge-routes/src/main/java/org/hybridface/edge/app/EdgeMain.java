// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.hybridface.edge.thread.LastLine;
import org.hybridface.routecheck.RouteCheck;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The program on the device. Options come from {@code application.properties} beside it, {@code -Dname=value} and the
 * environment; routes from the folder {@code routes}, as plain files.
 */
public final class EdgeMain {

    private static final Logger LOG = LoggerFactory.getLogger(EdgeMain.class);
    static final int EXIT_FAILED = 1;
    private static final int EXIT_BAD_OPTION = 2;

    /** Whoever stops services kills what is still there soon after. */
    private static final long STOP_LIMIT_SECONDS = 5;

    private static final String ROUTES = "edge.routes.dir";

    private EdgeMain() {
    }

    public static void main(String[] args) {
        int exit;
        Thread.setDefaultUncaughtExceptionHandler(new LastLine(() -> System.exit(LastLine.EXIT_THREAD_DIED)));
        CountDownLatch stopped = new CountDownLatch(1);
        try {
            exit = run(args, stopped);
        } catch (Throwable e) {
            exit = Problem.isOption(e) ? EXIT_BAD_OPTION : EXIT_FAILED;
            LOG.error("event=start-failed {}", Problem.inOneLine(e));
            // Camel seldom says in which line; the check does.
            routeFaults().forEach(fault -> LOG.error("event=route-fault {}", fault));
            LOG.debug("event=start-failed", e);
        } finally {
            stopped.countDown();
        }
        System.exit(exit);
    }

    private static List<org.hybridface.routecheck.Problem> routeFaults() {
        try {
            return new RouteCheck(new EdgeSide()).check(RouteCheck.read(routes()));
        } catch (IOException | InvalidOptionException e) {
            return List.of();
        }
    }

    private static int run(String[] args, CountDownLatch stopped) throws Exception {
        Main main = application(routes(), DeviceOptions.own());
        // Camel's own hook lets the process end before the summary is written.
        main.setShutdownStrategy(new SimpleMainShutdownStrategy());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stopClean(main, stopped), "edge-stop"));
        main.run(args);
        return main.getExitCode();
    }

    private static void stopClean(Main main, CountDownLatch stopped) {
        main.completed();
        try {
            if (!stopped.await(STOP_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("event=stop-forced it took longer than {} s", STOP_LIMIT_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * The application, ready to run.
     *
     * @param routes    folder of the *.camel.yaml files
     * @param own    the device's options; what they do not name is as the packed file has it
     */
    static Main application(Path routes, DeviceOptions own) {
        return application(routes, own, Clock.systemUTC());
    }

    /** @param clock what back-offs, budget, expiry and health go by */
    static Main application(Path routes, DeviceOptions own, Clock clock) {
        own.refuseFaults();
        EdgeProgram main = new EdgeProgram();
        main.setPropertyPlaceholderLocations("classpath:application.properties");
        main.bind("deviceOptions", own);
        main.addInitialProperty(ROUTES, routes.toString());
        // The routes come when the context has started, by RouteReload: a file with a fault keeps no other from running.
        main.addMainListener(new EdgeLife(main, own, new EdgeBeans(clock)));
        return main;
    }

    static Path routes() {
        List<Path> places = Optional.ofNullable(System.getProperty(ROUTES)).map(given -> List.of(Path.of(given)))
                .orElseGet(() -> List.of(
                        Path.of(System.getProperty(DeviceOptions.HOME, "."), "routes"),
                        Path.of("src/main/resources/routes/edge"),
                        Path.of("../src/main/resources/routes/edge")));
        return places.stream().filter(Files::isDirectory).findFirst().map(place -> place.toAbsolutePath().normalize())
                .orElseThrow(() -> new InvalidOptionException("there are no routes in " + places + ": set " + ROUTES
                        + " to the folder with the *.camel.yaml files"));
    }
}
