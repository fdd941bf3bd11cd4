// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.rekognition;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hybridface.local.http.AwsException;
import org.hybridface.local.http.Principal;

/** The operations on collections and on what they hold that need no photo. */
final class CollectionOperations {

    private static final int MAX_PAGE = 4096;
    private static final int DEFAULT_PAGE = 1000;

    private final CollectionDirectory collections;
    private final Model model;
    private final String arnPrefix;

    /** @param arnPrefix what precedes a collection's id in its ARN */
    CollectionOperations(CollectionDirectory collections, Model model, String arnPrefix) {
        this.collections = collections;
        this.model = model;
        this.arnPrefix = arnPrefix;
    }

    ObjectNode create(Input input, Principal caller) {
        FaceCollection created = collections.create(input.text("CollectionId", Input.Text.COLLECTION_ID));
        return Output.object().put("StatusCode", 200).put("CollectionArn", arnPrefix + created.id())
                .put("FaceModelVersion", model.version());
    }

    ObjectNode describe(Input input, Principal caller) {
        FaceCollection collection = collection(input);
        return Output.object().put("FaceCount", collection.size()).put("FaceModelVersion", model.version())
                .put("CollectionARN", arnPrefix + collection.id())
                .put("CreationTimestamp", collection.created().toEpochMilli() / 1000.0)
                .put("UserCount", collection.users().size());
    }

    ObjectNode list(Input input, Principal caller) {
        int max = pageSize(input);
        PageToken token = new PageToken("collections");
        List<FaceCollection> rest = collections.after(token.read(input));
        List<FaceCollection> page = rest.subList(0, Math.min(max, rest.size()));
        ObjectNode answer = Output.object();
        answer.set("CollectionIds", Output.texts(page.stream().map(FaceCollection::id).toList()));
        answer.set("FaceModelVersions", Output.texts(page.stream().map(collection -> model.version()).toList()));
        if (page.size() < rest.size()) {
            answer.put("NextToken", token.write(page.get(page.size() - 1).id()));
        }
        return answer;
    }

    ObjectNode delete(Input input, Principal caller) {
        collections.delete(input.text("CollectionId", Input.Text.COLLECTION_ID));
        return Output.object().put("StatusCode", 200);
    }

    /** In the order of face ids, so that a page's token stays good when faces come and go between pages. */
    ObjectNode listFaces(Input input, Principal caller) {
        FaceCollection collection = collection(input);
        int max = pageSize(input);
        Set<String> wanted = input.texts("FaceIds", Input.Text.FACE_ID, MAX_PAGE);
        Optional<String> userId = input.optionalText("UserId", Input.Text.USER_ID);
        UserVectors users = collection.users();
        PageToken token = new PageToken("faces:" + collection.id());
        String after = token.read(input);
        List<StoredFace> rest = collection.faces().stream()
                .filter(face -> wanted.isEmpty() || wanted.contains(face.faceId()))
                .filter(face -> userId.isEmpty() || users.ownerOf(face.faceId()).equals(userId))
                .filter(face -> face.faceId().compareTo(after) > 0)
                .sorted(Comparator.comparing(StoredFace::faceId))
                .toList();
        List<StoredFace> page = rest.subList(0, Math.min(max, rest.size()));
        ObjectNode answer = Output.object();
        ArrayNode faces = answer.putArray("Faces");
        page.forEach(face -> {
            ObjectNode node = Output.face(face, model.version());
            users.ownerOf(face.faceId()).ifPresent(owner -> node.put("UserId", owner));
            faces.add(node);
        });
        answer.put("FaceModelVersion", model.version());
        if (page.size() < rest.size()) {
            answer.put("NextToken", token.write(page.get(page.size() - 1).faceId()));
        }
        return answer;
    }

    /** A face that belongs to a user stays: whoever deletes it takes it away from the user first. */
    ObjectNode deleteFaces(Input input, Principal caller) {
        FaceCollection collection = collection(input);
        Set<String> ids = input.requiredTexts("FaceIds", Input.Text.FACE_ID, MAX_PAGE);
        UserVectors users = collection.users();
        Set<String> deleted = collections.removeFaces(collection.id(), ids);
        ObjectNode answer = Output.object();
        answer.set("DeletedFaces", Output.texts(new ArrayList<>(deleted)));
        ArrayNode failed = answer.putArray("UnsuccessfulFaceDeletions");
        ids.stream().filter(id -> !deleted.contains(id)).forEach(id -> failed.add(Output.failure(id, users.ownerOf(id),
                users.ownerOf(id).isPresent() ? "ASSOCIATED_TO_AN_EXISTING_USER" : "FACE_NOT_FOUND")));
        return answer;
    }

    /** Finds neighbours of a face that is in the collection; itself is not among them. */
    ObjectNode searchFaces(Input input, Principal caller) {
        FaceCollection collection = collection(input);
        String faceId = input.text("FaceId", Input.Text.FACE_ID);
        int max = input.integer("MaxFaces", 1, MAX_PAGE, MAX_PAGE);
        double threshold = input.percent("FaceMatchThreshold", Model.DEFAULT_MATCH_THRESHOLD);
        FaceCollection.Entry entry = collection.find(faceId).orElseThrow(
                () -> AwsException.badRequest("InvalidParameterException", "faceId was not found in the collection."));
        ObjectNode answer = Output.object().put("SearchedFaceId", faceId);
        ArrayNode matches = answer.putArray("FaceMatches");
        model.matches(collection, entry.vector(), threshold, max + 1).stream()
                .filter(match -> !match.face().faceId().equals(faceId))
                .limit(max)
                .forEach(match -> matches.add(Output.faceMatch(match.face(), match.similarity(), model.version())));
        return answer.put("FaceModelVersion", model.version());
    }

    private FaceCollection collection(Input input) {
        return collections.get(input.text("CollectionId", Input.Text.COLLECTION_ID));
    }

    private static int pageSize(Input input) {
        // 0 is allowed by the reference; a page without an end would never finish, so it means the default.
        int asked = input.integer("MaxResults", 0, MAX_PAGE, DEFAULT_PAGE);
        return asked == 0 ? DEFAULT_PAGE : asked;
    }
}
