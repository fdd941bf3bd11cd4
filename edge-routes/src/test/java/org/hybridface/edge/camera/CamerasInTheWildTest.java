// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
    @CsvSource({"image/jpeg, .jpg", "image/jpg, .jpg", "image/png, .png", "application/octet-stream, .jpg", "image/bmp, .bmp"})
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
