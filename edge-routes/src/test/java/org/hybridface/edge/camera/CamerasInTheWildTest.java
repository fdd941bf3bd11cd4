// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.hybridface.edge.print.Masked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.MatOfByte;
import org.opencv.imgcodecs.Imgcodecs;

/** Motion JPEG as cameras send it and browsers show it, and what is none. */
@Timeout(60)
class CamerasInTheWildTest extends CameraTestSupport {

    private static final int TONE = 120;
    private static final byte[] JPEG = Pictures.jpeg(TONE);

    /** In the parts, {@code <picture>} is where the picture stands, {@code <length>} its bytes, {@code |} the end of a line. */
    @ParameterizedTest(name = "{0} with {1}")
    @CsvSource(quoteCharacter = '`', value = {
        "multipart/x-mixed-replace;boundary=frame,     --frame|Content-Type: image/jpg|Content-Length: <length>||<picture>|",
        "multipart/x-mixed-replace; boundary=frame,    --frame|Content-Type: image/jpeg; charset=utf-8|Content-Length: <length>||<picture>|",
        "multipart/x-mixed-replace; boundary=\"frame\",--frame|Content-type: image/jpeg; size=<length>||<picture>|",
        "multipart/x-mixed-replace; boundary=frame,    --frame|Content-Type: image/jpeg size=<length>|Content-Length: <length>||<picture>|",
        "multipart/x-mixed-replace; boundary=frame,    --frame|Content-Length: <length>||<picture>|",
        "multipart/x-mixed-replace; boundary=frame,    --frame||<picture>|",
        "multipart/x-mixed-replace; boundary=frame,    frame|Content-Type: image/jpeg|Content-Length: <length>||<picture>|",
        "multipart/x-mixed-replace; boundary=--frame,  --frame|Content-Type: image/jpeg|Content-Length: <length>||<picture>|",
        "multipart/x-mixed-replace; boundary=--frame,  ----frame|Content-Type: image/jpeg||<picture>|",
        "multipart/x-mixed-replace; boundary=frame,    Content-Type: image/jpeg|Content-Length: <length>||<picture>|--frame|",
        "multipart/x-mixed-replace; boundary=frame,    --frame|Content-Type: image/jpeg|Content-Length: 5||<picture>|",
        "multipart/x-mixed-replace; boundary=frame,    --frame|Content-Type: image/jpeg|Content-Length: 9999999||<picture>|",
        "multipart/x-mixed-replace; boundary=other,    --frame|Content-Type: image/jpeg|Content-Length: <length>||<picture>|",
        "multipart/x-mixed-replace,                    --frame|Content-Type: image/jpeg|Content-Length: <length>||<picture>|",
        "Multipart/Mixed; boundary=frame,              --frame|Content-Type: image/pjpeg|X-Timestamp: 1.2|Content-Length: <length>||<picture>|",
        "multipart/x-mixed-replace; boundary=frame,    --frame|Content-Type: image/jpeg||<picture without its end>|",
        "application/octet-stream,                     --frame|Content-Type: image/jpeg||<picture>|",
        "video/x-motion-jpeg,                          <picture>",
        "``,                                           --frame|Content-Type: image/jpeg||<picture>|"})
    void whatABrowserShowsIsShown(String type, String part) throws Exception {
        try (WildCamera camera = WildCamera.streaming(type.isEmpty() ? "" : "Content-Type: " + type + "\r\n", part(part, JPEG))) {
            run(camera.uri("?silence=10s"));

            await().atMost(SOON).until(() -> seen.size() > 3);
            assertThat(seen).extracting(Seen::tone).containsOnly(TONE);
            assertThat(told).containsExactly("flowing");
        }
    }

    @ParameterizedTest
    @CsvSource({"image/jpeg, .jpg", "image/jpg, .jpg", "image/png, .png", "application/octet-stream, .jpg", "image/bmp, .bmp",
        "image/jpeg, .png", "image/jpeg, .webp", "application/octet-stream, .png", "image/*, .png", "text/plain, .jpg", "'', .png", "image/png, .jpg"})
    void anAddressWithOneStillPictureIsAskedForItAgainAndAgain(String type, String ending) throws Exception {
        byte[] picture = picture(ending);
        try (WildCamera camera = WildCamera.answering("Content-Type: " + type + "\r\nContent-Length: " + picture.length + "\r\n", picture)) {
            run(camera.uri("?fps=50&channel=2"));

            await().atMost(SOON).until(() -> seen.size() > 4);
            assertThat(seen).extracting(Seen::tone).containsOnly(TONE);
            assertThat(told).containsExactly("flowing");
            assertThat(camera.requests()).isGreaterThan(3);
            assertThat(camera.asked()).contains("GET /video?channel=2 HTTP/1.1");
        }
    }

