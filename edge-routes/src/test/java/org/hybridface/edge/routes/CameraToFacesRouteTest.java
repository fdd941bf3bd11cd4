// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.mock.MockEndpoint;
import org.hybridface.edge.recognise.FaceRecogniser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CameraToFacesRouteTest extends RouteTest {

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

    @BeforeEach
    void start() throws Exception {
        show = replace("camera-to-faces", "show");
        tell = replace("camera-to-faces", "tell");
        ask = replace("camera-to-faces", "ask");
        context.start();
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
}
