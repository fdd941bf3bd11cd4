// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.builder.RouteBuilder;
import org.hybridface.edge.frame.Frame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencv.core.Size;

/** Pictures lie outside the Java heap: each is released when the last exchange that carries it completes. */
class FrameOwnershipTest extends CameraTestSupport {

    private static final int SOAK_FRAMES = 3000;
    private static final int LEAK_KILOBYTES = SOAK_FRAMES / 2 * (640 * 480 * 3 / 1024);

    @TempDir
    Path folder;

    @Test
    void aTappedFrameLivesUntilTheTapIsDoneToo() throws Exception {
        Path clip = Pictures.clip(folder.resolve("clip.avi"), 30);
        AtomicInteger tapped = new AtomicInteger();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("camera:file:" + clip).routeId("tap").wireTap("direct:slow").onPrepare(new KeepFrame()).end();
                from("direct:slow").delay(5).process(exchange ->
                        tapped.addAndGet(exchange.getMessage().getBody(Frame.class).picture().rows()));
            }
        });
        context.start();
        awaitEnd();
        await().atMost(SOON).until(() -> tapped.get() == 30 * 48);
    }

    @Test
    void aFrameHandedToAQueueBelongsToTheQueue() throws Exception {
        Path clip = Pictures.clip(folder.resolve("clip.avi"), 30);
        AtomicInteger queued = new AtomicInteger();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("camera:file:" + clip).routeId("hand-over").to("seda:later?waitForTaskToComplete=Never");
                from("seda:later").delay(5).process(exchange ->
                        queued.addAndGet(exchange.getMessage().getBody(Frame.class).picture().rows()));
            }
        });
        context.start();
        awaitEnd();
        await().atMost(SOON).until(() -> queued.get() == 30 * 48);
    }

    @Test
    void thousandsOfFramesLeaveNothingBehind() throws Exception {
        Path clip = Pictures.clip(folder.resolve("clip.avi"), 100, new Size(640, 480));
        AtomicInteger most = new AtomicInteger();
        run("camera:file:" + clip + "?loop=true", exchange -> {
            most.accumulateAndGet((int) Frame.open(), Math::max);
            if (exchange.getMessage().getHeader(CameraConstants.FRAME_NUMBER, Long.class) % 7 == 0) {
                exchange.setRouteStop(true);
            }
        });
        await().atMost(SOON).until(() -> seen.size() >= SOAK_FRAMES / 2);
        long halfway = residentKilobytes();
        await().atMost(SOON).until(() -> seen.size() >= SOAK_FRAMES);
        assertThat(most.get()).isLessThanOrEqualTo(2);
        // Lost pictures of the second half alone would be 1.3 GB; the Java heap of this test may grow by a fraction of it.
        assertThat(residentKilobytes() - halfway).isLessThan(LEAK_KILOBYTES / 5);
    }

    private static long residentKilobytes() throws Exception {
        return Files.readAllLines(Path.of("/proc/self/status")).stream().filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", ""))).findFirst().orElseThrow();
    }
}
