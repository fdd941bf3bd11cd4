// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hybridface.cloud.face.EnrolledFace;
import org.hybridface.cloud.face.FaceCollection;
import org.hybridface.cloud.face.Match;
import org.hybridface.cloud.face.UnusablePhotoException;
import org.hybridface.messages.RejectionReason;
import org.hybridface.routecheck.Problem;
import org.hybridface.routecheck.RouteCheck;
import org.junit.jupiter.api.Test;

/** The cloud's worked edits of docs/routes.md, each by its effect. */
class WorkedCloudEditsTest {

    private static final Path EDITS = Path.of(System.getProperty("project.root"), "docs/edits");

    @Test
    void anotherRecogniserIsOneBean() throws Exception {
        try (Cloud cloud = edited("another-recogniser", "search-face", "org.example.OwnFaces", OwnFaces.class)) {
            assertThat(cloud.see("door", "User001", "Ada").path("reason").asText()).isEqualTo(RejectionReason.NO_FACE);
            assertThat(cloud.lastLetter().face("User001").path("reason").asText()).isEqualTo(RejectionReason.NO_FACE);
        }
    }

    @Test
    void aSecondRecogniserIsAskedOnlyAboutWhomTheFirstDoesNotFind() throws Exception {
        try (Cloud cloud = edited("second-opinion", "search-face", "org.example.SecondFaces", SecondFaces.class)) {
            SecondFaces.answer = Optional.empty();
            JsonNode ada = cloud.see("door", "User001", "Ada");
            assertThat(ada.path("state").asText()).as("neither knows her").isEqualTo("enrolled");

            int asked = SecondFaces.asked;
            SecondFaces.answer = Optional.of(new Match(ada.path("faceId").asText(), ada.path("uuid").asText(), 91));
            assertThat(cloud.see("gate", "User001", "Ada").path("faceId").asText()).isEqualTo(ada.path("faceId").asText());
            assertThat(SecondFaces.asked).as("the first knows her now").isEqualTo(asked);

            assertThat(cloud.see("gate", "User002", "Grace").path("faceId").asText()).as("the second says it is Ada")
                    .isEqualTo(ada.path("faceId").asText());
            assertThat(cloud.faces.size()).isOne();
        }
    }

    @Test
    void aCamerasPhotosLieInTheFolderOfItsSiteUntilTheFaceIsForgotten() throws Exception {
        try (Cloud cloud = edited("photo-folder", "store-photo", "", Object.class)) {
            JsonNode ada = cloud.see("door", "User001", "Ada");
            String key = "faces/site-7/door/" + ada.path("uuid").asText() + ".jpg";
            assertThat(cloud.s3.objects()).containsOnlyKeys(key);
            assertThat(cloud.item(ada.path("faceId").asText()).get("link").s()).isEqualTo("s3://" + Cloud.BUCKET + "/" + key);

            assertThat(cloud.see("door", "User002", "").path("state").asText()).isEqualTo("rejected");
            assertThat(cloud.s3.objects()).as("the photo without a face is gone from there").containsOnlyKeys(key);
        }
    }

    @Test
    void whoSubscribesToTheTopicIsToldOfEachStrangerOnce() throws Exception {
        List<String> published = new CopyOnWriteArrayList<>();
        HttpServer sns = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        sns.createContext("/", exchange -> {
            published.add(URLDecoder.decode(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8), StandardCharsets.UTF_8));
            byte[] answer = ("<PublishResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><PublishResult><MessageId>1</MessageId></PublishResult>"
                    + "</PublishResponse>").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/xml");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        sns.start();
        Map<String, String> account = Map.of("aws.endpointUrlSns", "http://127.0.0.1:" + sns.getAddress().getPort(), "aws.region", "eu-central-1",
                "aws.accessKeyId", "test", "aws.secretAccessKey", "test");
        account.forEach(System::setProperty);
        try (Cloud cloud = edited("alert-by-sns", "new-face", "", Object.class)) {
            byte[] stranger = Cloud.newFace("door", "User001", UUID.randomUUID(), TestPhotos.of("Ada"));
            JsonNode ada = cloud.call(stranger);
            assertThat(ada.path("state").asText()).isEqualTo("enrolled");
            assertThat(published).singleElement().asString().contains("Action=Publish").contains("At door:").contains(ada.path("faceId").asText());

            assertThat(cloud.call(stranger).path("status").asText()).isEqualTo("duplicate");
            assertThat(published).as("a second delivery").hasSize(1);
        } finally {
            account.keySet().forEach(System::clearProperty);
            sns.stop(0);
        }
    }

    private static Cloud edited(String edit, String file, String example, Class<?> own) throws Exception {
        String text = Files.readString(EDITS.resolve(edit).resolve(file + ".camel.yaml"));
        text = example.isEmpty() ? text : text.replace(example, own.getName());
        Map<String, String> files = RouteCheck.read(Path.of(System.getProperty("routes.dir"), "cloud"));
        files.put(file + ".camel.yaml", text);
        assertThat(new RouteCheck(new CloudSide()).check(files)).as("what validate says").extracting(Problem::reason).filteredOn(fault -> !fault.contains("take <scope>test</scope>"))
                .isEmpty();
        return new Cloud(Map.of(), Map.of(file, text));
    }

    /** Answers so that it can be told from the built-in one. */
    public static final class OwnFaces extends Searcher {

        @Override
        public Optional<Match> search(URI photo, double minSimilarity, String quality) {
            throw new UnusablePhotoException(RejectionReason.NO_FACE, "the own recogniser was asked");
        }
    }

    /** Says what the test wants. */
    public static final class SecondFaces extends Searcher {

        private static Optional<Match> answer = Optional.empty();
        private static int asked;

        @Override
        public Optional<Match> search(URI photo, double minSimilarity, String quality) {
            asked++;
            return answer;
        }
    }

    /** Is only asked to search. */
    private abstract static class Searcher implements FaceCollection {

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
