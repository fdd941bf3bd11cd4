// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.hybridface.edge.routes.ErrorLines;
import org.hybridface.messages.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real route and the real MQTT client, with no broker at its address, and with a disk that takes nothing. */
class NamingWithoutBrokerTest {

    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    Path folder;

    @Test
    void aNameTheBrokerDidNotTakeIsKeptHereAndNotClaimedToBeInTheCloud() throws Exception {
        try (PageUnderTest page = PageUnderTest.start(folder)) {
            String key = page.newFace();
            page.cache().apply(key, new Answer.Enrolled("00000000-0000-0000-0000-000000000007", 100));
            HttpResponse<String> response = name(page, key);

            assertThat(response.statusCode()).isEqualTo(200);
            JsonNode answer = new ObjectMapper().readTree(response.body());
            assertThat(answer.path("cloud").asBoolean(true)).isFalse();
            assertThat(answer.path("reason").asText()).contains("could not be told", "stays on this device", "when the link is up");
            assertThat(answer.path("name").asText()).isEqualTo("Ada");
            assertThat(page.cache().find(key).orElseThrow().name()).contains("Ada");
        }
    }

    @Test
    void aNameTheDiskDoesNotTakeIsNotGivenAndWhoeverTypedItLearnsWhatToDo() throws Exception {
        try (PageUnderTest page = PageUnderTest.start(folder)) {
            String key = page.newFace();
            Path faces;
            try (Stream<Path> files = Files.walk(folder)) {
                faces = files.filter(file -> file.endsWith("faces")).findFirst().orElseThrow();
            }
            Files.move(faces, faces.resolveSibling("elsewhere"));
            Files.createFile(faces);
            HttpResponse<String> response;
            try (ErrorLines log = new ErrorLines()) {
                response = name(page, key);
                assertThat(log.all()).singleElement().asString().startsWith("ERROR event=edit-not-kept route=").contains(key);
            }

            assertThat(response.statusCode()).isEqualTo(507);
            assertThat(new ObjectMapper().readTree(response.body()).path("error").asText()).startsWith(key + " stays as it was").contains("free space");
            assertThat(page.cache().find(key).orElseThrow().name()).isEmpty();
            Files.delete(faces);
            Files.move(faces.resolveSibling("elsewhere"), faces);
            assertThat(name(page, key).statusCode()).isEqualTo(200);
        }
    }

    private static HttpResponse<String> name(PageUnderTest page, String key) throws Exception {
        HttpRequest naming = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + page.port() + "/api/faces/" + key + "/name"))
                .timeout(Duration.ofSeconds(30)).header("X-Hybridface", "test").header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString("{\"name\":\"Ada\"}")).build();
        return HTTP.send(naming, HttpResponse.BodyHandlers.ofString());
    }
}
