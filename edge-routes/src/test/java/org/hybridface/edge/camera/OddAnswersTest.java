// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What HTTP allows and few cameras do, and what some do that HTTP does not allow: works as in a browser. */
@Timeout(60)
class OddAnswersTest extends CameraTestSupport {

    private static final int TONE = 120;
    private static final byte[] JPEG = Pictures.jpeg(TONE);
    private static final String TYPE = "Content-Type: image/jpeg\r\n";

    /** Each answer is a picture, or leads to one. */
    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"chunked", "chunked, left open", "gzip", "deflate", "small letters", "bare line feeds", "continue first", "radio's first line", "no reason", "length, left open",
        "folded header", "spaces before the colon's value", "two types", "empty type"})
    void aStillPictureComesHoweverItIsWrapped(String how) throws Exception {
        byte[] answer = answer(how);
        try (WildCamera camera = how.endsWith("left open") ? WildCamera.leftOpen(answer) : WildCamera.inTurns(answer)) {
            run(camera.uri("?fps=50&silence=3s"));
            await().atMost(SOON).until(() -> seen.size() > 3 || told.stream().anyMatch(line -> line.startsWith("lost")));
            assertThat(told).containsExactly("flowing");
            assertThat(seen).extracting(Seen::tone).containsOnly(TONE);
        }
    }

    private static byte[] answer(String how) {
        return switch (how) {
            case "chunked", "chunked, left open" -> bytes("HTTP/1.1 200 OK\r\n" + TYPE + "Transfer-Encoding: chunked\r\n\r\n", chunks(JPEG, 100), "0\r\n\r\n");
            case "gzip" -> bytes("HTTP/1.1 200 OK\r\n" + TYPE + "Content-Encoding: gzip\r\n\r\n", packed(JPEG, true));
            case "deflate" -> bytes("HTTP/1.1 200 OK\r\n" + TYPE + "Content-Encoding: deflate\r\n\r\n", packed(JPEG, false));
            case "small letters" -> bytes("HTTP/1.1 200 ok\r\ncontent-type: image/jpeg\r\ncontent-length: " + JPEG.length + "\r\n\r\n", JPEG);
            case "bare line feeds" -> bytes("HTTP/1.1 200 OK\nContent-Type: image/jpeg\nContent-Length: " + JPEG.length + "\n\n", JPEG);
            case "continue first" -> bytes("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n" + TYPE + "\r\n", JPEG);
            case "radio's first line" -> bytes("ICY 200 OK\r\n" + TYPE + "\r\n", JPEG);
            case "no reason" -> bytes("HTTP/1.1 200\r\n" + TYPE + "\r\n", JPEG);
            case "length, left open" -> bytes("HTTP/1.1 200 OK\r\nConnection: keep-alive\r\n" + TYPE + "Content-Length: " + JPEG.length + "\r\n\r\n", JPEG);
            case "folded header" -> bytes("HTTP/1.1 200 OK\r\nX-Camera: a\r\n  b\r\n" + TYPE + "\r\n", JPEG);
            case "spaces before the colon's value" -> bytes("HTTP/1.1 200 OK\r\nContent-Type:\t  image/jpeg  \r\n\r\n", JPEG);
            case "two types" -> bytes("HTTP/1.1 200 OK\r\n" + TYPE + "Content-Type: text/plain\r\n\r\n", JPEG);
            default -> bytes("HTTP/1.1 200 OK\r\nContent-Type:\r\n\r\n", JPEG);
        };
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', value = {
        "multipart/x-mixed-replace; boundary=frame         | This is a message of several parts.~~--frame~Content-Type: image/jpeg~~<picture>~",
        "multipart/x-mixed-replace; boundary=\"my frame\"    | --my frame~Content-Type: image/jpeg~Content-Length: <length>~~<picture>~",
        "multipart/x-mixed-replace; boundary='frame'       | --frame~Content-Type: image/jpeg~~<picture>~",
        "multipart/x-mixed-replace;charset=utf-8;BOUNDARY=frame | --frame~content-type:image/jpeg~content-length:<length>~~<picture>~",
        "multipart/x-mixed-replace; boundary=frame         | --frame~Content-Type: image/jpeg~Content-Transfer-Encoding: binary~~<picture>~--frame--~",
        "multipart/x-mixed-replace; boundary=              | --~Content-Type: image/jpeg~~<picture>~"})
    void aStreamComesWithChunksThatEndAnywhereAndPartsOfEachKind(String type, String part) throws Exception {
        String[] around = part.replace("<length>", Integer.toString(JPEG.length)).split("<picture>");
        for (String end : new String[] {"\r\n", "\n"}) {
            byte[] whole = bytes(around[0].replace("~", end), JPEG, around[1].replace("~", end));
            try (WildCamera camera = WildCamera.streamingAs("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: " + type.strip() + "\r\n\r\n", chunks(whole, 777))) {
                int before = seen.size();
                told.clear();
                run(camera.uri("?silence=10s"));
                await().atMost(SOON).until(() -> seen.size() > before + 3);
                assertThat(told).contains("flowing").noneMatch(line -> line.startsWith("lost"));
                context.getRouteController().stopRoute("camera-to-faces");
                context.removeRoute("camera-to-faces");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"301", "302", "303", "307", "308"})
    void anAddressThatLeadsElsewhereIsFollowed(String status) throws Exception {
        try (WildCamera there = WildCamera.inTurns(WildCamera.picture(JPEG));
                WildCamera camera = WildCamera.inTurns(bytes("HTTP/1.1 " + status + " Elsewhere\r\nLocation: " + there.uri("").substring("camera:".length()) + "\r\nContent-Length: 0\r\n\r\n"))) {
            run(camera.uri("?fps=50&silence=3s"));
            await().atMost(SOON).until(() -> seen.size() > 3 || told.stream().anyMatch(line -> line.startsWith("lost")));
            assertThat(told).containsExactly("flowing");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/snapshot.jpg", "snapshot.jpg", "?again"})
    void anAddressMayLeadToAnotherPathOfItsOwn(String location) throws Exception {
        try (WildCamera camera = WildCamera.inTurns(bytes("HTTP/1.1 302 Found\r\nLocation: " + location + "\r\n\r\n"), WildCamera.picture(JPEG))) {
            run(camera.uri("?fps=50&silence=3s"));
            await().atMost(SOON).until(() -> seen.size() > 3 || told.stream().anyMatch(line -> line.startsWith("lost")));
            assertThat(told).containsExactly("flowing");
        }
    }

    @Test
    void aCookieThatAnAddressGivesOnTheWayIsBroughtAlong() throws Exception {
        try (WildCamera camera = WildCamera.inTurns(bytes("HTTP/1.1 302 Found\r\nSet-Cookie: session=abc; Path=/; HttpOnly\r\nLocation: /snapshot.jpg\r\nContent-Length: 0\r\n\r\n"),
                WildCamera.picture(JPEG))) {
            run(camera.uri("?fps=50&silence=3s"));
            await().atMost(SOON).until(() -> seen.size() > 3);
            assertThat(camera.asked()).anyMatch(line -> line.startsWith("Cookie: session=abc"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Basic realm="camera"                                                        | Authorization: Basic
            Digest realm="camera", nonce="n1", qop="auth", algorithm=MD5                | Authorization: Digest username="user"
            Digest realm="camera", nonce="n1"                                           | Authorization: Digest username="user"
            digest realm="camera",nonce="n1",qop="auth,auth-int",opaque="x",stale=FALSE | Authorization: Digest username="user"
            """)
    void aCameraThatAsksForALoginGetsItInItsOwnWay(String way, String given) throws Exception {
        try (WildCamera camera = WildCamera.inTurns(bytes("HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: " + way + "\r\nContent-Length: 0\r\n\r\n"), WildCamera.picture(JPEG))) {
            run(camera.uri("?fps=50&silence=3s").replace("//", "//user:pass%40word@"));
            await().atMost(SOON).until(() -> seen.size() > 3 || told.stream().anyMatch(line -> line.startsWith("lost")));
            assertThat(told).containsExactly("flowing");
            assertThat(camera.asked()).anyMatch(line -> line.startsWith(given));
        }
    }

    @Test
    void aCutPictureInAStreamIsCountedAndNotShown() throws Exception {
        byte[] parts = bytes("--frame\r\n" + TYPE + "\r\n", JPEG, "\r\n--frame\r\n" + TYPE + "\r\n", Arrays.copyOf(JPEG, JPEG.length - 20), "\r\n");
        try (WildCamera camera = WildCamera.streaming("Content-Type: multipart/x-mixed-replace; boundary=frame\r\n", parts)) {
            run(camera.uri("?silence=10s"));
            await().atMost(SOON).until(() -> seen.size() > 3);
            assertThat(seen).extracting(Seen::tone).containsOnly(TONE);
            assertThat(camera().getUnreadableFiles()).isPositive();
            assertThat(told).containsExactly("flowing");
        }
    }

    private static byte[] chunks(byte[] body, int size) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int at = 0; at < body.length; at += size) {
            byte[] chunk = Arrays.copyOfRange(body, at, Math.min(body.length, at + size));
            out.writeBytes((Integer.toHexString(chunk.length) + ";x=1\r\n").getBytes(StandardCharsets.US_ASCII));
            out.writeBytes(chunk);
            out.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        return out.toByteArray();
    }

    private static byte[] packed(byte[] body, boolean gzip) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream packing = gzip ? new GZIPOutputStream(out) : new DeflaterOutputStream(out)) {
            packing.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] bytes(Object... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Object part : parts) {
            out.writeBytes(part instanceof byte[] raw ? raw : part.toString().getBytes(StandardCharsets.ISO_8859_1));
        }
        return out.toByteArray();
    }
}
