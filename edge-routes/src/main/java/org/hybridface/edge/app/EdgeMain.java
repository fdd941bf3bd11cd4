package org.hybridface.edge.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.camel.main.Main;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The program on the device. Options come from {@code application.properties} beside it, {@code -Dname=value} and the
 * environment; routes from the folder {@code routes}, as plain files.
 */
public final class EdgeMain {

    private static final Logger LOG = LoggerFactory.getLogger(EdgeMain.class);
    private static final int EXIT_FAILED = 1;
    private static final int EXIT_BAD_OPTION = 2;

    /** Where the unzipped artifact lies; set by bin/edge. */
    private static final String HOME = "edge.home";
    private static final String ROUTES = "edge.routes.dir";

    private EdgeMain() {
    }

    public static void main(String[] args) {
        int exit;
        try {
            exit = run(args);
        } catch (Exception e) {
            exit = Problem.isOption(e) ? EXIT_BAD_OPTION : EXIT_FAILED;
            LOG.error("event=start-failed {}", Problem.inOneLine(e));
            LOG.debug("event=start-failed", e);
        }
        System.exit(exit);
    }

    private static int run(String[] args) throws Exception {
        Main main = application(routes(), propertyLocations());
        main.run(args);
        return main.getExitCode();
    }

    /**
     * The application, ready to run.
     *
     * @param routes    folder of the *.camel.yaml files
     * @param locations of property files, as Camel spells them; the first that names an option wins
     */
    static Main application(Path routes, String locations) {
        Main main = new Main(EdgeMain.class);
        main.setPropertyPlaceholderLocations(locations);
        main.addInitialProperty(ROUTES, routes.toString());
        main.configure().withRoutesIncludePattern("file:" + routes + "/*.camel.yaml");
        main.addMainListener(new EdgeLife(main, new EdgeBeans()));
        return main;
    }

    /** The device's own file first; what it does not name keeps the default packed in the jar. */
    private static String propertyLocations() {
        return Optional.ofNullable(System.getProperty(HOME)).map(home -> Path.of(home, "application.properties"))
                .filter(Files::isReadable)
                .map(file -> "file:" + file + ",classpath:application.properties")
                .orElse("classpath:application.properties");
    }

    private static Path routes() {
        List<Path> places = Optional.ofNullable(System.getProperty(ROUTES)).map(given -> List.of(Path.of(given)))
                .orElseGet(() -> List.of(
                        Path.of(System.getProperty(HOME, "."), "routes"),
                        Path.of("src/main/resources/routes/edge"),
                        Path.of("../src/main/resources/routes/edge")));
        return places.stream().filter(Files::isDirectory).findFirst().map(place -> place.toAbsolutePath().normalize())
                .orElseThrow(() -> new InvalidOptionException("there are no routes in " + places + ": set " + ROUTES
                        + " to the folder with the *.camel.yaml files"));
    }
}
