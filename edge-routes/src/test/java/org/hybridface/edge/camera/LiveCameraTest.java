// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.hybridface.messages.ImageHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class LiveCameraTest extends CameraTestSupport {

    @TempDir
    Path folder;

    @Test
    void aMissingCameraIsToldOnceAndTheApplicationGoesOn() {
        run("camera:/dev/video99?reconnectDelay=20&maxReconnectDelay=20");
        await().atMost(SOON).until(() -> !told.isEmpty());
        assertThat(context.isStarted()).isTrue();
        assertThat(told).hasSize(1);
        assertThat(told.get(0)).contains("camera:/dev/video99").contains("Plug it in");
        HealthCheck.Result health = health();
        assertThat(health.getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(health.getMessage().orElseThrow()).contains("/dev/video99").contains("Plug it in");
        assertThat(health.getCheck().isLiveness()).isFalse();
    }

    @Test
    void aBusyRouteGetsTheNewestPictureAndTheDroppedOnesAreCounted() throws Exception {
        Path clip = Pictures.clip(folder.resolve("clip.avi"), 25);
        CountDownLatch busy = new CountDownLatch(1);
        run("camera:file:" + clip + "?delivery=newest", exchange -> waitFor(busy));
        await().atMost(SOON).until(() -> camera().getFrames() >= 10);
        long whenFree = camera().getFrames();
        busy.countDown();
        awaitEnd();
        assertThat(seen.get(0).number()).isEqualTo(1);
        assertThat(seen.get(1).number()).isGreaterThanOrEqualTo(whenFree);
        assertThat(seen.size() + camera().getDroppedFrames()).isEqualTo(25);
        assertThat(seen.get(seen.size() - 1).number()).isEqualTo(25);
    }

    @Test
    void aFilePlayedLiveKeepsItsOwnPace() throws Exception {
        Path clip = Pictures.clip(folder.resolve("clip.avi"), 10);
        long start = System.nanoTime();
        run("camera:file:" + clip + "?delivery=newest");
        awaitEnd();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(800));
    }

    @Test
    @Timeout(60)
    void aLostStreamComesBackByItself() throws Exception {
        MjpegServer server = MjpegServer.start(0);
        int port = server.port();
        run("camera:http://127.0.0.1:" + port + "/stream?token=x&reconnectDelay=50&maxReconnectDelay=50&silence=2000");
        await().atMost(SOON).until(() -> seen.size() > 3);
        assertThat(health().getState()).isEqualTo(HealthCheck.State.UP);
        assertThat(server.lastQuery()).isEqualTo("token=x");

        server.close();
        await().atMost(SOON).until(() -> health().getState() == HealthCheck.State.DOWN);
        int before = seen.size();

        try (MjpegServer again = MjpegServer.start(port)) {
            await().atMost(SOON).until(() -> seen.size() > before + 3);
            assertThat(again.port()).isEqualTo(port);
            assertThat(health().getState()).isEqualTo(HealthCheck.State.UP);
            assertThat(camera().getReconnects()).isEqualTo(1);
            assertThat(told).filteredOn(line -> line.startsWith("lost")).hasSize(1);
        }
    }

    @Test
    @Timeout(60)
    void aStreamThatFallsSilentCountsAsLost() throws Exception {
        try (MjpegServer server = MjpegServer.start(0)) {
            run("camera:http://127.0.0.1:" + server.port() + "/?silence=700&reconnectDelay=50");
            await().atMost(SOON).until(() -> seen.size() > 3);
            server.freeze();
            await().atMost(Duration.ofSeconds(10)).until(() -> health().getState() == HealthCheck.State.DOWN);
        }
    }

    @Test
    @Timeout(60)
    void aStreamThatTalksWithoutPicturesCountsAsLostAndIsOpenedAgain() throws Exception {
        try (MjpegServer server = MjpegServer.start(0)) {
            run("camera:http://127.0.0.1:" + server.port() + "/?silence=1000&reconnectDelay=50");
            await().atMost(SOON).until(() -> seen.size() > 3);
            server.trickle();
            await().atMost(SOON).until(() -> told.stream().anyMatch(line -> line.startsWith("lost")));
            int before = seen.size();
            await().atMost(SOON).until(() -> seen.size() > before + 3);
            assertThat(server.connections()).as("a slow machine may need another try").isGreaterThanOrEqualTo(2);
        }
    }

    @Test
    @Timeout(60)
    void aPictureOfTooManyPixelsIsLeftOutAndTheStreamGoesOn() throws Exception {
        try (MjpegServer server = MjpegServer.start(0)) {
            run("camera:http://127.0.0.1:" + server.port() + "/?silence=1000&reconnectDelay=50");
            await().atMost(SOON).until(() -> seen.size() > 3);
            server.show(Pictures.jpegOfPixels(12_000, 12_000));
            await().atMost(SOON).until(() -> told.stream().anyMatch(line -> line.startsWith("lost")));
            assertThat(told).filteredOn(line -> line.startsWith("lost")).first().asString().contains("more than 50 million pixels");
            assertThat(health().getState()).isEqualTo(HealthCheck.State.DOWN);
            int before = seen.size();
            server.show(Pictures.jpeg(120));
            await().atMost(SOON).until(() -> seen.size() > before + 3);
        }
    }

    @Test
    @Timeout(60)
    void aPictureOfTooManyScansIsLeftOutAndTheStreamGoesOn() throws Exception {
        try (MjpegServer server = MjpegServer.start(0)) {
            run("camera:http://127.0.0.1:" + server.port() + "/?silence=1000&reconnectDelay=50");
            await().atMost(SOON).until(() -> seen.size() > 3);
            server.show(Pictures.jpegOfScans(ImageHeader.MAX_SCANS + 1));
            await().atMost(SOON).until(() -> told.stream().anyMatch(line -> line.startsWith("lost")));
            int before = seen.size();
            server.show(Pictures.jpeg(120));
            await().atMost(SOON).until(() -> seen.size() > before + 3);
        }
    }

    @Test
    @Timeout(60)
    void anErrorInTheRouteCostsOnePictureOnly() throws Exception {
        try (MjpegServer server = MjpegServer.start(0)) {
            AtomicInteger runs = new AtomicInteger();
            run("camera:http://127.0.0.1:" + server.port() + "/?silence=5000", exchange -> {
                if (runs.incrementAndGet() <= 2) {
                    throw new OutOfMemoryError("as native code throws it");
                }
            });
            await().atMost(SOON).until(() -> runs.get() > 4);
            assertThat(camera().getCameraStatus()).isEqualTo("FLOWING");
        }
    }

    @Test
    void aSuspendedCameraRestsAndGoesOnWhenResumed() throws Exception {
        Path clip = Pictures.clip(folder.resolve("clip.avi"), 50);
        run("camera:file:" + clip + "?loop=true");
        await().atMost(SOON).until(() -> seen.size() > 5);
        context.getRouteController().suspendRoute("camera-to-faces");
        assertThat(camera().getCameraStatus()).isEqualTo("SUSPENDED");
        int resting = seen.size();
        await().during(Duration.ofMillis(200)).atMost(SOON).until(() -> seen.size() <= resting + 1);
        context.getRouteController().resumeRoute("camera-to-faces");
        await().atMost(SOON).until(() -> seen.size() > resting + 20);
    }

    @Test
    void aHangingCameraStopsWithinASecond() throws Exception {
        try (MjpegServer server = MjpegServer.start(0)) {
            run("camera:http://127.0.0.1:" + server.port() + "/?silence=6000");
            await().atMost(SOON).until(() -> seen.size() > 3);
            server.freeze();
            long start = System.nanoTime();
            context.getRouteController().stopRoute("camera-to-faces");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(1200));
        }
    }

    private HealthCheck.Result health() {
        return HealthCheckHelper.invoke(context).stream()
                .filter(result -> result.getCheck().getId().equals("camera-camera-to-faces")).findFirst().orElseThrow();
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            if (!latch.await(SOON.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody opened the latch");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
