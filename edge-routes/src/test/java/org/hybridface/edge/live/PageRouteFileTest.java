// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.hybridface.edge.cache.FaceState;
import org.hybridface.edge.correction.CorrectionBox;
import org.hybridface.edge.frame.SeenFace;
import org.hybridface.edge.recognise.Sighting;
import org.hybridface.edge.time.SteadyClock;
import org.hybridface.messages.Correction;
import org.hybridface.messages.Correction.Act;
import org.hybridface.messages.Whose;
import org.hybridface.routecheck.RouteFile;
import org.hybridface.vision.Box;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the page's route file says itself: which frames come by, what each address takes, when the outbox is asked, and when a kept correction goes. */
class PageRouteFileTest {

    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Far more than an answer takes, and less than a route waits for one that is stopped. */
    private static final Duration AT_ONCE = Duration.ofSeconds(10);

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
    void aFrameOfTheCameraIsRecordedAndShown() throws Exception {
        Path record = folder.resolve("frames.jsonl");
        String key = page.newFace();
        assertThat(send(request("GET", "/api/still")).statusCode()).as("nothing came yet").isEqualTo(503);

        page.recorded(record, key);

        assertThat(send(request("GET", "/api/still")).statusCode()).isEqualTo(200);
        await().untilAsserted(() -> assertThat(record).content().contains(key));
    }

