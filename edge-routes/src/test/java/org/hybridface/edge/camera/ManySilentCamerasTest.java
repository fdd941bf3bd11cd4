// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A device with many cameras, and a switch between them that is half broken. */
@Timeout(60)
class ManySilentCamerasTest {

    private static final int CAMERAS = 16;
    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final int BETWEEN_DROPS_MS = 200;
    private final CountDownLatch over = new CountDownLatch(1);

    /** Every one has its deadline, however many wait at the same time. */
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"http, nothing", "http, HTTP/1.1 200 OK", "http, drops", "https, nothing", "rtsp, nothing", "rtsp, RTSP/1.0 200 OK", "rtsp, drops"})
    void eachCameraThatGivesNoAnswerIsGivenUpInTime(String scheme, String answer) throws Exception {
        try (ServerSocket server = new ServerSocket(0, CAMERAS, InetAddress.getLoopbackAddress())) {
            List<Socket> accepted = new ArrayList<>();
            Thread answering = onItsOwn(() -> answer(server, accepted, answer));
            List<CompletableFuture<String>> cameras = new ArrayList<>();
            for (int i = 0; i < CAMERAS; i++) {
                CompletableFuture<String> outcome = new CompletableFuture<>();
                cameras.add(outcome);
                onItsOwn(() -> outcome.complete(open(scheme + "://127.0.0.1:" + server.getLocalPort() + "/video")));
            }
            for (CompletableFuture<String> camera : cameras) {
                assertThat(camera.get(20, TimeUnit.SECONDS)).isNotEqualTo("open");
            }
            over.countDown();
            server.close();
            answering.join();
        }
    }

    private static Thread onItsOwn(Runnable work) {
        Thread thread = new Thread(work, "silent-camera");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static String open(String url) {
        try (AutoCloseable opened = url.startsWith("http") ? HttpBytes.open(url, PATIENCE, TlsCheck.NONE) : VideoStream.open(url, Map.of("rtsp_transport", "tcp"), Optional.of(PATIENCE))) {
            return "open";
        } catch (Exception e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** A byte now and then is no sign of life either. */
    private void answer(ServerSocket server, List<Socket> accepted, String answer) {
        try {
            while (true) {
                Socket viewer = server.accept();
                accepted.add(viewer);
                onItsOwn(() -> say(viewer, answer));
            }
        } catch (IOException e) {
            accepted.forEach(ManySilentCamerasTest::close);
        }
    }

    private void say(Socket viewer, String answer) {
        try {
            byte[] bytes = answer.equals("drops") ? "X-Slow: yes\r\n".repeat(100).getBytes(StandardCharsets.US_ASCII) : answer.getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < bytes.length && !answer.equals("nothing"); i++) {
                viewer.getOutputStream().write(bytes[i]);
                if (answer.equals("drops")) {
                    over.await(BETWEEN_DROPS_MS, TimeUnit.MILLISECONDS);
                }
            }
        } catch (IOException e) {
            // The viewer has left, as it should.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(Socket viewer) {
        try {
            viewer.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
