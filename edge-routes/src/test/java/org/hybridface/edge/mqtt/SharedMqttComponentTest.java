// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.ExceptionHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SharedMqttComponentTest {

    @TempDir
    Path directory;

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<String> shouts = new CopyOnWriteArrayList<>();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final AtomicInteger connects = new AtomicInteger();
    private final DefaultCamelContext context = new DefaultCamelContext();
    private TestBroker broker;
    private MqttConnection connection;

    @BeforeEach
    void start() throws Exception {
        broker = new TestBroker(directory).start();
        MqttSettings settings = broker.settings("thing-1");
        SharedMqttClient client = new SharedMqttClient(settings);
        connection = new MqttConnection(client, settings, new MqttWill("will", new byte[0]), connects::incrementAndGet, Clock.systemUTC());
        SharedMqttComponent component = new SharedMqttComponent();
        component.setClient(client);
        context.getRegistry().bind("paho-mqtt5", component);
        context.getRegistry().bind("failures", new Failures(failures));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("paho-mqtt5:talk/#?qos=1&exceptionHandler=#failures").routeId("hear").process(exchange -> heard.add(exchange.getMessage().getBody(String.class)));
                from("paho-mqtt5:shout/+?qos=1").routeId("hear-shouts").process(exchange -> shouts.add(exchange.getMessage().getBody(String.class)));
                from("direct:say").routeId("say").to("paho-mqtt5:talk/here?qos=1");
            }
        });
        context.start();
        connection.start();
        await().until(() -> connects.get() == 1);
    }

    @AfterEach
    void stop() throws Exception {
        context.stop();
        connection.stop();
        broker.close();
    }

    @Test
    void aRestartedRouteGoesOnWithTheOneConnection() throws Exception {
        say("before");
        // A route that is stopped hears nothing: the first word must be in before that.
        await().untilAsserted(() -> assertThat(heard).containsExactly("before"));
        for (String route : List.of("hear", "say")) {
            context.getRouteController().stopRoute(route);
            context.getRouteController().startRoute(route);
        }
        say("after");
        await().untilAsserted(() -> assertThat(heard).containsExactly("before", "after"));
        assertThat(broker.connections()).isEqualTo(1);
    }

    @Test
    void eachRouteHearsItsOwnMessagesOverTheOneConnection() throws Exception {
        say("softly");
        context.createFluentProducerTemplate().to("direct:say").withHeader("CamelPahoMqtt5OverrideTopic", "shout/it").withBody("loud").send();
        await().untilAsserted(() -> {
            assertThat(heard).containsExactly("softly");
            assertThat(shouts).containsExactly("loud");
        });
        context.getRouteController().stopRoute("hear-shouts");
        say("and on");
        await().untilAsserted(() -> assertThat(heard).containsExactly("softly", "and on"));
        assertThat(broker.connections()).isEqualTo(1);
    }

    @Test
    void aMessageForAStoppedRouteIsNoFailure() throws Exception {
        context.getRouteController().stopRoute("hear");
        say("unheard");
        context.getRouteController().startRoute("hear");
        say("after");
        // Whether the first word is still heard is a question of when the broker hands it on.
        await().untilAsserted(() -> assertThat(heard).contains("after"));
        assertThat(failures).isEmpty();
    }

    @Test
    void aSubscriptionMadeLateMakesTheDeviceAskAgainForWhatItMissed() throws Exception {
        context.getRouteController().stopRoute("hear");
        context.getRouteController().startRoute("hear");
        await().until(() -> connects.get() == 2);
    }

    /** Keeps what went wrong in the consumer. */
    private record Failures(List<Throwable> failures) implements ExceptionHandler {

        @Override
        public void handleException(Throwable exception) {
            failures.add(exception);
        }

        @Override
        public void handleException(String message, Throwable exception) {
            failures.add(exception);
        }

        @Override
        public void handleException(String message, Exchange exchange, Throwable exception) {
            failures.add(exception);
        }
    }

    private void say(String text) {
        context.createFluentProducerTemplate().to("direct:say").withBody(text).send();
    }
}
