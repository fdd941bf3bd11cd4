// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.hybridface.edge.frame.SeenFace;
import org.hybridface.vision.Box;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WhoIsInViewRouteTest extends RouteTest {

    private static final SeenFace STRANGER = seen("User001", Optional.empty(), "pending", 10);
    private static final SeenFace ADA = seen("User001", Optional.of("Ada"), "named", 20);

    /** Shorter than Camel waits for a route that is stopped (30 s). */
    private static final Duration LONGER_THAN_A_FRAME = Duration.ofSeconds(15);

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

    /** One thread tells, so that the last message is the last change. */
    @Test
    void theNewsIsToldByOneThreadThatIsNotTheCameras() throws Exception {
        List<Thread> threads = new CopyOnWriteArrayList<>();
        news.whenAnyExchangeReceived(exchange -> threads.add(Thread.currentThread()));
        news.expectedMessageCount(2);
        see(STRANGER);
        see(ADA);
        news.assertIsSatisfied();
        Thread publisher = context.getRegistry().lookupByNameAndType("viewPublisher", ExecutorService.class).submit(Thread::currentThread).get();
        assertThat(threads).containsOnly(publisher);
    }

    @Test
    void aRouteOfTheOwnersHearsTheSameNews() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("seda:view-changed-mine").to("mock:mine");
            }
        });
        MockEndpoint mine = getMockEndpoint("mock:mine");
        mine.expectedMessageCount(1);
        news.expectedMessageCount(1);
        see(ADA);
        MockEndpoint.assertIsSatisfied(context);
        assertThat(mine.getExchanges().get(0).getMessage().getBody(String.class)).isEqualTo(news.getExchanges().get(0).getMessage().getBody(String.class));
    }

    @Test
    void theVisitsHearOfEveryFrameAndWithoutThemTheNewsGoesOn() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:note-visits").routeId("note-visits").to("mock:visits");
            }
        });
        MockEndpoint visits = getMockEndpoint("mock:visits");
        visits.expectedBodiesReceived(List.of(ADA), List.of(ADA));
        news.expectedMessageCount(2);
        see(ADA);
        see(ADA);
        context.getRouteController().stopRoute("note-visits");
        assertTimeoutPreemptively(LONGER_THAN_A_FRAME, () -> see(STRANGER));
        MockEndpoint.assertIsSatisfied(context);
    }

    private void see(SeenFace... faces) {
        template.sendBody("direct:who-is-in-view", List.of(faces));
    }

    private static SeenFace seen(String key, Optional<String> name, String state, int x) {
        return new SeenFace(key, name, state, OptionalDouble.empty(), new Box(x, 0, 10, 10));
    }
}