    @ParameterizedTest
    @CsvSource({"/, GET", "/page/page.js, GET", "/stream, GET", "/api/still, GET", "/api/faces, GET", "/api/faces/User001/photo, GET", "/api/faces/User001/name, DELETE+PUT",
        "/api/faces/User001/corrections, POST", "/api/faces/User001/photos, POST", "/api/corrections/x/undo, POST", "/api/faces/User001/erasure, POST", "/api/erasures, GET",
        "/api/faces/User001, DELETE", "/api/people, GET", "/api/people/x/export, POST", "/api/people/pairs, GET", "/api/visits, GET", "/api/visits.csv, GET",
        "/api/visits/x/picture, GET", "/api/status, GET"})
    void anAddressTakesItsOwnMethodsAndNoOther(String path, String methods) throws Exception {
        List<String> own = List.of(methods.split("\\+"));
        for (String wrong : List.of("GET", "PUT", "POST", "DELETE", "PATCH")) {
            if (!own.contains(wrong)) {
                HttpResponse<InputStream> answer = send(request(wrong, path));
                assertThat(answer.statusCode()).as("%s %s", wrong, path).isEqualTo(405);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"PUT, /name", "POST, /corrections", "POST, /photos"})
    void anAddressTakesItsOwnKindOfBodyAndNoOther(String method, String path) throws Exception {
        HttpRequest.Builder foreign = request(method, "/api/faces/" + page.newFace() + path).setHeader("Content-Type", "text/plain");
        assertThat(send(foreign).statusCode()).isEqualTo(415);
    }

    /** The door before the routes goes by the description: whoever reads a route finds the same there. */
    @Test
    void aRouteConsumesWhatTheDescriptionAsksFor() throws Exception {
        Map<String, Set<String>> described = new TreeMap<>();
        new ObjectMapper().readTree(getClass().getResource("/page/openapi.json")).path("paths").properties().forEach(path -> path.getValue().properties().forEach(method -> {
            JsonNode body = method.getValue().path("requestBody");
            if (body.path("required").asBoolean()) {
                described.put(method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                        body.path("content").properties().stream().map(Map.Entry::getKey).collect(Collectors.toSet()));
            }
        }));
        Map<String, Set<String>> routed = new TreeMap<>();
        String file = "live-view" + RouteFile.SUFFIX;
        for (RouteFile.Entry route : RouteFile.parse(file, Files.readString(Path.of(System.getProperty("routes.dir"), "edge", file))).entries("route")) {
            JsonNode from = route.tree().path("from");
            if (from.path("parameters").has("consumes")) {
                routed.put(from.at("/parameters/httpMethodRestrict").asText() + " " + from.path("uri").asText().replace("platform-http:", ""),
                        Set.of(from.at("/parameters/consumes").asText().split(",")));
            }
        }
        assertThat(routed).isNotEmpty().isEqualTo(described);
    }

    @Test
    void aLookThatNobodyKnowsGoesToTheOutboxAndWithoutThatNobodyWaits() throws Exception {
        String ada = page.known("Ada", Whose.of(UUID.randomUUID().toString()));
        List<Sighting> questions = new ArrayList<>();
        AdviceWith.adviceWith(page.context(), "add-photo", woven -> woven.weaveById("given-photo").replace().process(exchange -> {
            questions.add(question(page.newFace()));
            exchange.setProperty(PersonPhotos.ASK, last(questions));
            exchange.getMessage().setBody(Map.of("key", ada, "added", last(questions).key()));
        }));
        page.context().getRouteController().startRoute("add-photo");

        HttpResponse<InputStream> alone = send(photo(ada));
        assertThat(alone.statusCode()).isEqualTo(409);
        assertThat(json(alone).path("error").asText()).contains("the route face-to-outbox is stopped");

        List<Object> asked = new ArrayList<>();
        page.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:face-to-outbox").routeId("face-to-outbox").process(exchange -> {
                    asked.add(exchange.getMessage().getBody());
                    page.cache().add(last(questions).key());
                });
            }
        });
        page.context().getRouteController().startRoute("face-to-outbox");
        HttpResponse<InputStream> answer = send(photo(ada));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).path("cloud").asBoolean()).isTrue();
        assertThat(asked).containsExactly(last(questions));
    }

    private static Sighting question(String key) {
        SeenFace face = new SeenFace(key, Optional.empty(), FaceState.PENDING.word(), OptionalDouble.empty(), new Box(1, 1, 2, 2));
        return new Sighting(face, Sighting.Purpose.ASK, Optional.empty());
    }

    private static Sighting last(List<Sighting> questions) {
        return questions.get(questions.size() - 1);
    }

    @Test
    void aKeptCorrectionGoesOnceAndWithoutOneNothingDoes() throws Exception {
        MockEndpoint cloud = page.correctedInsteadOfBroker();
        CorrectionBox box = page.context().getRegistry().lookupByNameAndType("correctionBox", CorrectionBox.class);
        page.context().getRegistry().bind("keptCorrections", new KeptCorrections(box, new MadeCorrections(SteadyClock.SYSTEM), page.cache(), () -> true, SteadyClock.SYSTEM));
        AdviceWith.adviceWith(page.context(), "kept-corrections", woven -> woven.replaceFromWith("direct:look-for-corrections"));
        page.context().getRouteController().startRoute("kept-corrections");

        look();
        assertThat(cloud.getReceivedCounter()).as("nothing is kept").isZero();

        Correction kept = new Correction(UUID.randomUUID(), "Grace", new Act.NeverAsk(UUID.randomUUID().toString(), true));
        box.keep(kept);
        box.notSent(kept.id());
        look();
        assertThat(PageUnderTest.lastSent(cloud)).isEqualTo(kept);
        assertThat(box.size()).isZero();
        look();
        assertThat(cloud.getReceivedCounter()).isOne();
    }

    private static void look() {
        page.context().createProducerTemplate().sendBody("direct:look-for-corrections", null);
    }

    private static HttpRequest.Builder photo(String key) {
        return request("POST", "/api/faces/" + key + "/photos").setHeader("Content-Type", "image/jpeg");
    }

    private static HttpRequest.Builder request(String method, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + page.port() + path)).timeout(AT_ONCE).header("X-Hybridface", "test")
                .header("Content-Type", "application/json")
                .method(method, method.equals("GET") ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofByteArray("{}".getBytes(UTF_8)));
    }

    /** As a stream, since a video never ends. */
    private static HttpResponse<InputStream> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    private static JsonNode json(HttpResponse<InputStream> answer) throws Exception {
        return new ObjectMapper().readTree(answer.body());
    }
}
