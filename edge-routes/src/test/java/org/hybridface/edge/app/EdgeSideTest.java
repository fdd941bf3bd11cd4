// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.Service;
import org.apache.camel.impl.DefaultCamelContext;
import org.hybridface.edge.store.DurableFile;
import org.hybridface.routecheck.Problem;
import org.hybridface.routecheck.RouteCheck;
import org.hybridface.routecheck.RouteSide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EdgeSideTest {

    @TempDir
    Path directory;

    @Test
    void theBeansThatRoutesMayNameAreThoseThatAreMade() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            Properties own = new Properties();
            own.setProperty("edge.data.dir", directory.resolve("data").toString());
            Path fleetKey = directory.resolve("fleet.key");
            DurableFile.write(fleetKey, Base64.getEncoder().encode(new byte[32]));
            own.setProperty("gallery.key.file", fleetKey.toString());
            own.setProperty("edge.key.file", directory.resolve("device.key").toString());
            context.getPropertiesComponent().setLocation("classpath:application.properties");
            context.getPropertiesComponent().setOverrideProperties(own);
            new EdgeBeans(Clock.systemUTC()).configure(context);
            Map<String, Object> made = context.getRegistry().findByTypeWithName(Object.class);
            assertThat(new EdgeSide().beans()).allSatisfy((name, type) -> assertThat(made.get(name)).as(name).isInstanceOf(type));
            assertThat(made.entrySet().stream().filter(bean -> bean.getValue() instanceof Service).map(Map.Entry::getKey))
                    .as("a service among these is stopped with the first route that is edited; the cache keeps what it knows, the "
                            + "engine has nothing to lose, and no route names the others")
                    .containsExactlyInAnyOrder("faceCache", "videoEngine", "mqttConnection", "paho-mqtt5");
            assertThat(new RunningSide(context).beans()).containsKeys(made.keySet().toArray(String[]::new));
        }
    }

    /** Each was taken as an edit, and nothing came of it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            onException: {exception: [java.lang.Exception], handled: {constant: 'true'}}         | write a routeConfiguration with an id
            errorHandler: {deadLetterChannel: {deadLetterUri: 'log:dead'}}                       | write a routeConfiguration with an id
            rest: {path: /mine, get: [{to: 'direct:face-to-outbox'}]}                            | receive by platform-http:
            routeTemplate: {id: t, from: {uri: 'timer:a', steps: [{log: hello}]}}                | write the route itself
            """)
    void whatTheDeviceDoesNotCarryOutIsRefusedInTheFile(String item, String instead) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            for (RouteSide side : List.of(new EdgeSide(), new RunningSide(context))) {
                assertThat(new RouteCheck(side).check(Map.of("mine.camel.yaml", "- " + item + "\n"))).extracting(Problem::reason)
                        .anyMatch(reason -> reason.contains("does nothing here") && reason.contains(instead));
            }
        }
    }

    @Test
    void optionsHaveTheirDefaultsAndWhatIsGivenOverThem() {
        System.setProperty("edge.thing", "thing-of-a-test");
        try {
            assertThat(new EdgeSide().options()).containsEntry("edge.thing", "thing-of-a-test").containsEntry("edge.camera", "camera:0");
        } finally {
            System.clearProperty("edge.thing");
        }
    }

    @Test
    void aTimerWithoutAPauseIsRefused() {
        for (String from : List.of("uri: timer:x?period=-5", "uri: timer:x\n      parameters: { period: -5 }")) {
            assertThat(new RouteCheck(new EdgeSide()).check(Map.of("x.camel.yaml", "- route:\n    id: x\n    from:\n      " + from + "\n      steps:\n        - log: hello\n")))
                    .extracting(Problem::reason).containsExactly("'period' is '-5', which is below 0: the route would run without a pause");
        }
    }
}
