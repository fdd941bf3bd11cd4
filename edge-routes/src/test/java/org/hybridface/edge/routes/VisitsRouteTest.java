// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hybridface.edge.cache.Faces.SEALER;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.hybridface.edge.frame.SeenFace;
import org.hybridface.edge.time.SteadyClock;
import org.hybridface.edge.visit.KnownFaces;
import org.hybridface.edge.visit.Visit;
import org.hybridface.edge.visit.VisitFiles;
import org.hybridface.edge.visit.VisitLog;
import org.hybridface.edge.visit.VisitSearch;
import org.hybridface.edge.visit.VisitSettings;
import org.hybridface.vision.Box;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VisitsRouteTest extends RouteTest {

    static final KnownFaces NOBODY = new KnownFaces() {
        @Override
        public String current(String key) {
            return key;
        }

        @Override
        public Optional<Called> name(String key) {
            return Optional.empty();
        }
    };

    private VisitLog log;
    private MockEndpoint published;

    @Override
    String file() {
        return "visits";
    }

    @Override
    void bind(CamelContext context) throws Exception {
        VisitSettings settings = new VisitSettings(Duration.ofSeconds(10), 30, 1_000_000, VisitSettings.Pictures.NONE);
        log = new VisitLog(() -> settings, new VisitFiles(directory.resolve("visits"), SEALER, () -> settings), NOBODY, (key, since) -> Optional.empty(),
                SteadyClock.of(clock));
        context.getRegistry().bind("visitLog", log);
        context.getRegistry().bind("visitWriter", log.writer());
    }

    @BeforeEach
    void leaveTheBrokerOut() throws Exception {
        published = replace("visit-changed", "visit-topic");
    }

    @Test
    void aVisitIsPublishedWhenItBeginsIsNamedAndEndsOnceTheOwnerWantsThat() throws Exception {
        publish("true");
        context.start();
        published.expectedMessageCount(3);
        see(Optional.empty());
        see(Optional.empty());
        see(Optional.of("Ada"));
        clock.advance(Duration.ofSeconds(11));
        published.assertIsSatisfied();
        List<JsonNode> events = published.getExchanges().stream().map(exchange -> tree(exchange.getMessage().getBody(byte[].class))).toList();
        assertThat(events).extracting(event -> event.path("event").asText()).containsExactly("begun", "changed", "ended");
        assertThat(events.get(0).toString()).startsWith("{\"version\":1,\"event\":\"begun\",\"id\":\"").contains("\"key\":\"User001\"")
                .contains("\"begun\":\"2026-01-31T10:15:30Z\"").doesNotContain("name");
        assertThat(events.get(2).path("name").asText()).isEqualTo("Ada");
    }

    @Test
    void withoutThatItIsKeptAndNotPublished() throws Exception {
        context.start();
        published.expectedMessageCount(0);
        see(Optional.of("Ada"));
        log.writer().submit(() -> { }).get();
        assertThat(log.find(new VisitSearch(Instant.EPOCH, Instant.MAX, Optional.of("ada"), 10))).as("before the device stops").hasSize(1);
        log.close();
        published.assertIsSatisfied();
        assertThat(log.find(new VisitSearch(Instant.EPOCH, Instant.MAX, Optional.of("ada"), 10))).hasSize(1);
    }

    @Test
    void aRouteOfTheOwnersHearsOfAVisitThoughItIsNotPublished() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("seda:visit-changed-mine").to("mock:mine");
            }
        });
        MockEndpoint mine = getMockEndpoint("mock:mine");
        mine.expectedMessageCount(1);
        context.start();
        see(Optional.of("Ada"));
        mine.assertIsSatisfied();
        assertThat(tree(mine.getExchanges().get(0).getMessage().getBody(byte[].class)).path("event").asText()).isEqualTo("begun");
    }

    /** One thread writes, so that a visit's end is never before its beginning. */
    @Test
    void beginningAndEndAreWrittenByTheLogsOwnThread() throws Exception {
        List<Thread> threads = new CopyOnWriteArrayList<>();
        doing("visit-changed", "write", exchange -> threads.add(Thread.currentThread()));
        context.start();
        see(Optional.of("Ada"));
        clock.advance(Duration.ofSeconds(11));
        Thread writer = log.writer().submit(Thread::currentThread).get();
        await().untilAsserted(() -> assertThat(threads).as("beginning and end").hasSize(2));
        assertThat(threads).containsOnly(writer);
    }

    @Test
    void aDayThatIsTooOldGoesThoughNobodyComes() throws Exception {
        Path old = Files.createDirectories(directory.resolve("visits"));
        written(log.seen(List.of(seen(Optional.empty())), ""));
        clock.advance(Duration.ofSeconds(11));
        written(log.passed());
        clock.advance(Duration.ofDays(32));
        try (Stream<Path> days = Files.list(old)) {
            assertThat(days).as("the file of the day").hasSize(1);
        }
        context.start();
        await().untilAsserted(() -> assertThat(old).isEmptyDirectory());
    }

    private void written(List<Visit> visits) {
        visits.forEach(log::write);
    }

    @Test
    void thatSomebodyIsStillThereIsKeptAndNotPublished() throws Exception {
        publish("true");
        context.start();
        published.expectedMessageCount(1);
        for (int frame = 0; frame < 10; frame++) {
            see(Optional.of("Ada"));
            clock.advance(Duration.ofSeconds(9));
        }
        log.writer().submit(() -> { }).get();
        published.assertIsSatisfied();
    }

    private void publish(String wanted) {
        Properties more = new Properties();
        more.putAll(((org.apache.camel.component.properties.PropertiesComponent) context.getPropertiesComponent()).getOverrideProperties());
        more.setProperty("edge.visits.publish", wanted);
        ((org.apache.camel.component.properties.PropertiesComponent) context.getPropertiesComponent()).setOverrideProperties(more);
    }

    private void see(Optional<String> name) {
        template.sendBody("direct:note-visits", List.of(seen(name)));
    }

    private static SeenFace seen(Optional<String> name) {
        return new SeenFace("User001", name, "pending", OptionalDouble.empty(), new Box(0, 0, 10, 10));
    }

    private static JsonNode tree(byte[] json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
