package org.hybridface.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.hybridface.cloud.face.EnrolledFace;
import org.hybridface.cloud.face.FaceCollection;
import org.hybridface.cloud.face.Match;
import org.hybridface.cloud.face.UnusablePhotoException;
import org.hybridface.messages.RejectionReason;
import org.hybridface.routecheck.RouteCheck;
import org.junit.jupiter.api.Test;

/** The worked edit of docs/routes.md: another recogniser is one bean, named in the route file. */
class AnotherRecogniserTest {

    private static final Path EDIT = Path.of(System.getProperty("project.root"), "docs/edits/another-recogniser/search-face.camel.yaml");

    @Test
    void theRecogniserNamedInTheFileIsAsked() throws Exception {
        String text = Files.readString(EDIT).replace("org.example.OwnFaces", OwnFaces.class.getName());
        Map<String, String> files = RouteCheck.read(Path.of(System.getProperty("routes.dir"), "cloud"));
        files.put("search-face.camel.yaml", text);
        assertThat(new RouteCheck(new CloudSide()).check(files)).isEmpty();
        try (Cloud cloud = new Cloud()) {
            PluginHelper.getRoutesLoader(cloud.routes.context()).updateRoutes(
                    List.of(ResourceHelper.fromString("search-face.camel.yaml", text)));
            byte[] result = cloud.routes.run("new-face", Cloud.newFace("door", "User001", UUID.randomUUID(), TestPhotos.of("ada")), cloud.now());
            assertThat(new String(result, StandardCharsets.UTF_8)).contains("rejected");
            assertThat(cloud.letters.get(0).face("User001").path("reason").asText()).isEqualTo(RejectionReason.NO_FACE);
        }
    }

    /** Answers so that it can be told from the built-in one. */
    public static final class OwnFaces implements FaceCollection {

        @Override
        public Optional<Match> search(URI photo, double minSimilarity, String quality) {
            throw new UnusablePhotoException(RejectionReason.NO_FACE, "the own recogniser was asked");
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
