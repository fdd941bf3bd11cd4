// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A device that others can reach shows nothing, Camel's own pages included, without the token. */
class HttpGuardTest {

    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    static Path folder;

    private static PageUnderTest page;

    @BeforeAll
    static void start() throws Exception {
        page = PageUnderTest.start(folder, "0.0.0.0", Optional.of("secret"));
    }

    @AfterAll
    static void stop() {
        page.close();
    }

    @Test
    void nothingIsShownWithoutTheToken() throws Exception {
        for (String path : new String[] { "/", "/stream", "/api/faces", "/observe/health", "/observe/metrics", "/observe/jolokia", "/q/dev" }) {
            assertThat(send(request(path)).statusCode()).as(path).isEqualTo(401);
            assertThat(send(request(path).header("Authorization", "Bearer guess")).statusCode()).as(path).isEqualTo(401);
        }
        assertThat(send(request("/")).body()).contains("viewer.token");
    }

    @Test
    void aTokenInAnAddressIsWorthNothingSinceAddressesAreKeptAndCopied() throws Exception {
        assertThat(send(request("/?token=secret")).statusCode()).isEqualTo(401);
        assertThat(send(request("/api/faces?token=" + PageUnderTest.OPERATOR)).statusCode()).isEqualTo(401);
    }

    @Test
    void aTokenTypedIntoThePageBecomesASessionThatScriptsCannotReadAndThatIsNotTheToken() throws Exception {
        String cookie = signIn("secret");
        assertThat(cookie).doesNotContain("secret");
        assertThat(send(request("/api/faces").header("Cookie", cookie)).statusCode()).isEqualTo(200);
        assertThat(signInAnswer("guess").statusCode()).isEqualTo(401);
        assertThat(signInAnswer("").statusCode()).isEqualTo(401);
    }

    @Test
    void aViewerFromBeyondTheDeviceChangesNothingAndTheOperatorDoes() throws Exception {
        String key = page.newFace();
        String viewer = signIn("secret");
        assertThat(send(request("/api/faces/" + key).header("Cookie", viewer).header("X-Hybridface", "page").DELETE()).statusCode()).isEqualTo(403);
        assertThat(send(request("/api/faces/" + key).header("Authorization", "Bearer secret").DELETE()).statusCode()).isEqualTo(403);
        String operator = signIn(PageUnderTest.OPERATOR);
        assertThat(send(request("/api/faces/" + key).header("Cookie", operator).DELETE()).statusCode()).as("a cookie alone").isEqualTo(403);
        assertThat(page.cache().find(key)).isPresent();
        assertThat(send(request("/api/faces/" + key).header("Cookie", operator).header("X-Hybridface", "page").DELETE()).statusCode()).isEqualTo(200);
    }

    @Test
    void aProgramSendsTheTokenAsBearer() throws Exception {
        assertThat(send(request("/observe/metrics").header("Authorization", "Bearer secret")).statusCode()).isEqualTo(200);
        assertThat(send(request("/observe/metrics").header("Authorization", "Bearer " + PageUnderTest.OPERATOR)).statusCode()).isEqualTo(200);
    }

    @Test
    void whoeverGuessesTokensWaitsAtEveryDoorAndWhoIsSignedInDoesNot() throws Exception {
        try (PageUnderTest guessed = PageUnderTest.start(Files.createDirectories(folder.resolve("guessed")), "0.0.0.0", Optional.of("secret"))) {
            PageUnderTest before = page;
            page = guessed;
            try {
                String cookie = signIn("secret");
                for (int guess = 0; guess < PageUnderTest.WRONG_TOKENS; guess++) {
                    assertThat(guess % 2 == 0 ? signInAnswer("guess-" + guess).statusCode()
                            : send(request("/api/faces").header("Authorization", "Bearer guess-" + guess)).statusCode()).isEqualTo(401);
                }
                HttpResponse<String> refused = send(request("/api/faces").header("Authorization", "Bearer secret"));
                assertThat(refused.statusCode()).isEqualTo(429);
                assertThat(refused.body()).contains("too many wrong tokens");
                assertThat(Integer.parseInt(refused.headers().firstValue("Retry-After").orElseThrow())).isBetween(1, 5);
                assertThat(signInAnswer("secret").statusCode()).isEqualTo(429);
                assertThat(send(request("/observe/jolokia").header("Authorization", "Bearer " + PageUnderTest.OPERATOR)).statusCode()).isEqualTo(429);
                assertThat(send(request("/api/faces").header("Cookie", cookie)).statusCode()).isEqualTo(200);
            } finally {
                page = before;
            }
        }
    }

    private static String signIn(String token) throws Exception {
        HttpResponse<String> answer = signInAnswer(token);
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains("./");
        String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).containsIgnoringCase("HttpOnly").contains("SameSite=Strict");
        return cookie.split(";")[0];
    }

    private static HttpResponse<String> signInAnswer(String token) throws Exception {
        return send(request("/sign-in").header("Content-Type", "application/x-www-form-urlencoded").header("Sec-Fetch-Site", "same-origin")
                .header("Origin", "null").POST(HttpRequest.BodyPublishers.ofString("token=" + token)));
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + page.port() + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
