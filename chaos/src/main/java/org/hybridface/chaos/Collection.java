// SPDX-License-Identifier: Apache-2.0
package org.hybridface.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * One Rekognition collection in which a photo says who is on it: two photos of one person are 99 alike, a photo and its own face
 * 100, other pairs 12. The same photo under the same external id is the same face (API reference, IndexFaces); a search finds what
 * was indexed before it began.
 */
final class Collection {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double SAME_PHOTO = 100;
    private static final double SAME_PERSON = 99;
    private static final double STRANGERS = 12;

    /** A face: whose it is, its external id, and where its photo lay. */
    record Face(String who, String externalId, String photo) {
    }

    private final Bucket bucket;
    private final Map<String, Face> faces = new LinkedHashMap<>();
    private final Map<String, String> everyone = new LinkedHashMap<>();
    private final Users users = new Users(faces);
    private int indexed;

    Collection(Bucket bucket) {
        this.bucket = bucket;
    }

    void clear() {
        faces.clear();
        everyone.clear();
        users.byId().clear();
        indexed = 0;
    }

    Map<String, Face> faces() {
        return faces;
    }

    /** Whose faces are whose, by the users' ids. */
    Map<String, Set<String>> users() {
        return users.byId();
    }

    /** Who is shown by each face there ever was. */
    Map<String, String> everyone() {
        return everyone;
    }

    Reply answer(String operation, byte[] body) {
        JsonNode request = JsonTree.read(body);
        return switch (operation) {
            case "SearchFacesByImage" -> searchByImage(request);
            case "SearchFaces" -> search(request);
            case "IndexFaces" -> index(request);
            case "DeleteFaces" -> delete(request);
            case "ListFaces" -> list(request);
            case "SearchUsersByImage" -> searchUsersByImage(request);
            default -> users.answer(operation, request);
        };
    }

    private Reply searchByImage(JsonNode request) {
        String photo = photo(request);
        byte[] bytes = bucket.objects().get(photo);
        return bytes == null ? noObject() : matches(Photo.whoIsOn(bytes), photo, "", request);
    }

    private Reply searchUsersByImage(JsonNode request) {
        byte[] bytes = bucket.objects().get(photo(request));
        return bytes == null ? noObject() : users.search(Photo.whoIsOn(bytes));
    }

    private Reply search(JsonNode request) {
        String faceId = request.path("FaceId").asText();
        Face face = faces.get(faceId);
        return face == null
                ? Reply.error(400, "InvalidParameterException", "faceId was not found in the collection")
                : matches(face.who(), "", faceId, request);
    }

    private Reply matches(String who, String photo, String except, JsonNode request) {
        ObjectNode answer = JSON.createObjectNode().put("FaceModelVersion", "7.0");
        ArrayNode matches = answer.putArray("FaceMatches");
        // Of faces that are equally alike the newest comes first: it is the one that does not belong there, if any.
        List<Map.Entry<String, Face>> newestFirst = new ArrayList<>(faces.entrySet());
        Collections.reverse(newestFirst);
        newestFirst.stream().filter(face -> !face.getKey().equals(except))
                .sorted((a, b) -> Double.compare(similarity(b.getValue(), who, photo), similarity(a.getValue(), who, photo)))
                .filter(face -> similarity(face.getValue(), who, photo) >= request.path("FaceMatchThreshold").asDouble())
                .limit(request.path("MaxFaces").asInt())
                .forEach(face -> matches.addObject().put("Similarity", similarity(face.getValue(), who, photo))
                        .set("Face", node(face.getKey(), face.getValue())));
        return Reply.ok(answer.toString());
    }

    private static double similarity(Face face, String who, String photo) {
        if (face.photo().equals(photo)) {
            return SAME_PHOTO;
        }
        return face.who().equals(who) ? SAME_PERSON : STRANGERS;
    }

    private Reply index(JsonNode request) {
        String photo = photo(request);
        byte[] bytes = bucket.objects().get(photo);
        if (bytes == null) {
            return noObject();
        }
        String externalId = request.path("ExternalImageId").asText();
        String faceId = faces.entrySet().stream()
                .filter(face -> face.getValue().externalId().equals(externalId) && face.getValue().photo().equals(photo))
                .map(Map.Entry::getKey).findFirst().orElseGet(() -> new UUID(0xFACE, ++indexed).toString());
        Face face = new Face(Photo.whoIsOn(bytes), externalId, photo);
        faces.put(faceId, face);
        everyone.put(faceId, face.who());
        ObjectNode answer = JSON.createObjectNode().put("FaceModelVersion", "7.0");
        ObjectNode record = answer.putArray("FaceRecords").addObject();
        record.set("Face", node(faceId, face));
        record.putObject("FaceDetail").putObject("BoundingBox").put("Width", 0.5).put("Height", 0.5);
        answer.putArray("UnindexedFaces");
        return Reply.ok(answer.toString());
    }

    private Reply delete(JsonNode request) {
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode deleted = answer.putArray("DeletedFaces");
        ArrayNode failed = answer.putArray("UnsuccessfulFaceDeletions");
        request.path("FaceIds").forEach(id -> {
            Optional<String> owner = users.ownerOf(id.asText());
            if (owner.isPresent()) {
                failed.addObject().put("FaceId", id.asText()).put("UserId", owner.get()).putArray("Reasons").add("ASSOCIATED_TO_AN_EXISTING_USER");
            } else if (faces.remove(id.asText()) != null) {
                deleted.add(id.asText());
            }
        });
        return Reply.ok(answer.toString());
    }

    /** All on one page: no schedule has more faces than fit on it. */
    private Reply list(JsonNode request) {
        ObjectNode answer = JSON.createObjectNode().put("FaceModelVersion", "7.0");
        ArrayNode page = answer.putArray("Faces");
        List<String> wanted = new ArrayList<>();
        request.path("FaceIds").forEach(id -> wanted.add(id.asText()));
        faces.entrySet().stream().filter(face -> wanted.isEmpty() || wanted.contains(face.getKey()))
                .filter(face -> !request.has("UserId") || users.ownerOf(face.getKey()).equals(Optional.of(request.path("UserId").asText())))
                .forEach(face -> page.add(node(face.getKey(), face.getValue())));
        return Reply.ok(answer.toString());
    }

    private static ObjectNode node(String faceId, Face face) {
        return JSON.createObjectNode().put("FaceId", faceId).put("ExternalImageId", face.externalId());
    }

    private static String photo(JsonNode request) {
        return request.at("/Image/S3Object/Name").asText();
    }

    private static Reply noObject() {
        return Reply.error(400, "InvalidS3ObjectException", "Unable to get object metadata from S3.");
    }
}