    @Test
    void aStillPictureIsAskedForAtThePaceTheOptionSays() throws Exception {
        try (WildCamera camera = WildCamera.answering("Content-Type: image/jpeg\r\n", JPEG)) {
            long start = System.nanoTime();
            run(camera.uri("?fps=2&silence=100"));
            await().atMost(SOON).until(() -> seen.size() >= 3);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(900));
            assertThat(told).as("silent is who misses three").containsExactly("flowing");
        }
    }

    @Test
    void aStillPictureWithoutLengthOrEndIsOneToo() throws Exception {
        try (WildCamera camera = WildCamera.answeringWithoutEnd("Content-Type: image/jpeg\r\n", JPEG)) {
            run(camera.uri("?fps=50&silence=500"));

            await().atMost(SOON).until(() -> seen.size() > 4);
            assertThat(told).containsExactly("flowing");
        }
    }

    @Test
    void aCameraThatIsBusyNowAndThenIsNotLost() throws Exception {
        byte[] busy = "HTTP/1.1 503 Busy\r\nRetry-After: 1\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
        byte[] page = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>".getBytes(StandardCharsets.ISO_8859_1);
        byte[] picture = WildCamera.picture(JPEG);
        try (WildCamera camera = WildCamera.inTurns(picture, picture, page, picture, busy, new byte[0])) {
            run(camera.uri("?fps=50&silence=10s"));

            await().atMost(SOON).until(() -> seen.size() > 6);
            assertThat(told).containsExactly("flowing");
        }
    }

    /** A person reads it, who has the camera's settings before them and none of FFmpeg's words. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            HTTP/1.1 204 No Content\\r\\n                                                            | answers 204 and no picture
            HTTP/1.1 404 Not Found\\r\\n                                                             | has no such address (404)
            HTTP/1.1 403 Forbidden\\r\\n                                                             | forbids it (403)
            HTTP/1.1 405 Method Not Allowed\\r\\n                                                    | answers 405 and no picture
            HTTP/1.1 503 Busy\\r\\nRetry-After: 120\\r\\n                                            | is busy (503, and wants to be asked again after 120 s)
            HTTP/1.1 302 Found\\r\\nLocation: /video\\r\\n                                           | leads from one address to the next without end
            HTTP/1.1 302 Found\\r\\n                                                                 | does not say where to go
            HTTP/1.1 401 No\\r\\nWWW-Authenticate: Basic realm="x"\\r\\n                             | asks for user and password (401). Give them in the address as user:password@, between
            HTTP/1.1 302 Found\\r\\nLocation: file:///etc/passwd\\r\\n                                 | leads to file:///etc/passwd, which is not followed
            HTTP/1.1 302 Found\\r\\nLocation: http://127.0.0.1:1/video\\r\\n                          | leads to http://127.0.0.1:1/video, where nobody answers
            HTTP/1.1 200 OK\\r\\nContent-Type: image/heic\\r\\n\\r\\n....ftypheic....                  | it sends HEIC
            HTTP/1.1 200 OK\\r\\nContent-Type: image/svg+xml\\r\\n\\r\\n<svg xmlns='x'>               | it sends SVG
            HTTP/1.1 200 OK\\r\\nContent-Type: image/jpeg\\r\\nContent-Length: 0\\r\\n                 | it sends nothing
            HTTP/1.1 200 OK\\r\\nContent-Type: image/jpeg\\r\\n\\r\\n<html>please log in                | begins with "<html>please log in"
            HTTP/1.1 200 OK\\r\\nContent-Type: application/problem+json\\r\\n\\r\\n{'error': 'no'} or more | Content-Type: application/problem+json, and it sends what begins with
            HTTP/1.1 200 OK\\r\\nContent-Type: text/plain\\r\\n\\r\\nError: camera is in use by others     | begins with "Error: camera is in use by others"
            """)
    void whatIsWrongWithAnAddressIsSaidInItsOwnWords(String answer, String reason) throws Exception {
        try (WildCamera camera = WildCamera.inTurns((answer.replace("\\r\\n", "\r\n") + "\r\n").getBytes(StandardCharsets.ISO_8859_1))) {
            run(camera.uri("?silence=2s"));

            await().atMost(SOON).until(() -> !told.isEmpty());
            assertThat(Masked.of(told.get(0))).startsWith("lost").contains(reason);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Basic realm="x"                                  | refuses user and password (401)
            Digest realm="x", nonce="y"                      | refuses user and password (401)
            Digest realm="x", nonce="y", algorithm=SHA-256   | wants a way to sign in that is not known here
            """)
    void aPasswordIsOnlyBlamedWhereItCanBe(String way, String reason) throws Exception {
        try (WildCamera camera = WildCamera.inTurns(("HTTP/1.1 401 No\r\nWWW-Authenticate: " + way + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1))) {
            run(camera.uri("?silence=2s").replace("//", "//user:word@"));

            await().atMost(SOON).until(() -> !told.isEmpty());
            assertThat(told.get(0)).startsWith("lost").contains(reason).doesNotContain("word@");
        }
    }

    @Test
    void whoEndsTheConnectionIsToldApartFromWhoRefuses() throws Exception {
        try (WildCamera camera = WildCamera.inTurns(new byte[0])) {
            run(camera.uri("?silence=2s"));
            awaitLost("ends the connection without an answer");
        }
    }

    @Test
    void whoGivesNoAnswerIsToldApartFromWhoIsNotThere() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            run("camera:http://127.0.0.1:" + silent.getLocalPort() + "/video?silence=500");
            awaitLost("gives no answer for 500 ms (the camera's option silence)");
        }
    }

    @Test
    void aPictureThatBreaksOffIsNoWrongAddress() throws Exception {
        try (WildCamera camera = WildCamera.answering("Content-Type: image/jpeg\r\n", Arrays.copyOf(JPEG, JPEG.length / 2))) {
            run(camera.uri("?silence=5s"));
            awaitLost("sends a picture that breaks off before its end");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://no-such-camera.invalid/video", "https://user:word@no-such-camera.invalid/video", "rtsp://user:w@rd@no-such-camera.invalid:8554/video"})
    void aNameThatNobodyKnowsIsNoWrongPassword(String address) {
        run("camera:" + address + "?silence=5s");
        awaitLost("has the host no-such-camera.invalid in its address, a name that is not known in this network");
    }

    @Test
    void anAddressForAnotherProtocolIsNoWrongPassword() throws Exception {
        try (WildCamera camera = WildCamera.inTurns(WildCamera.picture(JPEG))) {
            run(camera.uri("?silence=5s").replace("http:", "rtsp:"));
            awaitLost("and no RTSP. Give its address as http://, or the port of its RTSP");
        }
    }

    private void awaitLost(String reason) {
        await().atMost(SOON).until(() -> !told.isEmpty());
        assertThat(told.get(0)).startsWith("lost").contains(reason);
    }

    @Test
    void aCameraThatIsTooSlowIsNotToldToSendSmallerNumbersOfPixels() throws Exception {
        try (WildCamera camera = WildCamera.answeringWithoutEnd("Content-Type: image/jpeg\r\n", Arrays.copyOf(JPEG, JPEG.length / 2))) {
            run(camera.uri("?silence=500"));

            await().atMost(SOON).until(() -> !told.isEmpty());
            assertThat(told.get(0)).startsWith("lost").contains("gave no whole picture for 500 ms (the camera's option silence)");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "text/html; charset=utf-8,                 <html>,                                 Content-Type: text/html",
        "application/json,                         {},                                     Content-Type: application/json",
        "multipart/x-mixed-replace; boundary=frame,--frame|Content-Type: video/h264||xyz|, that of a part is Content-Type: video/h264",
        "multipart/x-mixed-replace; boundary=frame,--frame||xyz|,                          and no part has a Content-Type",
        "image/jpeg,                               xyz,                                    Content-Type: image/jpeg"})
    void whatIsNoPictureIsToldWithTheHeaderThatIsWrong(String type, String part, String reason) throws Exception {
        try (WildCamera camera = WildCamera.answering("Content-Type: " + type + "\r\n", part(part, JPEG))) {
            run(camera.uri("?silence=1s"));

            await().atMost(SOON).until(() -> !told.isEmpty());
            assertThat(told.get(0)).startsWith("lost").contains(reason);
            assertThat(seen).isEmpty();
        }
    }

    /** No end of a head, of a picture, of pictures that are none. */
    @ParameterizedTest
    @CsvSource({
        "--frame|Content-Type: image/jpeg|X: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        "--frame||<picture without its end>",
        "--frame||<begin>"})
    void aCameraThatNeverComesToAPictureCountsAsLostAndCostsNoMemory(String part) throws Exception {
        try (WildCamera camera = WildCamera.streaming("Content-Type: multipart/x-mixed-replace; boundary=frame\r\n", part(part, new byte[] {
            (byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xDA, 0, 2}))) {
            run(camera.uri("?silence=500&reconnectDelay=50"));

            await().atMost(SOON).until(() -> told.stream().anyMatch(line -> line.startsWith("lost")));
            assertThat(seen).isEmpty();
        }
    }

    private static byte[] part(String text, byte[] jpeg) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String lines = text.replace("|", "\r\n").replace("<length>", Integer.toString(jpeg.length));
        for (String piece : lines.split("(?=<)|(?<=>)")) {
            switch (piece) {
                case "<picture>" -> out.writeBytes(jpeg);
                case "<picture without its end>" -> out.writeBytes(Arrays.copyOf(jpeg, jpeg.length - 2));
                case "<begin>" -> out.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xD8});
                default -> out.writeBytes(piece.getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        return out.toByteArray();
    }

    private static byte[] picture(String ending) {
        MatOfByte bytes = new MatOfByte();
        Imgcodecs.imencode(ending, Pictures.grey(TONE), bytes);
        return bytes.toArray();
    }
}
