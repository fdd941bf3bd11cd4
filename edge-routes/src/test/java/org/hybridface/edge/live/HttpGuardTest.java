package org.hybridface.edge.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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
            assertThat(send(request(path + "?token=guess")).statusCode()).as(path).isEqualTo(401);
        }
        assertThat(send(request("/")).body()).contains("?token=");
    }

    @Test
    void theTokenMovesFromTheAddressIntoACookieThatScriptsCannotRead() throws Exception {
        HttpResponse<String> first = send(request("/?token=secret"));
        assertThat(first.statusCode()).isEqualTo(302);
        assertThat(first.headers().firstValue("Location")).contains("/");
        String cookie = first.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).containsIgnoringCase("HttpOnly").contains("SameSite=Strict");
        assertThat(send(request("/api/faces").header("Cookie", cookie.split(";")[0])).statusCode()).isEqualTo(200);
    }

    @Test
    void aProgramSendsTheTokenAsBearer() throws Exception {
        assertThat(send(request("/observe/metrics").header("Authorization", "Bearer secret")).statusCode()).isEqualTo(200);
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + page.port() + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
