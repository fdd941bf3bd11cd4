// SPDX-License-Identifier: Apache-2.0
package org.hybridface.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The users of a collection: each is like whoever is on one of its faces. A face belongs to one of them at most (API reference, AssociateFaces). */
final class Users {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double SAME_PERSON = 99;

    private final Map<String, Collection.Face> faces;
    private final Map<String, Set<String>> byId = new TreeMap<>();

    /** @param faces the collection's */
    Users(Map<String, Collection.Face> faces) {
        this.faces = faces;
    }

    /** The faces of each user. */
    Map<String, Set<String>> byId() {
        return byId;
    }

    Optional<String> ownerOf(String faceId) {
        return byId.entrySet().stream().filter(user -> user.getValue().contains(faceId)).map(Map.Entry::getKey).findFirst();
    }

    Reply search(String who) {
        ObjectNode answer = JSON.createObjectNode().put("FaceModelVersion", "7.0");
        answer.putObject("SearchedFace");
        ArrayNode matches = answer.putArray("UserMatches");
        byId.entrySet().stream().filter(user -> user.getValue().stream().anyMatch(face -> faces.get(face).who().equals(who))).limit(1)
                .forEach(user -> matches.addObject().put("Similarity", SAME_PERSON).putObject("User").put("UserId", user.getKey()));
        return Reply.ok(answer.toString());
    }

    Reply answer(String operation, JsonNode request) {
        String id = request.path("UserId").asText();
        if (operation.equals("CreateUser")) {
            return byId.putIfAbsent(id, new TreeSet<>()) == null ? Reply.ok("{}") : Reply.error(400, "ConflictException", "it exists already");
        }
        if (!byId.containsKey(id)) {
            return Reply.error(400, "ResourceNotFoundException", "there is no such user");
        }
        return switch (operation) {
            case "DeleteUser" -> {
                byId.remove(id);
                yield Reply.ok("{}");
            }
            case "AssociateFaces" -> associate(id, request);
            case "DisassociateFaces" -> {
                request.path("FaceIds").forEach(face -> byId.get(id).remove(face.asText()));
                yield Reply.ok("{}");
            }
            default -> Reply.error(400, "UnknownOperationException", operation);
        };
    }

    private Reply associate(String id, JsonNode request) {
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode failed = answer.putArray("UnsuccessfulFaceAssociations");
        request.path("FaceIds").forEach(face -> {
            Optional<String> owner = ownerOf(face.asText()).filter(user -> !user.equals(id));
            if (owner.isPresent()) {
                failed.addObject().put("FaceId", face.asText()).put("UserId", owner.get()).putArray("Reasons").add("ASSOCIATED_TO_A_DIFFERENT_USER");
            } else if (faces.containsKey(face.asText())) {
                byId.get(id).add(face.asText());
            } else {
                failed.addObject().put("FaceId", face.asText()).putArray("Reasons").add("FACE_NOT_FOUND");
            }
        });
        return Reply.ok(answer.toString());
    }
}
