// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page behind a reverse proxy, at a path of its own, as docs/nginx/hybridface.conf sets it up. */
class BehindProxyTest {

    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Pattern REFERENCE = Pattern.compile("(?:href|src|action)=\"([^\"#]+)\"");

    @TempDir
    static Path folder;

    private static PageUnderTest page;
    private static SmallProxy proxy;

    @BeforeAll
    static void start() throws Exception {
        page = PageUnderTest.start(folder, "127.0.0.1", Optional.of("secret"), "127.0.0.1");
        proxy = SmallProxy.before(page.port());
    }

    @AfterAll
    static void stop() {
        proxy.close();
        page.close();
    }

    @Test
    void throughAProxyEverybodyNeedsATokenAlsoOnThisMachine() throws Exception {
        assertThat(HttpGuard.isShared("127.0.0.1", "127.0.0.1")).isTrue();
        HttpResponse<String> asked = send(request(""));
        assertThat(asked.statusCode()).isEqualTo(401);
        assertThat(asked.body()).contains("action=\"sign-in\"");
        assertThat(send(request("api/faces")).statusCode()).isEqualTo(401);
    }

    @Test
    void everythingThePageNeedsIsBelowItsPath() throws Exception {
        String cookie = signIn("secret");
        HttpResponse<String> html = send(request("").header("Cookie", cookie));
        assertThat(html.statusCode()).isEqualTo(200);
        var references = REFERENCE.matcher(html.body()).results().map(match -> match.group(1)).filter(reference -> !reference.equals("stream")).toList();
        assertThat(references).contains("page/page.js");
        for (String reference : references) {
            URI target = proxy.page().resolve(reference);
            assertThat(target.getPath()).startsWith(proxy.page().getPath());
            assertThat(send(HttpRequest.newBuilder(target).header("Cookie", cookie)).statusCode()).as(reference).isIn(200, 503);
        }
        String script = send(request("page/page.js").header("Cookie", cookie)).body();
        assertThat(script).doesNotContainPattern("['\"`]/(api|stream|page)");
    }

    /** As Home Assistant shows it in its own page, below a path it makes up. */
    @Test
    void aPageOfTheProxyMayShowOursInAFrameAndNobodyElseMay() throws Exception {
        HttpResponse<String> html = send(request("").header("Authorization", "Bearer secret").header("X-Ingress-Path", "/api/hassio_ingress/x").header("X-Forwarded-Prefix", "/door"));
        assertThat(html.headers().firstValue("X-Frame-Options")).contains("SAMEORIGIN");
        assertThat(html.headers().firstValue("Content-Security-Policy").orElseThrow()).endsWith("frame-ancestors 'self'");
    }

    @Test
    void linksOfTheConsolesAndTheDescriptionStayBelowTheProxysPath() throws Exception {
        for (String index : new String[] {"q/dev", "q/dev/"}) {
            String html = send(request(index).header("Authorization", "Bearer secret").header("Accept", "text/html")).body();
            String link = REFERENCE.matcher(html).results().map(match -> match.group(1)).filter(reference -> reference.endsWith("faces")).findFirst().orElseThrow();
            assertThat(send(HttpRequest.newBuilder(proxy.page().resolve(index).resolve(link)).header("Authorization", "Bearer secret")).statusCode()).isEqualTo(200);
        }
        String server = new ObjectMapper().readTree(send(request("page/openapi.json").header("Authorization", "Bearer secret")).body()).at("/servers/0/url").asText();
        assertThat(proxy.page().resolve("page/openapi.json").resolve(server)).isEqualTo(proxy.page());
    }

    @Test
    void theOperatorChangesThroughTheProxyAndTheCookieIsForTlsOnly() throws Exception {
        String key = page.newFace();
        HttpResponse<String> signedIn = signInAnswer(PageUnderTest.OPERATOR);
        assertThat(proxy.page().resolve(signedIn.headers().firstValue("Location").orElseThrow())).isEqualTo(proxy.page());
        String set = signedIn.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(set).contains("Secure");
        HttpRequest.Builder change = request("api/faces/" + key).header("Cookie", set.split(";")[0]).header("X-Hybridface", "page")
                .header("Sec-Fetch-Site", "same-origin").header("Origin", "https://" + proxy.page().getAuthority()).DELETE();
        assertThat(send(change).statusCode()).isEqualTo(200);
        assertThat(send(change.setHeader("Origin", "https://elsewhere.example")).statusCode()).isEqualTo(403);
    }

    @Test
    void whoGuessesBehindTheProxyIsCountedByHisOwnAddress() throws Exception {
        proxy.visitor("192.0.2.8");
        for (int guess = 0; guess < PageUnderTest.WRONG_TOKENS; guess++) {
            send(request("api/faces").header("Authorization", "Bearer guess-" + guess).header("X-Forwarded-For", "6.6.6." + guess));
        }
        HttpResponse<String> refused = send(request("api/faces").header("Authorization", "Bearer secret"));
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(Integer.parseInt(refused.headers().firstValue("Retry-After").orElseThrow())).as("he is not of this machine").isGreaterThan(5);
        proxy.visitor("192.0.2.7");
        assertThat(send(request("api/faces").header("Authorization", "Bearer secret")).statusCode()).isEqualTo(200);
        HttpRequest.Builder here = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + page.port() + "/api/faces")).header("Authorization", "Bearer secret");
        assertThat(send(here).statusCode()).isEqualTo(200);
    }

    private static String signIn(String token) throws Exception {
        return signInAnswer(token).headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
    }

    private static HttpResponse<String> signInAnswer(String token) throws Exception {
        HttpResponse<String> answer = send(request("sign-in").header("Content-Type", "application/x-www-form-urlencoded")
                .header("Sec-Fetch-Site", "same-origin").header("Origin", "null").POST(HttpRequest.BodyPublishers.ofString("token=" + token)));
        assertThat(answer.statusCode()).isEqualTo(303);
        return answer;
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(proxy.page().resolve(path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
