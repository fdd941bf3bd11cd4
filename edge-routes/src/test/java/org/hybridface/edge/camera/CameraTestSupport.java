// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.camera;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.hybridface.edge.frame.Frame;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Runs one camera route and remembers what came. */
abstract class CameraTestSupport {

    static final Duration SOON = Duration.ofSeconds(20);

    /** What a test remembers of a frame; the frame itself is gone when its exchange is. */
    record Seen(long number, String source, Frame.Kind kind, int tone) {
    }

    final List<Seen> seen = new CopyOnWriteArrayList<>();
    final List<String> told = new CopyOnWriteArrayList<>();
    final CountDownLatch ended = new CountDownLatch(1);
    DefaultCamelContext context;
    private long openBefore;

    @BeforeEach
    void newContext() {
        openBefore = Frame.open();
        context = new DefaultCamelContext();
        context.getShutdownStrategy().setTimeout(2);
        context.getRegistry().bind("listener", new CameraListener() {
            @Override
            public void ended(String camera, long frames) {
                told.add("ended " + frames);
                ended.countDown();
            }

            @Override
            public void lost(String camera, String reason) {
                told.add("lost " + camera + " " + reason);
            }

            @Override
            public void flowing(String camera) {
                told.add("flowing");
            }
        });
    }

    @AfterEach
    void everyFrameIsReleased() {
        context.stop();
        await().atMost(SOON).until(() -> Frame.open() == openBefore);
    }

    void run(String uri) {
        run(uri, exchange -> { });
    }

    void run(String uri, Consumer<Exchange> step) {
        try {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from(uri).routeId("camera-to-faces").process(exchange -> {
                        Frame frame = exchange.getMessage().getBody(Frame.class);
                        seen.add(new Seen(frame.number(), frame.source(), frame.kind(), Pictures.tone(frame.picture())));
                        step.accept(exchange);
                    });
                }
            });
            context.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    void awaitEnd() throws InterruptedException {
        if (!ended.await(SOON.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("the camera did not end; it told " + told);
        }
    }

    CameraEndpoint camera() {
        return CameraEndpoint.allIn(context).get(0);
    }
}
