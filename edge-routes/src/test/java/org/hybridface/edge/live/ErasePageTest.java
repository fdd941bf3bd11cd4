// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Locale;
import java.util.UUID;
import org.apache.camel.component.mock.MockEndpoint;
import org.hybridface.edge.cache.FaceEntry;
import org.hybridface.messages.ErasePerson;
import org.hybridface.messages.Whose;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person at the page wants somebody erased; what the cloud makes of it is tested there. */
class ErasePageTest {

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
        String ada = known();

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

    /** A page asks by key, and nothing else is guessed at: two people may have one name. */
    @Test
    void whoIsNotNamedByKeyIsNotErasedAndTheAnswerSaysWhereKeysStand() throws Exception {
        String ada = known();
        FaceEntry face = page.cache().find(ada).orElseThrow();
        int sent = cloud.getReceivedCounter();

        for (String whom : new String[] {"Ada%20" + ada, face.faceId().orElseThrow(), UUID.randomUUID().toString(), ada.toLowerCase(Locale.ROOT), "%20" + ada, "User99999"}) {
            assertThat(erase(whom, "{}", 404).path("error").asText()).as(whom).contains("not remembered", "/api/people lists everybody by key and id");
        }
        assertThat(cloud.getReceivedCounter()).as("messages to the cloud").isEqualTo(sent);
        assertThat(page.cache().find(ada)).contains(face);
    }

    @Test
    void whenTheCloudCannotBeToldNothingIsErasedAndThePageSaysSo() throws Exception {
        String ada = known();
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
        assertThat(erase(known(), "{\"by\":\"\\u0000\"}", 400).path("error").asText()).contains("'by' says nobody");
        assertThat(erase(known(), "{\"by\"", 400).path("error").asText()).contains("the body is no JSON");
    }

    private static String known() throws Exception {
        String key = page.newFace();
        return page.known(key, "Ada " + key, Whose.UNKNOWN);
    }

    private static JsonNode erase(String key, String body, int status) throws Exception {
        return page.post("/api/faces/" + key + "/erasure", body, status);
    }
}
