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
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.component.mock.MockEndpoint;
import org.hybridface.edge.cache.FaceEntry;
import org.hybridface.messages.Answer;
import org.hybridface.messages.Correction;
import org.hybridface.messages.Correction.Act;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person at the page corrects whose faces they are; what the cloud makes of it is tested there. */
class CorrectionsPageTest {

    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    static Path folder;

    private static PageUnderTest page;
    private static MockEndpoint cloud;

    @BeforeAll
    static void start() throws Exception {
        page = PageUnderTest.start(folder);
        cloud = page.correctedInsteadOfBroker();
    }

    @AfterAll
    static void stop() {
        page.close();
    }

    @Test
    void twoFacesThatAreOnePersonAreToldTheCloudWhichSaysSoToEveryDevice() throws Exception {
        String ada = known("Ada");
        String other = known("Somebody");

        JsonNode answer = correct(ada, "{\"do\":\"merge\",\"with\":\"" + other + "\",\"by\":\"Grace\"}", 200);

        Correction sent = lastSent();
        assertThat(sent.act()).isEqualTo(new Act.Merge(faceId(ada), faceId(other)));
        assertThat(sent.by()).isEqualTo("Grace");
        assertThat(answer.path("cloud").asBoolean()).isTrue();
        assertThat(answer.path("correction").asText()).isEqualTo(sent.id().toString());
    }

    @Test
    void aCorrectionIsTakenBackByItsId() throws Exception {
        String ada = known("Ada");
        String correction = correct(ada, "{\"do\":\"never-ask\"}", 200).path("correction").asText();
        assertThat(page.cache().isWorthAsking(ada)).isFalse();
        assertThat(page.cache().find(ada).orElseThrow().neverAsk()).isTrue();

        post("/api/corrections/" + correction + "/undo", "", 200);

        assertThat(lastSent().act()).isEqualTo(new Act.Undo(UUID.fromString(correction)));
        assertThat(page.cache().find(ada).orElseThrow().neverAsk()).isFalse();
        post("/api/corrections/" + UUID.randomUUID() + "/undo", "", 404);
        post("/api/corrections/x/undo", "", 400);
    }

    @Test
    void whoIsNotThisPersonLosesTheNameAndIsAskedAboutAgain() throws Exception {
        String key = known("Ada");
        String faceId = faceId(key);

        correct(key, "{\"do\":\"not-this-person\"}", 200);

        assertThat(lastSent().act()).isEqualTo(new Act.NotThisPerson(faceId, key));
        assertThat(lastSent().by()).as("the device, when nobody says who").isEqualTo("door");
        assertThat(page.cache().find(key).flatMap(FaceEntry::name)).isEmpty();
        assertThat(page.cache().isWorthAsking(key)).isTrue();
    }

    @Test
    void aNameIsTakenFromThePersonEverywhere() throws Exception {
        String key = known("Ada");

        correct(key, "{\"do\":\"rename\"}", 200);

        assertThat(lastSent().act()).isEqualTo(new Act.Rename(faceId(key), Optional.empty()));
    }

    @Test
    void whatTheCloudDoesNotKnowIsDoneHereOrRefusedWithWhatToDo() throws Exception {
        String key = page.newFace();

        assertThat(correct(key, "{\"do\":\"never-ask\"}", 200).path("reason").asText()).contains("this device asks no more");
        assertThat(correct(key, "{\"do\":\"split\"}", 409).path("error").asText()).contains("try again when it is");
        assertThat(correct(known("Ada"), "{\"do\":\"merge\",\"with\":\"User999\"}", 404).path("error").asText()).contains("User999 is not remembered");
        assertThat(correct("User999", "{\"do\":\"split\"}", 404).path("error").asText()).contains("User999 is not remembered");
        for (String body : List.of("{\"do\":\"erase\"}", "{}", "garbage", "[]")) {
            correct(known("Ada"), body, 400);
        }
    }

    @Test
    void aCorrectionTheBrokerDidNotTakeIsNotClaimedToBeInTheCloud() throws Exception {
        String key = known("Ada");
        cloud.whenAnyExchangeReceived(exchange -> {
            throw new IllegalStateException("no link");
        });
        try {
            JsonNode answer = correct(key, "{\"do\":\"not-this-person\"}", 200);

            assertThat(answer.path("cloud").asBoolean(true)).isFalse();
            assertThat(answer.path("reason").asText()).contains("could not be told", "no link", "when the link is up");
            assertThat(page.cache().find(key).flatMap(FaceEntry::name)).isEmpty();
            assertThat(page.cache().isWorthAsking(key)).as("the cloud would say the same again").isFalse();
        } finally {
            cloud.whenAnyExchangeReceived(exchange -> { });
        }
    }

    private static String known(String name) throws Exception {
        String key = page.newFace();
        page.cache().add(key);
        page.cache().apply(key, new Answer.Named(name + " " + key, UUID.randomUUID().toString(), 98));
        return key;
    }

    private static String faceId(String key) {
        return page.cache().find(key).flatMap(FaceEntry::faceId).orElseThrow();
    }

    private static Correction lastSent() {
        return Correction.fromJson(cloud.getExchanges().get(cloud.getExchanges().size() - 1).getMessage().getBody(String.class).getBytes(UTF_8));
    }

    private static JsonNode correct(String key, String body, int status) throws Exception {
        return post("/api/faces/" + key + "/corrections", body, status);
    }

    private static JsonNode post(String path, String body, int status) throws Exception {
        HttpResponse<String> response = HTTP.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + page.port() + path))
                .timeout(Duration.ofSeconds(30)).header("X-Hybridface", "test").header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return new ObjectMapper().readTree(response.body());
    }
}
