// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.hybridface.edge.recognise.FaceRecogniser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CameraToFacesRouteTest extends RouteTest {

    /** Shorter than Camel waits for a route that is stopped (30 s). */
    private static final Duration LONGER_THAN_A_FRAME = Duration.ofSeconds(15);

    private MockEndpoint show;
    private MockEndpoint tell;
    private MockEndpoint ask;

    @Override
    String file() {
        return "camera-to-faces";
    }

    @Override
    void bind(CamelContext context) {
        context.getRegistry().bind("faceDetector", (Processor) exchange -> exchange.getMessage().setBody(exchange.getMessage().getBody() + " with faces"));
        context.getRegistry().bind("faceRecogniser", (Processor) exchange -> {
            if ("broken with faces".equals(exchange.getMessage().getBody())) {
                throw new IllegalStateException("this frame is broken");
            }
            exchange.setProperty(FaceRecogniser.SIGHTINGS, List.of("first sighting", "second sighting"));
            exchange.getMessage().setBody(List.of("first", "second"));
        });
    }

    /** The other routes are played by ones of their names, so that each can be stopped. */
    @BeforeEach
    void start() throws Exception {
        show = receiver("live-frame");
        tell = receiver("who-is-in-view");
        ask = receiver("face-to-outbox");
        context.start();
    }

    private MockEndpoint receiver(String route) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:" + route).routeId(route).to("mock:" + route);
            }
        });
        return getMockEndpoint("mock:" + route);
    }

    @Test
    void theFacesAreShownAndToldTogetherAndAskedOneByOne() throws Exception {
        show.expectedBodiesReceived(List.of(List.of("first", "second")));
        tell.expectedBodiesReceived(List.of(List.of("first", "second")));
        ask.expectedBodiesReceived("first sighting", "second sighting");
        template.sendBody("direct:camera", "frame");
        MockEndpoint.assertIsSatisfied(context);
    }

    @Test
    void aBrokenFrameDoesNotStopTheNext() throws Exception {
        show.expectedMessageCount(1);
        Exchange broken = fluentTemplate.withBody("broken").to("direct:camera").send();
        assertThat(broken.getException()).as("handled, in one line of the log").isNull();
        template.sendBody("direct:camera", "frame");
        MockEndpoint.assertIsSatisfied(context);
    }

    @ParameterizedTest
    @ValueSource(strings = {"live-frame", "who-is-in-view", "face-to-outbox"})
    void aRouteThatIsStoppedKeepsNoOtherFromItsFaces(String stopped) throws Exception {
        context.getRouteController().stopRoute(stopped);
        Map.of("live-frame", show, "who-is-in-view", tell, "face-to-outbox", ask).forEach((route, faces) ->
                faces.expectedMessageCount(route.equals(stopped) ? 0 : route.equals("face-to-outbox") ? 2 : 1));
        try (ErrorLines log = new ErrorLines()) {
            assertTimeoutPreemptively(LONGER_THAN_A_FRAME, () -> template.sendBody("direct:camera", "frame"));
            assertThat(log.all()).as("somebody stopped it, so no frame is a fault").isEmpty();
        }
        MockEndpoint.assertIsSatisfied(context);
    }
}
