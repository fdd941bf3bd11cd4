// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The route of a camera is exchanged while the camera runs. */
class ExchangedRouteTest extends CameraTestSupport {

    private static final int PHOTOS = 40;

    @TempDir
    Path folder;

    @Test
    void aFolderKeepsItsPlaceAndLosesNoPicture() throws Exception {
        for (int i = 0; i < PHOTOS; i++) {
            Files.write(folder.resolve("%02d.jpg".formatted(i)), Pictures.jpeg(i));
        }
        run("camera:dir:" + folder, this::slowly);
        for (int exchanges = 1; exchanges <= 3; exchanges++) {
            int asFarAs = exchanges * 5;
            await().atMost(SOON).until(() -> seen.size() > asFarAs);
            exchangeRoute("camera:dir:" + folder, this::slowly);
        }
        awaitEnd();
        assertThat(seen).extracting(Seen::source).as("each once, in order").containsExactlyElementsOf(
                IntStream.range(0, PHOTOS).mapToObj("%02d.jpg"::formatted).toList());
        assertThat(seen).extracting(Seen::number).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void aStreamKeepsItsConnection() throws Exception {
        try (MjpegServer server = MjpegServer.start(0)) {
            String camera = "camera:http://127.0.0.1:" + server.port() + "/video";
            run(camera);
            await().atMost(SOON).until(() -> seen.size() > 3);
            // FFmpeg may connect more than once until it knows the stream.
            int connections = server.connections();
            exchangeRoute(camera, exchange -> { });
            int before = seen.size();
            await().atMost(SOON).until(() -> seen.size() > before + 3);
            assertThat(server.connections()).isEqualTo(connections);
            assertThat(camera().getFrames()).as("counted on").isGreaterThanOrEqualTo(seen.size());
        }
    }

    @Test
    void aCameraThatNobodyTakesOverIsClosed() throws Exception {
        try (MjpegServer server = MjpegServer.start(0)) {
            run("camera:http://127.0.0.1:" + server.port() + "/video");
            await().atMost(SOON).until(() -> seen.size() > 3);
            try (AutoCloseable kept = component().keepOpen()) {
                context.getRouteController().stopRoute("camera-to-faces");
                context.removeRoute("camera-to-faces");
            }
            await().atMost(SOON).until(() -> server.viewers() == 0);
        }
    }

    /** So that the folder is not at its end before the routes were exchanged. */
    private void slowly(Exchange exchange) {
        try {
            ended.await(20, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void exchangeRoute(String uri, Consumer<Exchange> step) throws Exception {
        try (AutoCloseable kept = component().keepOpen()) {
            context.getRouteController().stopRoute("camera-to-faces");
            context.removeRoute("camera-to-faces");
            run(uri, step);
        }
    }

    private CameraComponent component() {
        return context.getComponent("camera", CameraComponent.class);
    }
}
