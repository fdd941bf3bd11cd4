// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.cache;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hybridface.messages.Answer;
import org.hybridface.messages.FaceKey;
import org.hybridface.messages.InvalidMessageException;
import org.hybridface.messages.Whose;
import org.hybridface.vision.Embedding;

/** A {@link FaceEntry} as JSON, before it is sealed. Fields it does not know are ignored, so that a newer version may add some. */
final class FaceEntryFormat {

    private static final int VERSION = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    private FaceEntryFormat() {
    }

    static byte[] write(FaceEntry face) throws IOException {
        ObjectNode node = JSON.createObjectNode().put("version", VERSION).put("key", face.key()).put("state", face.state().name());
        ArrayNode views = node.putArray("embeddings");
        face.embeddings().forEach(view -> views.addObject().put("model", view.modelId()).put("values", base64(view.values())));
        face.name().ifPresent(name -> node.put("name", name));
        face.faceId().ifPresent(id -> node.put("faceId", id));
        face.similarity().ifPresent(similarity -> node.put("similarity", similarity));
        face.reason().ifPresent(reason -> node.put("reason", reason));
        node.put("firstSeen", face.firstSeen().toString()).put("lastSeen", face.lastSeen().toString()).put("asks", face.asks());
        face.lastAsk().ifPresent(at -> node.put("lastAsk", at.toString()));
        face.openSince().ifPresent(at -> node.put("openSince", at.toString()));
        face.eventId().ifPresent(id -> node.put("eventId", id));
        face.answeredAt().ifPresent(at -> node.put("answeredAt", at.toString()));
        node.put("answerVersion", face.answerVersion());
        face.whose().putInto(node);
        node.put("origin", face.origin().name());
        face.notFace().ifPresent(not -> node.putObject("notFace").put("faceId", not.faceId()).put("version", not.version()));
        return JSON.writeValueAsBytes(node);
    }

    /** @throws IOException when these bytes are no face entry */
    static FaceEntry read(byte[] json) throws IOException {
        JsonNode node = JSON.readTree(json);
        try {
            if (node.path("version").asInt() != VERSION) {
                throw new IOException("format " + node.path("version") + " is not known");
            }
            List<Embedding> views = new ArrayList<>();
            node.path("embeddings").forEach(view ->
                    views.add(new Embedding(view.path("model").asText(), floats(view.path("values").asText()))));
            return new FaceEntry(FaceKey.require(node.path("key").asText()), views, FaceState.valueOf(node.path("state").asText()),
                    text(node, "name"), text(node, "faceId"),
                    node.has("similarity") ? OptionalDouble.of(node.get("similarity").asDouble()) : OptionalDouble.empty(),
                    text(node, "reason"), Instant.parse(node.path("firstSeen").asText()), Instant.parse(node.path("lastSeen").asText()),
                    node.path("asks").asInt(), instant(node, "lastAsk"), instant(node, "openSince"), text(node, "eventId"),
                    instant(node, "answeredAt"), node.path("answerVersion").asLong(Answer.UNVERSIONED),
                    Whose.from(node), text(node, "origin").map(FaceOrigin::valueOf).orElse(FaceOrigin.ASKED),
                    notFace(node.path("notFace")));
        } catch (IllegalArgumentException | DateTimeException | InvalidMessageException e) {
            throw new IOException("no face entry: " + e.getMessage());
        }
    }

    private static Optional<NotFace> notFace(JsonNode node) {
        return node.isObject() ? Optional.of(new NotFace(node.path("faceId").asText(), node.path("version").asLong())) : Optional.empty();
    }

    private static Optional<String> text(JsonNode node, String field) {
        return Optional.ofNullable(node.get(field)).map(JsonNode::asText);
    }

    private static Optional<Instant> instant(JsonNode node, String field) {
        return text(node, field).map(Instant::parse);
    }

    private static String base64(float[] values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length * Float.BYTES);
        buffer.asFloatBuffer().put(values);
        return Base64.getEncoder().encodeToString(buffer.array());
    }

    private static float[] floats(String base64) {
        byte[] bytes = Base64.getDecoder().decode(base64);
        float[] values = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).asFloatBuffer().get(values);
        return values;
    }
}
