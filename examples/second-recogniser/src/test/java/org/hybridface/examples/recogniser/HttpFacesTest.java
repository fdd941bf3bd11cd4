// SPDX-License-Identifier: Apache-2.0
package org.hybridface.examples.recogniser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.hybridface.cloud.event.Events;
import org.hybridface.cloud.event.FaceEvent;
import org.hybridface.cloud.face.EnrolledFace;
import org.hybridface.cloud.face.FaceCollection;
import org.hybridface.cloud.face.Match;
import org.hybridface.cloud.face.Recogniser;
import org.hybridface.cloud.face.UnusablePhotoException;
import org.hybridface.messages.NewFace;
import org.hybridface.messages.PhotoQuality;
import org.hybridface.messages.Topics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The recogniser by itself, and asked by the edited route. */
class HttpFacesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final URI PHOTO = URI.create("s3://photos/faces/door/1.jpg");

    private final List<String> asked = new ArrayList<>();
    private HttpServer server;
    private String answer = "{}";
    private int status = 200;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/", request -> {
            JsonNode question = JSON.readTree(request.getRequestBody());
            asked.add(request.getRequestURI().getPath() + " " + question);
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            request.sendResponseHeaders(status, body.length);
            request.getResponseBody().write(body);
            request.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    @Test
    void theMostSimilarFaceIsTheMatch() {
        answer = "{\"faces\":[{\"face\":\"f1\",\"person\":\"p1\",\"similarity\":97.5},{\"face\":\"f2\",\"person\":\"p2\",\"similarity\":81}]}";
        assertThat(new HttpFaces(address()).search(PHOTO, 80, "AUTO")).contains(new Match("f1", "p1", 97.5));
        assertThat(asked).containsExactly("/v1/search {\"photo\":\"s3://photos/faces/door/1.jpg\",\"quality\":\"AUTO\",\"minSimilarity\":80.0}");
        answer = "{\"faces\":[]}";
        assertThat(new HttpFaces(address()).search(PHOTO, 80, "AUTO")).isEmpty();
    }

    @Test
    void aFaceIsEnrolledWithItsTwinsFoundAndForgotten() {
        HttpFaces faces = new HttpFaces(address());
        answer = "{\"face\":\"f1\",\"model\":\"7\"}";
        EnrolledFace face = faces.enrol(PHOTO, "p1", "AUTO");
        assertThat(face).isEqualTo(new EnrolledFace("f1", "7"));
        answer = "{\"faces\":[{\"face\":\"f2\",\"person\":\"p2\",\"similarity\":99}]}";
        assertThat(faces.twins(face, "p1", 95)).containsExactly(new Match("f2", "p2", 99));
        answer = "";
        faces.forget("f1");
        assertThat(asked).hasSize(3).last().isEqualTo("/v1/forget {\"face\":\"f1\"}");
    }

    @Test
    void aPhotoOfNoUseIsAnAnswerAndAServerThatFailsIsNone() {
        status = 422;
        answer = "{\"reason\":\"no-face\",\"advice\":\"come nearer\"}";
        assertThatThrownBy(() -> new HttpFaces(address()).search(PHOTO, 80, "AUTO")).isInstanceOf(UnusablePhotoException.class).hasMessage("come nearer");
        status = 503;
        assertThatThrownBy(() -> new HttpFaces(address()).search(PHOTO, 80, "AUTO")).isNotInstanceOf(UnusablePhotoException.class).hasMessageContaining("503");
    }

    @Test
    void anAnswerOfAnotherFormIsAFailureThatSaysWhatItLacks() {
        answer = "{\"faces\":[{\"id\":\"f1\",\"name\":\"Ada\"}]}";
        assertThatThrownBy(() -> new HttpFaces(address()).search(PHOTO, 80, "AUTO")).hasMessageContaining("lacks 'face'").hasMessageContaining("Ada");
        answer = "{}";
        assertThatThrownBy(() -> new HttpFaces(address()).search(PHOTO, 80, "AUTO")).hasMessageContaining("lacks 'faces'");
        assertThatThrownBy(() -> new HttpFaces(address()).enrol(PHOTO, "p1", "AUTO")).hasMessageContaining("lacks 'face'");
    }

    @Test
    void theEditedRouteAsksItOnlyAboutWhomTheFirstDoesNotFind() throws Exception {
        answer = "{\"faces\":[{\"face\":\"f2\",\"person\":\"p2\",\"similarity\":91}]}";
        Properties settings = new Properties();
        Map.of("match.by", "faces", "match.threshold", "80", "search.quality", "AUTO", "faces.url", address()).forEach(settings::setProperty);
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.getPropertiesComponent().setInitialProperties(settings);
            First first = new First();
            context.getRegistry().bind("recogniser", new Recogniser(first));
            context.getRegistry().bind("persons", new NobodyAsked());
            Path route = Path.of(System.getProperty("project.root"), "examples/second-recogniser/routes/search-face.camel.yaml");
            PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString(route.getFileName().toString(), Files.readString(route)));
            context.start();
            assertThat(search(context)).isEqualTo(new Match("f2", "p2", 91));
            assertThat(asked).hasSize(1);
            first.finds = Optional.of(new Match("f1", "p1", 99));
            assertThat(search(context)).isEqualTo(new Match("f1", "p1", 99));
            assertThat(asked).hasSize(1);
        }
    }

    private static Match search(DefaultCamelContext context) {
        Exchange done = context.createProducerTemplate().send("direct:search-face", exchange -> exchange.setVariable("event", unknownFace()));
        assertThat(done.getException()).isNull();
        return done.getVariable("match", Match.class);
    }

    /** What a device sends. */
    private static FaceEvent unknownFace() throws IOException {
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(120, 120, BufferedImage.TYPE_INT_RGB), "jpg", jpeg);
        NewFace face = new NewFace(UUID.randomUUID(), "User001", Instant.parse("2026-01-31T10:15:30Z"), jpeg.toByteArray(), new PhotoQuality(120, 0.7, 0));
        ObjectNode event = (ObjectNode) JSON.readTree(face.toJson());
        return new Events("photos", Clock.systemUTC()).newFace(event.put("thing", "door").put("topic", Topics.NEW_FACE).toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Persons are compared with match-by=users only. */
    public static final class NobodyAsked {

        public Match faceOf() {
            throw new UnsupportedOperationException();
        }
    }

    /** Finds what the test says. */
    private static final class First implements FaceCollection {

        private Optional<Match> finds = Optional.empty();

        @Override
        public Optional<Match> search(URI photo, double minSimilarity, String quality) {
            return finds;
        }

        @Override
        public EnrolledFace enrol(URI photo, String personId, String quality) {
            throw new UnsupportedOperationException();
        }

        @Override
        public EnrolledFace enrolOnlyFace(URI photo, String personId, String quality) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Match> twins(EnrolledFace face, String personId, double minSimilarity) {
            return List.of();
        }

        @Override
        public void forget(String faceId) {
            throw new UnsupportedOperationException();
        }
    }
}
