// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.apache.camel.component.mock.MockEndpoint;
import org.hybridface.messages.Answer;
import org.hybridface.messages.Correction;
import org.hybridface.messages.Correction.Act;
import org.hybridface.messages.Whose;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the device says of people rather than faces. */
class PeoplePageTest {

    private static final Instant UNTIL = Instant.parse("2030-01-31T00:00:00Z");

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
    void twoKeysOfOnePersonAreOneWithBothPhotos() throws Exception {
        String person = UUID.randomUUID().toString();
        String ada = page.known("Ada", Whose.of(person));
        String adaToo = page.known("Ada", Whose.of(person));
        page.show(ada);
        page.show(adaToo);

        JsonNode one = person(person);

        assertThat(one.path("name").asText()).isEqualTo("Ada");
        assertThat(one.path("faces").findValuesAsText("key")).containsExactlyInAnyOrder(ada, adaToo);
        assertThat(one.path("faces").findValuesAsText("photo")).allMatch(photo -> photo.startsWith("/api/faces/User"));
        assertThat(one.path("inView").asBoolean()).isTrue();
        assertThat(one.path("camera").asText()).isEqualTo(PageUnderTest.CAMERA);
        assertThat(one.path("consentUntil").isNull()).isTrue();
    }

    @Test
    void whomOnlyAnotherDeviceMetIsThereTooWithWhoToldItAndForHowLong() throws Exception {
        String person = UUID.randomUUID().toString();
        page.hears(person, "Grace");

        JsonNode grace = person(person);

        assertThat(grace.path("name").asText()).isEqualTo("Grace");
        assertThat(grace.path("faces")).isEmpty();
        assertThat(grace.path("lastSeen").isNull()).isTrue();
        assertThat(grace.at("/elsewhere/thing").asText()).isEqualTo("hall");
        assertThat(Instant.parse(grace.at("/elsewhere/expires").asText())).isAfter(Instant.now().plus(Duration.ofDays(19)));
    }

    @Test
    void whatThePersonAgreedToAndThatNobodyIsToAskIsSaid() throws Exception {
        String person = UUID.randomUUID().toString();
        page.known("Alan", new Whose(Optional.of(person), true, Optional.of(UNTIL), Set.of()));

        assertThat(person(person).path("consentUntil").asText()).isEqualTo(UNTIL.toString());
        assertThat(person(person).path("neverAsk").asBoolean()).isTrue();
    }

    @Test
    void whoLooksMuchAlikeMayBeOnePersonUntilSomebodySaysTheyDiffer() throws Exception {
        String one = page.known("Barbara", Whose.of(UUID.randomUUID().toString()));
        String other = page.known(page.newFaceLike(one), "Bob", Whose.of(UUID.randomUUID().toString()));
        assertThat(pairs(one, other)).isEqualTo(1);

        correct(one, "{\"do\":\"differ\",\"with\":\"" + other + "\"}");

        assertThat(PageUnderTest.lastSent(cloud).act()).isEqualTo(new Act.Differ(page.faceId(one), page.faceId(other)));
        // What the cloud says to every device that saw the face.
        page.cache().apply(one, new Answer.Named("Barbara", page.faceId(one), 98, 2,
                new Whose(personOf(one), false, Optional.empty(), Set.of(personOf(other).orElseThrow()))));
        assertThat(pairs(one, other)).isZero();
    }

    @Test
    void twoThatAreCalledTheSameMayBeOnePerson() throws Exception {
        String one = page.known("Edsger", Whose.of(UUID.randomUUID().toString()));
        String other = page.known("edsger", Whose.of(UUID.randomUUID().toString()));

        assertThat(pairs(one, other)).isEqualTo(1);
    }

    @Test
    void consentIsNotedAndWithdrawn() throws Exception {
        String key = page.known("Dennis", Whose.of(UUID.randomUUID().toString()));

        correct(key, "{\"do\":\"consent\",\"until\":\"" + UNTIL + "\"}");
        assertThat(PageUnderTest.lastSent(cloud).act()).isEqualTo(new Act.Consent(page.faceId(key), Optional.of(UNTIL)));
        correct(key, "{\"do\":\"consent\"}");
        assertThat(PageUnderTest.lastSent(cloud).act()).isEqualTo(new Act.Consent(page.faceId(key), Optional.empty()));

        assertThat(page.post("/api/faces/" + key + "/corrections", "{\"do\":\"consent\",\"until\":\"soon\"}", 400).path("error").asText()).contains("2030-01-31T00:00:00Z");
    }

    @Test
    void aPhotoIsBoundedAndOfAKindThatIsRead() throws Exception {
        String key = page.known("Alonzo", Whose.of(UUID.randomUUID().toString()));

        assertThat(photo(key, "image/jpeg", new byte[100]).body()).contains("cannot be read");
        assertThat(photo(key, "image/jpeg", new byte[17 * 1024 * 1024]).statusCode()).isEqualTo(413);
        assertThat(photo(key, "image/gif", new byte[100]).statusCode()).isEqualTo(415);
        assertThat(page.post("/api/faces/" + key + "/corrections", "application/json", " ".repeat(70_000).getBytes(UTF_8)).statusCode()).as("what is no photo needs no room").isEqualTo(413);
    }

    private static HttpResponse<String> photo(String key, String type, byte[] bytes) throws Exception {
        return page.post("/api/faces/" + key + "/photos", type, bytes);
    }

    private static Optional<String> personOf(String key) {
        return page.cache().find(key).orElseThrow().person();
    }

    private static JsonNode person(String id) throws Exception {
        return StreamSupport.stream(page.get("/api/people").path("people").spliterator(), false).filter(one -> one.path("id").asText().equals(id)).findFirst()
                .orElseThrow();
    }

    private static long pairs(String one, String other) throws Exception {
        Set<String> wanted = Set.of(personOf(one).orElseThrow(), personOf(other).orElseThrow());
        return StreamSupport.stream(page.get("/api/people/pairs").path("pairs").spliterator(), false)
                .filter(pair -> wanted.equals(Set.of(pair.path("one").asText(), pair.path("other").asText()))).count();
    }

    private static void correct(String key, String body) throws Exception {
        page.post("/api/faces/" + key + "/corrections", body, 200);
    }
}
