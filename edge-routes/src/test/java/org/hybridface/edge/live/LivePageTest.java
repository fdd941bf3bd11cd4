// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.component.mock.MockEndpoint;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.hybridface.edge.frame.Frame;
import org.hybridface.edge.routes.ErrorLines;
import org.hybridface.edge.store.UnsealException;
import org.hybridface.messages.Answer;
import org.hybridface.messages.InvalidMessageException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The real route file on a real port, fed with pictures by hand. */
class LivePageTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    static Path folder;

    private static PageUnderTest page;

    @BeforeAll
    static void start() throws Exception {
        page = PageUnderTest.start(folder);
    }

    @AfterAll
    static void stop() {
        page.close();
    }

    @Test
    void thePageAndItsFilesAreServedWithCarefulHeaders() throws Exception {
        HttpResponse<String> index = get("/");
        assertThat(index.statusCode()).isEqualTo(200);
        assertThat(index.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(index.headers().firstValue("Content-Security-Policy").orElseThrow()).contains("default-src 'self'");
        assertThat(index.headers().map()).doesNotContainKeys("user-agent", "file");
        assertThat(get("/page/page.js").headers().firstValue("Content-Type")).contains("text/javascript; charset=utf-8");
        assertThat(get("/page/page.css").statusCode()).isEqualTo(200);
        assertThat(get("/page/icon.svg").statusCode()).isEqualTo(200);
        assertThat(get("/page/..%2fapplication.properties").statusCode()).isEqualTo(400);
        assertThat(get("/page/application.properties").statusCode()).isEqualTo(404);
    }

    @Test
    void thePageNamesNoOtherHost() throws Exception {
        for (String file : new String[] { "/", "/page/page.js", "/page/page.css" }) {
            assertThat(get(file).body()).as(file).doesNotContainPattern("https?://(?!www\\.w3\\.org)");
        }
    }

    @Test
    void theVideoIsAMultipartOfJpegs() throws Exception {
        page.show("User101");
        HttpResponse<InputStream> response = HTTP.send(request("/stream").build(), HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.headers().firstValue("Content-Type")).contains("multipart/x-mixed-replace; boundary=frame");
        try (InputStream in = response.body()) {
            assertThat(line(in)).isEqualTo("--frame");
            assertThat(picture(in)).startsWith(0xff, 0xd8).endsWith(0xff, 0xd9);
            page.show("User101");
            assertThat(picture(in)).startsWith(0xff, 0xd8);
        }
        await().until(() -> {
            page.show("User101");
            return page.view().getViewers() == 0;
        });
    }

    @Test
    void aViewerWhoDoesNotReadHoldsNobodyUp() throws Exception {
        long before = Frame.open();
        try (Socket lazy = new Socket("127.0.0.1", page.port());
                InputStream quick = HTTP.send(request("/stream").build(), HttpResponse.BodyHandlers.ofInputStream()).body()) {
            lazy.getOutputStream().write("GET /stream HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            await().until(() -> page.view().getViewers() == 2);
            line(quick);
            for (int i = 0; i < 50; i++) {
                page.showNoise();
                picture(quick);
            }
            assertThat(Frame.open() - before).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void aFaceIsListedNamedCorrectedAndForgotten() throws Exception {
        String key = page.newFace();
        page.show(key);
        JsonNode face = face(key);
        assertThat(face.path("state").asText()).isEqualTo("pending");
        assertThat(face.path("inView").asBoolean()).isTrue();
        HttpResponse<byte[]> photo = HTTP.send(request(face.path("photo").asText()).build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(photo.headers().firstValue("Content-Type")).contains("image/jpeg");
        assertThat(photo.body()).startsWith(0xff, 0xd8);

        assertThat(name(key, "<script>alert(1)</script>").statusCode()).isEqualTo(200);
        assertThat(face(key).path("name").asText()).isEqualTo("<script>alert(1)</script>");
        assertThat(name(key, "Ada Łovelace").statusCode()).isEqualTo(200);
        assertThat(face(key).path("name").asText()).isEqualTo("Ada Łovelace");

        HttpResponse<String> forgotten = send(change("/api/faces/" + key).DELETE());
        assertThat(forgotten.statusCode()).isEqualTo(200);
        assertThat(face(key).isMissingNode()).isTrue();
        assertThat(send(change("/api/faces/" + key).DELETE()).statusCode()).isEqualTo(404);
        assertThat(get("/api/faces/" + key + "/photo").statusCode()).isEqualTo(404);
    }

    @Test
    void aNameReachesTheCloudOnceTheCloudKnowsTheFace() throws Exception {
        MockEndpoint cloud = page.cloudInsteadOfBroker();
        String known = page.newFace();
        page.cache().apply(known, new Answer.Enrolled("00000000-0000-0000-0000-000000000007", 100));
        cloud.expectedBodiesReceived("{\"version\":1,\"faceId\":\"00000000-0000-0000-0000-000000000007\",\"name\":\"Ada\"}");

        assertThat(JSON.readTree(name(known, "Ada").body()).path("cloud").asBoolean()).isTrue();
        JsonNode unknown = JSON.readTree(name(page.newFace(), "Grace").body());
        assertThat(unknown.path("cloud").asBoolean(true)).isFalse();
        assertThat(unknown.path("reason").asText()).contains("does not know this face yet");

        cloud.assertIsSatisfied();
    }

    @Test
    void aNameThatIsNoneIsRefusedWithTheReason() throws Exception {
        String key = page.newFace();
        assertThat(name(key, "  ").statusCode()).isEqualTo(400);
        assertThat(JSON.readTree(name(key, "  ").body()).path("error").asText()).contains("'name' is empty");
        assertThat(send(change("/api/faces/" + key + "/name").PUT(HttpRequest.BodyPublishers.ofString("garbage"))).statusCode()).isEqualTo(400);
        assertThat(name("User999999", "Ada").statusCode()).isEqualTo(404);
    }

    @Test
    void aBodyThatWasForgottenIsNoFailureOfTheDevice() throws Exception {
        String key = page.newFace();
        for (HttpRequest.Builder request : List.of(change("/api/faces/" + key + "/name").PUT(HttpRequest.BodyPublishers.noBody()),
                change("/api/faces/" + key + "/corrections").POST(HttpRequest.BodyPublishers.noBody()))) {
            HttpResponse<String> answer = send(request);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @CsvSource({"/api/facez, 404, ''", "/favicon.ico, 404, ''", "/page/, 404, ''", "/api/faces/User001/nam, 404, ''",
        "/api/faces/User001/name, 405, 'DELETE, OPTIONS, PUT'", "/api/faces/User001/corrections, 405, 'OPTIONS, POST'"})
    void whatIsNowhereIsNotFoundAndAWrongMethodIsToldTheRightOnes(String path, int status, String allowed) throws Exception {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(JSON.readTree(answer.body()).path("error").asText()).contains(status == 404 ? "there is nothing at this address" : "this address takes " + allowed);
        assertThat(answer.headers().firstValue("Allow").orElse("")).isEqualTo(allowed);
    }

    @Test
    void whoAsksWhatAnAddressTakesIsTold() throws Exception {
        HttpResponse<String> answer = send(request("/api/faces").method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("Allow")).hasValue("GET, HEAD, OPTIONS");
        assertThat(answer.headers().map()).as("no other site may").doesNotContainKey("access-control-allow-origin");
    }

    @Test
    void aChangeThatIsTooLargeIsRefusedInWords() throws Exception {
        HttpResponse<String> answer = send(change("/api/faces/" + page.newFace() + "/name").PUT(HttpRequest.BodyPublishers.ofByteArray(new byte[70_000])));
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(JSON.readTree(answer.body()).path("error").asText()).contains("more than this address takes");
    }

    @Test
    void aChangeWithoutOurHeaderOrFromAnotherSiteIsRefused() throws Exception {
        String key = page.newFace();
        assertThat(send(request("/api/faces/" + key).DELETE()).statusCode()).isEqualTo(403);
        assertThat(send(change("/api/faces/" + key).header("Origin", "http://evil.example").DELETE()).statusCode()).isEqualTo(403);
        assertThat(face(key).isMissingNode()).isFalse();
    }

    @Test
    void aPictureOnAnotherSiteCannotStopARouteOrEmptyTheCache() throws Exception {
        String key = page.newFace();
        for (String address : new String[] {"/q/dev/route/faces-api?action=stop",
            "/observe/jolokia/exec/org.hybridface:context=%22edge%22,name=faces/clear"}) {
            assertThat(send(request(address).header("Sec-Fetch-Site", "cross-site").header("Sec-Fetch-Dest", "image")).statusCode())
                    .as(address).isEqualTo(403);
        }
        assertThat(face(key).isMissingNode()).as("the route runs and the face is there").isFalse();
    }

    @Test
    void theStatusTellsCameraCloudOutboxAndCost() throws Exception {
        JsonNode status = JSON.readTree(get("/api/status").body());
        assertThat(status.path("thing").asText()).isEqualTo("door");
        assertThat(status.path("cloud").path("connected").asBoolean(true)).isFalse();
        assertThat(status.path("outbox").path("waiting").asInt(-1)).isZero();
        assertThat(status.path("calls").path("dollarsPerCall").asDouble()).isEqualTo(0.001);
        assertThat(status.path("calls").path("budgetLeft").asInt()).isEqualTo(500);
        assertThat(status.path("cameras").isArray()).isTrue();
        assertThat(status.path("problems").isArray()).isTrue();
    }

    static Stream<Exception> failures() {
        String secret = "a secret path /var/lib/faces";
        return Stream.of(new IllegalStateException(secret), new UnsealException(secret), new InvalidMessageException(secret), new MqttException(0, new IOException(secret)));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aRequestThatFailsIsAnsweredInOneSentenceAndNothingOfTheInsideIsTold(Exception failure) throws Exception {
        page.breakStep("people-pairs", "pairs", failure);
        HttpResponse<String> failed;
        try (ErrorLines log = new ErrorLines()) {
            failed = get("/api/people/pairs");
            assertThat(log.all()).singleElement().asString().startsWith("ERROR event=request-failed route=people-pairs " + failure.getClass().getSimpleName());
        }
        assertThat(failed.statusCode()).isEqualTo(500);
        assertThat(failed.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(JSON.readTree(failed.body()).path("error").asText()).contains("its log says why");
        assertThat(failed.body()).doesNotContain("secret");
    }

    private static JsonNode face(String key) throws Exception {
        for (JsonNode face : JSON.readTree(get("/api/faces").body()).path("faces")) {
            if (face.path("key").asText().equals(key)) {
                return face;
            }
        }
        return JSON.missingNode();
    }

    private static HttpResponse<String> name(String key, String name) throws Exception {
        String json = JSON.createObjectNode().put("name", name).toString();
        return send(change("/api/faces/" + key + "/name").PUT(HttpRequest.BodyPublishers.ofString(json)));
    }

    private static HttpRequest.Builder change(String path) {
        return request(path).header("X-Hybridface", "test").header("Content-Type", "application/json");
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + page.port() + path)).timeout(Duration.ofSeconds(30));
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return send(request(path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Reads one part of the video, up to and with the boundary behind it. */
    private static byte[] picture(InputStream in) throws IOException {
        assertThat(line(in)).isEqualTo("Content-Type: image/jpeg");
        int length = Integer.parseInt(line(in).replace("Content-Length: ", ""));
        line(in);
        byte[] jpeg = in.readNBytes(length);
        line(in);
        assertThat(line(in)).isEqualTo("--frame");
        return jpeg;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the video ended after '" + text + "'");
            }
            text.append((char) c);
        }
        return text.toString().strip();
    }
}
