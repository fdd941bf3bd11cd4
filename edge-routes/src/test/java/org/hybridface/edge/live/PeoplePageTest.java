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

    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
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
        String ada = known(page.newFace(), "Ada", Whose.of(person));
        String adaToo = known(page.newFace(), "Ada", Whose.of(person));
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
        known(page.newFace(), "Alan", new Whose(Optional.of(person), true, Optional.of(UNTIL), Set.of()));

        assertThat(person(person).path("consentUntil").asText()).isEqualTo(UNTIL.toString());
        assertThat(person(person).path("neverAsk").asBoolean()).isTrue();
    }

    @Test
    void whoLooksMuchAlikeMayBeOnePersonUntilSomebodySaysTheyDiffer() throws Exception {
        String one = known(page.newFace(), "Barbara", Whose.of(UUID.randomUUID().toString()));
        String other = known(page.newFaceLike(one), "Bob", Whose.of(UUID.randomUUID().toString()));
        assertThat(pairs(one, other)).isEqualTo(1);

        correct(one, "{\"do\":\"differ\",\"with\":\"" + other + "\"}");

        assertThat(lastSent().act()).isEqualTo(new Act.Differ(faceId(one), faceId(other)));
        // What the cloud says to every device that saw the face.
        page.cache().apply(one, new Answer.Named("Barbara", faceId(one), 98, 2,
                new Whose(personOf(one), false, Optional.empty(), Set.of(personOf(other).orElseThrow()))));
        assertThat(pairs(one, other)).isZero();
    }

    @Test
    void twoThatAreCalledTheSameMayBeOnePerson() throws Exception {
        String one = known(page.newFace(), "Edsger", Whose.of(UUID.randomUUID().toString()));
        String other = known(page.newFace(), "edsger", Whose.of(UUID.randomUUID().toString()));

        assertThat(pairs(one, other)).isEqualTo(1);
    }

    @Test
    void consentIsNotedAndWithdrawn() throws Exception {
        String key = known(page.newFace(), "Dennis", Whose.of(UUID.randomUUID().toString()));

        correct(key, "{\"do\":\"consent\",\"until\":\"" + UNTIL + "\"}");
        assertThat(lastSent().act()).isEqualTo(new Act.Consent(faceId(key), Optional.of(UNTIL)));
        correct(key, "{\"do\":\"consent\"}");
        assertThat(lastSent().act()).isEqualTo(new Act.Consent(faceId(key), Optional.empty()));

        assertThat(post("/api/faces/" + key + "/corrections", "{\"do\":\"consent\",\"until\":\"soon\"}").body()).contains("2030-01-31T00:00:00Z");
    }

    @Test
    void aPhotoIsBoundedAndOfAKindThatIsRead() throws Exception {
        String key = known(page.newFace(), "Alonzo", Whose.of(UUID.randomUUID().toString()));

        assertThat(photo(key, "image/jpeg", new byte[100]).body()).contains("cannot be read");
        assertThat(photo(key, "image/jpeg", new byte[17 * 1024 * 1024]).statusCode()).isEqualTo(413);
        assertThat(photo(key, "image/gif", new byte[100]).statusCode()).isEqualTo(415);
        assertThat(post("/api/faces/" + key + "/corrections", " ".repeat(70_000)).statusCode()).as("what is no photo needs no room").isEqualTo(413);
    }

    private static HttpResponse<String> photo(String key, String type, byte[] bytes) throws Exception {
        return HTTP.send(request("/api/faces/" + key + "/photos").header("X-Hybridface", "test").header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String known(String key, String name, Whose whose) throws Exception {
        page.cache().add(key);
        page.cache().apply(key, new Answer.Named(name, UUID.randomUUID().toString(), 98, 1, whose));
        return key;
    }

    private static String faceId(String key) {
        return page.cache().find(key).orElseThrow().faceId().orElseThrow();
    }

    private static Optional<String> personOf(String key) {
        return page.cache().find(key).orElseThrow().person();
    }

    private static JsonNode person(String id) throws Exception {
        return StreamSupport.stream(get("/api/people").path("people").spliterator(), false).filter(one -> one.path("id").asText().equals(id)).findFirst()
                .orElseThrow();
    }

    private static long pairs(String one, String other) throws Exception {
        Set<String> wanted = Set.of(personOf(one).orElseThrow(), personOf(other).orElseThrow());
        return StreamSupport.stream(get("/api/people/pairs").path("pairs").spliterator(), false)
                .filter(pair -> wanted.equals(Set.of(pair.path("one").asText(), pair.path("other").asText()))).count();
    }

    private static Correction lastSent() {
        return Correction.fromJson(cloud.getExchanges().get(cloud.getExchanges().size() - 1).getMessage().getBody(String.class).getBytes(UTF_8));
    }

    private static void correct(String key, String body) throws Exception {
        HttpResponse<String> response = post("/api/faces/" + key + "/corrections", body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    }

    private static HttpResponse<String> post(String path, String body) throws Exception {
        return HTTP.send(request(path).header("X-Hybridface", "test").header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode get(String path) throws Exception {
        return new ObjectMapper().readTree(HTTP.send(request(path).build(), HttpResponse.BodyHandlers.ofString()).body());
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + page.port() + path)).timeout(Duration.ofSeconds(30));
    }
}
