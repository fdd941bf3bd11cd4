// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.hybridface.edge.visit.Visit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Visits and the still picture over HTTP, by the route files that ship. */
class VisitsPageTest {

    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    static Path folder;

    private static PageUnderTest page;

    @BeforeAll
    static void start() throws Exception {
        page = PageUnderTest.start(folder);
    }

    @AfterAll
    static void stop() {
        page.close();
    }

    @Test
    void whoIsInViewHasAVisitThatCarriesTheNameGivenLater() throws Exception {
        String key = page.newFace();
        page.show(key);
        await().until(() -> visits("person=" + key).size() == 1);
        JsonNode visit = visits("person=" + key).get(0);
        assertThat(visit.path("name").isNull()).isTrue();
        assertThat(visit.path("ended").isNull()).as("still there").isTrue();
        page.cache().rename(key, "Ada Łovelace");
        assertThat(visits("person=lovel")).as("accents and strokes do not matter to whoever looks for somebody").hasSize(1).allMatch(named -> named.path("key").asText().equals(key));
        assertThat(visits("day=" + LocalDate.now())).anyMatch(today -> today.path("key").asText().equals(key));
        assertThat(visits("day=" + LocalDate.now().minusDays(2))).isEmpty();
    }

    @Test
    void aVisitThatHasEndedHasAPictureAtAnAddressOfItsOwn() throws Exception {
        String key = page.newFace();
        byte[] taken = {(byte) 0xff, (byte) 0xd8, 1, (byte) 0xff, (byte) 0xd9};
        page.log().write(new Visit(UUID.randomUUID().toString(), key, Optional.empty(), Visit.Certainty.CERTAIN, Instant.now(), Instant.now(), new TreeSet<>(), Visit.Phase.ENDED,
                Optional.of(taken)));

        URI picture = address(visits("person=" + key).get(0).path("picture").asText());
        HttpResponse<byte[]> jpeg = HTTP.send(HttpRequest.newBuilder(picture).build(), HttpResponse.BodyHandlers.ofByteArray());

        assertThat(jpeg.headers().firstValue("Content-Type")).contains("image/jpeg");
        assertThat(jpeg.body()).isEqualTo(taken);
    }

    @Test
    void aSpreadsheetGetsTheSameRowsAndNoFormula() throws Exception {
        String key = page.newFace();
        page.cache().rename(key, "=1+1, \"quoted\"");
        page.show(key);
        await().until(() -> visits("person=" + key).size() == 1);
        HttpResponse<String> csv = text("/api/visits.csv?person=" + key);
        assertThat(csv.headers().firstValue("Content-Type")).contains("text/csv; charset=utf-8");
        assertThat(csv.body().split("\r\n")).hasSize(2).satisfies(lines -> {
            assertThat(lines[0]).isEqualTo("begun,ended,seconds,key,name,certain,cameras");
            assertThat(lines[1]).contains("," + key + ",\"'=1+1, \"\"quoted\"\"\",true,");
        });
    }

    @Test
    void aSearchThatCannotBeMeantSaysWhatToGive() throws Exception {
        for (String wrong : List.of("day=tomorrow", "from=1", "to=noon", "most=0", "most=x", "from=2026-11-02T00:00:00Z&to=2026-11-01T00:00:00Z", "day=2026-11-27&from=2026-11-27T00:00:00Z")) {
            HttpResponse<String> answer = text("/api/visits?" + wrong);
            assertThat(answer.statusCode()).as(wrong).isEqualTo(400);
            assertThat(answer.body()).as(wrong).contains("give ");
            assertThat(text("/api/visits.csv?" + wrong)).matches(csv -> csv.statusCode() == 400 && csv.body().contains("give "), wrong);
        }
    }

    @Test
    void aFaceThatIsForgottenLeavesNoVisitBehind() throws Exception {
        String key = page.newFace();
        page.show(key);
        await().until(() -> visits("person=" + key).size() == 1);
        HttpResponse<String> forgotten = HTTP.send(HttpRequest.newBuilder(address("/api/faces/" + key)).header("X-Hybridface", "test").DELETE().build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(new ObjectMapper().readTree(forgotten.body()).path("forgotten").asBoolean()).as(forgotten.body()).isTrue();
        assertThat(visits("person=" + key)).isEmpty();
    }

    @Test
    void theCurrentViewIsOnePictureAtOneAddressAndAnotherCameraHasNone() throws Exception {
        page.show(page.newFace());
        for (String camera : List.of("", "?camera=camera:test")) {
            HttpResponse<byte[]> still = HTTP.send(HttpRequest.newBuilder(address("/api/still" + camera)).build(), HttpResponse.BodyHandlers.ofByteArray());
            assertThat(still.headers().firstValue("Content-Type")).contains("image/jpeg");
            assertThat(still.body()).startsWith(0xff, 0xd8).endsWith(0xff, 0xd9);
        }
        assertThat(text("/api/still?camera=camera:tset")).matches(none -> none.statusCode() == 404 && none.body().equals("there is no camera 'camera:tset'; did you mean 'camera:test'?"));
        assertThat(text("/stream?camera=garden")).matches(none -> none.statusCode() == 404 && none.body().contains("there is no camera 'garden'; there is 'camera:test'"));
        assertThat(page.view().getViewers()).isZero();
    }

    @Test
    void anotherSiteGetsNeitherVisitsNorStill() throws Exception {
        for (String path : List.of("/api/visits", "/api/visits.csv", "/api/still")) {
            HttpRequest foreign = HttpRequest.newBuilder(address(path)).header("Sec-Fetch-Site", "cross-site").build();
            assertThat(HTTP.send(foreign, HttpResponse.BodyHandlers.ofString()).statusCode()).as(path).isEqualTo(403);
        }
    }

    private static List<JsonNode> visits(String query) throws Exception {
        List<JsonNode> visits = new ArrayList<>();
        new ObjectMapper().readTree(text("/api/visits?" + query).body()).path("visits").forEach(visits::add);
        return visits;
    }

    private static HttpResponse<String> text(String path) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(address(path)).build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private static URI address(String path) {
        return URI.create("http://127.0.0.1:" + page.port() + path);
    }
}
