// SPDX-License-Identifier: Apache-2.0
package org.hybridface.examples.recogniser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hybridface.cloud.face.EnrolledFace;
import org.hybridface.cloud.face.FaceCollection;
import org.hybridface.cloud.face.Match;
import org.hybridface.cloud.face.UnusablePhotoException;

/**
 * The faces of a server in your own house, which reads the photos from the same bucket. Each call is a POST of JSON to a path below its address:
 * {@code /search}, {@code /enrol}, {@code /twins} and {@code /forget}. 422 with {@code {"reason":...,"advice":...}} says that a photo is of no use; any
 * other status but 200 is a failure that may pass. Thread safe.
 */
public final class HttpFaces implements FaceCollection {

    private static final int OK = 200;
    private static final int UNUSABLE = 422;

    /** Well below the function's own time-out, as for the calls of AWS. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final URI server;

    /** @param server for example {@code https://faces.example.org/v1/} */
    public HttpFaces(String server) {
        this.server = URI.create(server.endsWith("/") ? server : server + "/");
    }

    @Override
    public Optional<Match> search(URI photo, double minSimilarity, String quality) {
        return matches(call("search", question(photo, quality).put("minSimilarity", minSimilarity))).stream().findFirst();
    }

    @Override
    public EnrolledFace enrol(URI photo, String personId, String quality) {
        return enrolled(question(photo, quality).put("person", personId).put("onlyFace", false));
    }

    @Override
    public EnrolledFace enrolOnlyFace(URI photo, String personId, String quality) {
        return enrolled(question(photo, quality).put("person", personId).put("onlyFace", true));
    }

    @Override
    public List<Match> twins(EnrolledFace face, String personId, double minSimilarity) {
        return matches(call("twins", JSON.createObjectNode().put("face", face.faceId()).put("person", personId).put("minSimilarity", minSimilarity)));
    }

    @Override
    public void forget(String faceId) {
        call("forget", JSON.createObjectNode().put("face", faceId));
    }

    private EnrolledFace enrolled(ObjectNode question) {
        JsonNode answer = call("enrol", question);
        return new EnrolledFace(text(answer, "face"), text(answer, "model"));
    }

    private static ObjectNode question(URI photo, String quality) {
        return JSON.createObjectNode().put("photo", photo.toString()).put("quality", quality);
    }

    /** The most similar first, as the server sends them. */
    private static List<Match> matches(JsonNode answer) {
        List<Match> matches = new ArrayList<>();
        field(answer, "faces").forEach(face -> matches.add(new Match(text(face, "face"), text(face, "person"), field(face, "similarity").asDouble())));
        return matches;
    }

    private static String text(JsonNode object, String name) {
        return field(object, name).asText();
    }

    /** An answer of another form is a failure, and no face without an id. */
    private static JsonNode field(JsonNode object, String name) {
        if (!object.hasNonNull(name)) {
            throw new IllegalStateException("the server's answer lacks '" + name + "': " + object);
        }
        return object.get(name);
    }

    private JsonNode call(String what, ObjectNode question) {
        HttpRequest request = HttpRequest.newBuilder(server.resolve(what)).timeout(PATIENCE).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(question.toString())).build();
        try {
            HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            JsonNode answer = response.body().length == 0 ? JSON.createObjectNode() : JSON.readTree(response.body());
            if (response.statusCode() == UNUSABLE) {
                throw new UnusablePhotoException(answer.path("reason").asText("no-face"), answer.path("advice").asText("take another photo"));
            } else if (response.statusCode() != OK) {
                throw new IOException(request.uri() + " answers " + response.statusCode());
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + request.uri() + " was asked", e);
        }
    }
}
