// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Network cameras that speak RTSP, played by GStreamer's server. */
@Timeout(60)
class RtspCameraTest extends CameraTestSupport {

    private static final int TONE = 120;

    @TempDir
    Path folder;

    @BeforeAll
    static void onlyWithAServer() throws Exception {
        RtspServer.assumeInstalled();
    }

    @ParameterizedTest(name = "{0}, {1}, over {2}")
    @CsvSource({"h264, silent, tcp", "h264, sound, udp", "jpeg, sound, tcp", "jpeg, silent, udp"})
    void itsPicturesAreSeenWhateverCarriesThem(String codec, String sound, String transport) throws Exception {
        try (RtspServer server = RtspServer.start(folder, 0, codec, sound)) {
            run("camera:rtsp://127.0.0.1:" + server.port() + "/live?rtspTransport=" + transport);

            awaitPictures(5);
            assertThat(told).containsExactly("flowing");
        }
    }

    @Test
    void anyPasswordOpensTheCameraItBelongsTo() throws Exception {
        try (RtspServer server = RtspServer.start(folder, 0, "h264", "silent", "admin", "p%23 #s/x?y+z@:")) {
            run("camera:rtsp://admin:p%2523%20#s/x?y+z@:@127.0.0.1:" + server.port() + "/live");

            awaitPictures(3);
        }
    }

    @ParameterizedTest
    @CsvSource({"rtsp://admin:0penSesame@127.0.0.1, /live, 401", "rtsp://127.0.0.1, /live, 401", "rtsp://admin:t0ps3cret@127.0.0.1, /nothing, 404"})
    void aCameraThatRefusesSaysWhyAndWhatToCheck(String address, String path, String reason) throws Exception {
        try (RtspServer server = RtspServer.start(folder, 0, "jpeg", "silent", "admin", "t0ps3cret")) {
            run("camera:" + address + ":" + server.port() + path + "?silence=2s&reconnectDelay=50&maxReconnectDelay=50");

            await().atMost(SOON).until(() -> !told.isEmpty());
            assertThat(told.get(0)).startsWith("lost").contains(reason).contains("Check address, user, password");
            assertThat(told.toString()).doesNotContain("0penSesame", "t0ps3cret");
            assertThat(seen).isEmpty();
        }
    }

    @Test
    void aCameraWhosePlugWasPulledComesBackByItself() throws Exception {
        RtspServer server = RtspServer.start(folder, 0, "h264", "silent");
        run("camera:rtsp://127.0.0.1:" + server.port() + "/live?silence=2s&reconnectDelay=50&maxReconnectDelay=200");
        awaitPictures(3);

        server.close();
        await().atMost(SOON).until(() -> told.stream().anyMatch(line -> line.startsWith("lost")));
        try (RtspServer again = RtspServer.start(folder, server.port(), "h264", "silent")) {
            assertThat(again.port()).isEqualTo(server.port());
            awaitPictures(seen.size() + 3);
            assertThat(camera().getReconnects()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"tcp", "udp"})
    void aCameraThatFreezesCountsAsLostUntilItTalksAgain(String transport) throws Exception {
        try (RtspServer server = RtspServer.start(folder, 0, "jpeg", "silent")) {
            run("camera:rtsp://127.0.0.1:" + server.port() + "/live?silence=1s&reconnectDelay=50&maxReconnectDelay=200&rtspTransport=" + transport);
            awaitPictures(3);

            server.freeze();
            await().atMost(SOON).until(() -> told.stream().anyMatch(line -> line.startsWith("lost")));
            int before = seen.size();
            server.thaw();
            awaitPictures(before + 3);
        }
    }

    private void awaitPictures(int number) {
        await().atMost(SOON).untilAsserted(() -> assertThat(seen).as("told: %s", told).hasSizeGreaterThanOrEqualTo(number));
        assertThat(seen).allSatisfy(picture -> assertThat(picture.tone()).isCloseTo(TONE, within(6)));
    }
}
