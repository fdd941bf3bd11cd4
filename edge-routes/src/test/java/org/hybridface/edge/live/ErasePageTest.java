// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.apache.camel.component.mock.MockEndpoint;
import org.hybridface.edge.cache.FaceEntry;
import org.hybridface.messages.Answer;
import org.hybridface.messages.ErasePerson;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person at the page wants somebody erased; what the cloud makes of it is tested there. */
class ErasePageTest {

    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    static Path folder;

    private static PageUnderTest page;
    private static MockEndpoint cloud;

    @BeforeAll
    static void start() throws Exception {
        page = PageUnderTest.start(folder);
        cloud = page.erasedInsteadOfBroker();
    }

    @AfterAll
    static void stop() {
        page.close();
    }

    @Test
    void whomTheCloudKnowsItErasesAndNothingGoesHereBeforeItsLetterComes() throws Exception {
        String ada = known("Ada");

        JsonNode answer = erase(ada, "{\"by\":\"Grace\"}", 200);

        ErasePerson sent = ErasePerson.fromJson(cloud.getExchanges().get(cloud.getExchanges().size() - 1).getMessage().getBody(String.class).getBytes(UTF_8));
        assertThat(sent.faceId()).isEqualTo(page.cache().find(ada).flatMap(FaceEntry::faceId)).isPresent();
        assertThat(sent.by()).isEqualTo("Grace");
        assertThat(answer.path("cloud").asBoolean()).isTrue();
    }

    @Test
    void whomOnlyThisDeviceKnowsGoesAtOnce() throws Exception {
        String stranger = page.newFace();

        JsonNode answer = erase(stranger, "", 200);

        assertThat(answer.path("cloud").asBoolean(true)).isFalse();
        assertThat(answer.path("gone").path("faces").asInt()).isOne();
        assertThat(page.cache().find(stranger)).isEmpty();
        erase(stranger, "", 404);
    }

    @Test
    void whenTheCloudCannotBeToldNothingIsErasedAndThePageSaysSo() throws Exception {
        String ada = known("Ada");
        cloud.whenAnyExchangeReceived(exchange -> {
            throw new IllegalStateException("no link");
        });
        try {
            JsonNode answer = erase(ada, "{}", 200);

            assertThat(answer.path("cloud").asBoolean(true)).isFalse();
            assertThat(answer.path("reason").asText()).contains("no link", "nothing is erased");
            assertThat(page.cache().find(ada)).isPresent();
        } finally {
            cloud.whenAnyExchangeReceived(exchange -> { });
        }
    }

    @Test
    void whoeverSaysSoMustHaveANameThatCanBeShown() throws Exception {
        assertThat(erase(known("Ada"), "{\"by\":\"\\u0000\"}", 400).path("error").asText()).contains("'by' says nobody");
        assertThat(erase(known("Ada"), "{\"by\"", 400).path("error").asText()).contains("the body is not");
    }

    private static String known(String name) throws Exception {
        String key = page.newFace();
        page.cache().add(key);
        page.cache().apply(key, new Answer.Named(name + " " + key, UUID.randomUUID().toString(), 98));
        return key;
    }

    private static JsonNode erase(String key, String body, int status) throws Exception {
        HttpResponse<String> response = HTTP.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + page.port() + "/api/faces/" + key + "/erasure"))
                .timeout(Duration.ofSeconds(30)).header("X-Hybridface", "test").header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return new ObjectMapper().readTree(response.body());
    }
}
