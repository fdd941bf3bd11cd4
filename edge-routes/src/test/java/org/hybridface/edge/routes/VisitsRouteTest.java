// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hybridface.edge.cache.Faces.SEALER;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.component.mock.MockEndpoint;
import org.hybridface.edge.frame.SeenFace;
import org.hybridface.edge.time.SteadyClock;
import org.hybridface.edge.visit.KnownFaces;
import org.hybridface.edge.visit.VisitFiles;
import org.hybridface.edge.visit.VisitLog;
import org.hybridface.edge.visit.VisitSearch;
import org.hybridface.edge.visit.VisitSettings;
import org.hybridface.vision.Box;
import org.junit.jupiter.api.Test;

class VisitsRouteTest extends RouteTest {

    private static final KnownFaces NOBODY = new KnownFaces() {
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

    @Test
    void aVisitIsPublishedWhenItBeginsIsNamedAndEndsOnceTheOwnerWantsThat() throws Exception {
        publish("true");
        MockEndpoint published = replace("visit-changed", "visit-topic");
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
        MockEndpoint published = replace("visit-changed", "visit-topic");
        context.start();
        published.expectedMessageCount(0);
        see(Optional.of("Ada"));
        log.close();
        published.assertIsSatisfied();
        assertThat(log.find(new VisitSearch(Instant.EPOCH, Instant.MAX, Optional.of("ada"), 10))).hasSize(1);
    }

    private void publish(String wanted) {
        Properties more = new Properties();
        more.putAll(((org.apache.camel.component.properties.PropertiesComponent) context.getPropertiesComponent()).getOverrideProperties());
        more.setProperty("edge.visits.publish", wanted);
        ((org.apache.camel.component.properties.PropertiesComponent) context.getPropertiesComponent()).setOverrideProperties(more);
    }

    private void see(Optional<String> name) {
        template.sendBody("direct:note-visits", List.of(new SeenFace("User001", name, "pending", OptionalDouble.empty(), new Box(0, 0, 10, 10))));
    }

    private static JsonNode tree(byte[] json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
