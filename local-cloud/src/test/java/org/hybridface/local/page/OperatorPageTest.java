// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hybridface.local.fault.FaultKind;
import org.hybridface.local.fault.FaultTarget;
import org.hybridface.local.fault.Faults;
import org.hybridface.local.http.LoopbackServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorPageTest {

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Faults faults = new Faults();
    private OperatorToken token;
    private LoopbackServer server;

    @BeforeEach
    void start() throws Exception {
        faults.add("broker", new FaultTarget() {
            @Override
            public Set<FaultKind> kinds() {
                return EnumSet.of(FaultKind.CUT);
            }

            @Override
            public void begin(FaultKind kind) {
                // only whether it is noted matters here
            }

            @Override
            public void end() {
                // as above
            }
        });
        token = OperatorToken.create(folder.resolve("operator.token"));
        server = LoopbackServer.start("page", 0, OperatorPage.MAX_REQUEST_BYTES,
                new OperatorPage(token, Map.of("faults", new FaultsPart(faults))));
    }

    @AfterEach
    void stop() {
        server.close();
        faults.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/page.css", "/page.js"})
    void thePageIsForEverybodyOnThisMachine(String path) throws Exception {
        HttpResponse<String> answer = send("GET", path);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isNotBlank().doesNotContain(token.value());
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow()).contains("default-src 'none'");
    }

    @Test
    void whoeverGuessesTheTokenWaits() throws Exception {
        for (int guess = 0; guess < OperatorPage.WRONG_TOKENS; guess++) {
            assertThat(send("GET", "/api/faults", "Authorization", "Bearer guess-" + guess).statusCode()).isEqualTo(401);
        }
        HttpResponse<String> answer = send("GET", "/api/faults", "Authorization", "Bearer " + token.value());
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.body()).contains("too many wrong tokens");
        assertThat(Integer.parseInt(answer.headers().firstValue("Retry-After").orElseThrow())).isBetween(1, 5);
    }

    @Test
    void whatItCallsNeedsTheOperatorsToken() throws Exception {
        assertThat(send("GET", "/api/faults").statusCode()).isEqualTo(401);
        assertThat(send("POST", "/api/faults/broker?kind=cut").statusCode()).isEqualTo(401);
        assertThat(send("POST", "/api/faults/broker?kind=cut", "Authorization", "Bearer " + token.value() + "x").statusCode()).isEqualTo(401);
        assertThat(wrong()).isEmpty();
    }

    @Test
    void aPlugIsPulledWithPostOnlyAndPutBack() throws Exception {
        assertThat(operator("GET", "/api/faults/broker?kind=cut").statusCode()).isEqualTo(405);
        assertThat(wrong()).isEmpty();

        assertThat(operator("POST", "/api/faults/broker?kind=cut&seconds=500").body())
                .isEqualTo("{\"faults\":[{\"target\":\"broker\",\"kinds\":[\"cut\"],\"now\":\"cut\"}]}");
        assertThat(wrong()).containsExactly("broker");

        assertThat(operator("POST", "/api/faults/broker/end").body()).contains("\"now\":null");
        assertThat(wrong()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/faults/window?kind=cut", "/api/faults/broker?kind=melt", "/api/faults/broker", "/api/faults/broker?kind=cut&seconds=0",
        "/api/faults/broker?kind=cut&seconds=601", "/api/faults/broker?kind=cut&seconds=NaN", "/api/faults/broker?kind=cut&seconds=long"})
    void aMistakeIsAnsweredWithWhatToDo(String path) throws Exception {
        HttpResponse<String> answer = operator("POST", path);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).containsAnyOf("take one of", "give a number");
        assertThat(wrong()).isEmpty();
    }

    @Test
    void anotherSitesNameForThisMachineGetsNothing() throws Exception {
        try (var socket = new java.net.Socket(java.net.InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream().write(("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n").getBytes());

            assertThat(new String(socket.getInputStream().readAllBytes())).startsWith("HTTP/1.1 421");
        }
    }

    @Test
    void theTokenLiesInAFileForItsUserOnly() throws Exception {
        assertThat(Files.readString(token.file()).strip()).isEqualTo(token.value());
        assertThat(Files.getPosixFilePermissions(token.file())).hasSize(2);
        assertThat(token.toString()).doesNotContain(token.value());
    }

    private List<String> wrong() {
        return faults.states().stream().filter(state -> state.now().isPresent()).map(Faults.State::target).toList();
    }

    private HttpResponse<String> operator(String method, String path) throws Exception {
        return send(method, path, "Authorization", "Bearer " + token.value());
    }

    private HttpResponse<String> send(String method, String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.endpoint() + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        return client.send(headers.length == 0 ? request.build() : request.headers(headers).build(), HttpResponse.BodyHandlers.ofString());
    }
}
