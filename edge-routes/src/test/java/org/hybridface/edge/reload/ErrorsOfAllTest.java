// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.reload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.RouteDefinition;
import org.hybridface.edge.app.EdgeSide;
import org.hybridface.routecheck.RouteCheck;
import org.hybridface.routecheck.RouteFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No route is without error handling: not one of the shipped files, and not one that the owner of a device adds. */
class ErrorsOfAllTest {

    private static final Path SHIPPED = Path.of(System.getProperty("routes.dir"), "edge");
    private static final String OWN = """
            - route:
                id: %s
                %s
                from:
                  uri: direct:%1$s
                  steps:
                    - throwException:
                        exceptionType: java.lang.%s
                        message: nothing works today
            """;
    private static final String MINE = """
            - routeConfiguration:
                id: mine
                onException:
                  - onException:
                      exception: [java.lang.IllegalStateException]
                      handled:
                        constant: "true"
                      steps:
                        - setBody:
                            constant: mine
            """;

    @TempDir
    Path folder;

    @Test
    void everyRouteHasItWhateverItsFileSays() throws Exception {
        copyShipped();
        add("plain", own("plain", "autoStartup: true", "IllegalStateException"));
        add("old", own("old", "routeConfigurationId: errors", "IllegalStateException"));
        add("proud", MINE + own("proud", "routeConfigurationId: mine", "IllegalStateException"));
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            load(context);
            assertThat(context.getRouteDefinitions()).extracting(RouteDefinition::getRouteId).contains("camera-to-faces", "live-page", "plain", "old", "proud")
                    .hasSizeGreaterThan(45);
            assertThat(context.getRouteDefinitions()).allSatisfy(route -> assertThat(route.getOutputs()).as("error handling of %s", route.getRouteId())
                    .filteredOn(OnExceptionDefinition.class::isInstance).extracting(step -> step.getId()).contains("anything-else"));
        }
    }

    @Test
    void aRouteOfTheOwnersThatFailsIsHandledByItsOwnRuleFirstAndByTheGeneralOneThen() throws Exception {
        Files.copy(SHIPPED.resolve("on-error.camel.yaml"), folder.resolve("on-error.camel.yaml"));
        add("plain", own("plain", "autoStartup: true", "IllegalStateException"));
        add("proud", MINE + own("proud", "routeConfigurationId: mine", "IllegalStateException"));
        add("other", own("other", "routeConfigurationId: mine", "UnsupportedOperationException"));
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            load(context);
            context.start();
            assertThat(fails(context, "plain")).isNull();
            assertThat(fails(context, "proud")).isEqualTo("mine");
            assertThat(fails(context, "other")).isNull();
        }
    }

    /** What comes of it; the exception is handled. */
    private static String fails(DefaultCamelContext context, String route) {
        var done = context.createFluentProducerTemplate().to("direct:" + route).send();
        assertThat(done.getException()).as("unhandled in %s", route).isNull();
        return done.getMessage().getBody(String.class);
    }

    @Test
    void aDeviceThatKeptItsOwnErrorHandlingOfBeforeHasItForEveryRoute() throws Exception {
        copyShipped();
        Path errors = folder.resolve("on-error.camel.yaml");
        Files.writeString(errors, Files.readString(errors).replace("id: \"*\"", "id: errors"));
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            load(context);
            assertThat(context.getRouteDefinitions()).hasSizeGreaterThan(45).allSatisfy(route -> assertThat(route.getOutputs())
                    .filteredOn(OnExceptionDefinition.class::isInstance).extracting(step -> step.getId()).contains("anything-else"));
        }
    }

    @Test
    void anEditOfItTouchesEveryRoute() throws Exception {
        copyShipped();
        List<RouteFile> before = files();
        Path errors = folder.resolve("on-error.camel.yaml");
        Files.writeString(errors, Files.readString(errors).replace("step-failed", "step-broken"));
        assertThat(RoutePlan.between(before, files(), java.util.Set.of()).touchedRoutes()).hasSizeGreaterThan(45);
    }

    private List<RouteFile> files() throws Exception {
        List<RouteFile> files = new CopyOnWriteArrayList<>();
        for (Map.Entry<String, String> file : RouteCheck.read(folder).entrySet()) {
            files.add(RouteFile.parse(file.getKey(), file.getValue()));
        }
        return files;
    }

    private static String own(String id, String said, String exception) {
        return OWN.formatted(id, said, exception);
    }

    private void copyShipped() throws IOException {
        for (Map.Entry<String, String> file : RouteCheck.read(SHIPPED).entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
    }

    private void add(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name + ".camel.yaml"), text);
    }

    /** As the device does, but nothing starts yet. */
    private void load(DefaultCamelContext context) throws Exception {
        PropertiesComponent properties = (PropertiesComponent) context.getPropertiesComponent();
        new TreeMap<>(new EdgeSide().options()).forEach(properties::addInitialProperty);
        context.build();
        assertThat(new RouteCheck(new EdgeSide()).check(RouteCheck.read(folder))).isEmpty();
        Map<String, RouteFile> files = files().stream().collect(Collectors.toMap(RouteFile::name, file -> file));
        new RouteSwap(context, folder).exchange(Map.of(), files, java.util.Set.of(), () -> { });
    }
}
