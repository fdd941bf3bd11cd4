// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.camel.component.mock.MockEndpoint;
import org.hybridface.edge.frame.SeenFace;
import org.hybridface.vision.Box;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WhoIsInViewRouteTest extends RouteTest {

    private static final SeenFace STRANGER = seen("User001", Optional.empty(), "pending", 10);
    private static final SeenFace ADA = seen("User001", Optional.of("Ada"), "named", 20);

    private MockEndpoint news;

    @Override
    String file() {
        return "who-is-in-view";
    }

    @BeforeEach
    void start() throws Exception {
        news = replace("publish-view", "inference");
        context.start();
    }

    @Test
    void onlyChangesAreNews() throws Exception {
        news.expectedMessageCount(3);
        see();
        see(STRANGER);
        see(STRANGER);
        see(seen("User001", Optional.empty(), "pending", 300));
        see(ADA);
        see(ADA);
        news.assertIsSatisfied();
        assertThat(news.getExchanges().get(2).getMessage().getBody(String.class)).isEqualTo("{\"version\":1,\"online\":true,"
                + "\"at\":\"2026-01-31T10:15:30Z\",\"names\":[\"Ada\"],\"faces\":[{\"key\":\"User001\",\"state\":\"named\",\"name\":\"Ada\"}]}");
    }

    @Test
    void aFaceTheDetectorMissesForAMomentHasNotLeft() throws Exception {
        news.expectedMessageCount(2);
        see(ADA);
        clock.advance(Duration.ofMillis(900));
        see();
        clock.advance(Duration.ofMillis(900));
        see();
        news.assertIsSatisfied();
    }

    private void see(SeenFace... faces) {
        template.sendBody("direct:who-is-in-view", List.of(faces));
    }

    private static SeenFace seen(String key, Optional<String> name, String state, int x) {
        return new SeenFace(key, name, state, OptionalDouble.empty(), new Box(x, 0, 10, 10));
    }
}
