// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.rekognition;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hybridface.local.http.AwsException;
import org.hybridface.local.http.Principal;

/**
 * The operations on users, each a person whom several faces show.
 *
 * @see <a href="https://docs.aws.amazon.com/rekognition/latest/dg/managing-face-collections.html">Managing users in a collection</a>
 */
final class UserOperations {

    /** In one call, and of one user. */
    private static final int MAX_FACES = StoredUser.MAX_FACES;
    static final int MAX_USERS = 500;
    private static final int DEFAULT_PAGE = 100;
    /** How alike a face must be to a user who has faces, if the caller does not say. */
    private static final double DEFAULT_ASSOCIATION_THRESHOLD = 75;

    private static final String NOT_FOUND = "FACE_NOT_FOUND";
    private static final String ANOTHERS = "ASSOCIATED_TO_A_DIFFERENT_USER";
    private static final String UNLIKE = "LOW_MATCH_CONFIDENCE";

    private final CollectionDirectory collections;
    private final Model model;

    UserOperations(CollectionDirectory collections, Model model) {
        this.collections = collections;
        this.model = model;
    }

    ObjectNode create(Input input, Principal caller) {
        String userId = userId(input);
        collections.changeUsers(collectionId(input), collection -> {
            if (collection.users().find(userId).isPresent()) {
                throw AwsException.badRequest("ConflictException", "The user id: " + userId + " already exists");
            }
            return collection.users().with(StoredUser.withoutFaces(userId));
        });
        return Output.object();
    }

    /** The faces stay in the collection. */
    ObjectNode delete(Input input, Principal caller) {
        String userId = userId(input);
        collections.changeUsers(collectionId(input), collection -> collection.users().without(user(collection, userId).id()));
        return Output.object();
    }

    ObjectNode list(Input input, Principal caller) {
        FaceCollection collection = collections.get(collectionId(input));
        int asked = input.integer("MaxResults", 0, MAX_USERS, DEFAULT_PAGE);
        int max = asked == 0 ? DEFAULT_PAGE : asked;
        PageToken token = new PageToken("users:" + collection.id());
        List<StoredUser> rest = collection.users().after(token.read(input));
        List<StoredUser> page = rest.subList(0, Math.min(max, rest.size()));
        ObjectNode answer = Output.object();
        ArrayNode users = answer.putArray("Users");
        page.forEach(user -> users.add(Output.user(user)));
        if (page.size() < rest.size()) {
            answer.put("NextToken", token.write(page.get(page.size() - 1).id()));
        }
        return answer;
    }

    /**
     * A face that is the user's already is left out of the answer. Faces of one call are compared with those the user had before it. Where the user
     * would have more than 100, nothing is done.
     */
    ObjectNode associateFaces(Input input, Principal caller) {
        String userId = userId(input);
        Set<String> faceIds = input.requiredTexts("FaceIds", Input.Text.FACE_ID, MAX_FACES);
        double threshold = input.percent("UserMatchThreshold", DEFAULT_ASSOCIATION_THRESHOLD);
        ObjectNode answer = Output.object();
        collections.changeUsers(collectionId(input), collection -> {
            StoredUser user = user(collection, userId);
            Map<String, float[]> faces = faces(collection, user);
            ArrayNode done = answer.putArray("AssociatedFaces");
            ArrayNode failed = answer.putArray("UnsuccessfulFaceAssociations");
            for (String faceId : faceIds) {
                Optional<FaceCollection.Entry> face = collection.find(faceId);
                Optional<String> owner = collection.users().ownerOf(faceId);
                if (face.isEmpty()) {
                    failed.add(Output.failure(faceId, Optional.empty(), NOT_FOUND));
                } else if (owner.isPresent() && !owner.get().equals(userId)) {
                    failed.add(Output.failure(faceId, owner, ANOTHERS));
                } else if (owner.isEmpty() && !isLike(user, face.get(), threshold)) {
                    failed.add(Output.failure(faceId, Optional.of(userId), UNLIKE)
                            .put("Confidence", (float) similarity(user, face.get())));
                } else if (owner.isEmpty()) {
                    faces.put(faceId, face.get().vector());
                    done.addObject().put("FaceId", faceId);
                }
            }
            if (faces.size() > MAX_FACES) {
                throw AwsException.badRequest("ServiceQuotaExceededException", "The user id: " + userId + " has " + user.faceIds().size()
                        + " faces, and may have " + MAX_FACES);
            }
            return changed(collection, user, faces, answer);
        });
        return answer;
    }

    /** A face that is nobody's is left out of the answer. */
    ObjectNode disassociateFaces(Input input, Principal caller) {
        String userId = userId(input);
        Set<String> faceIds = input.requiredTexts("FaceIds", Input.Text.FACE_ID, MAX_FACES);
        ObjectNode answer = Output.object();
        collections.changeUsers(collectionId(input), collection -> {
            StoredUser user = user(collection, userId);
            Map<String, float[]> faces = faces(collection, user);
            ArrayNode done = answer.putArray("DisassociatedFaces");
            ArrayNode failed = answer.putArray("UnsuccessfulFaceDisassociations");
            for (String faceId : faceIds) {
                Optional<String> owner = collection.users().ownerOf(faceId);
                if (faces.remove(faceId) != null) {
                    done.addObject().put("FaceId", faceId);
                } else if (owner.isPresent()) {
                    failed.add(Output.failure(faceId, owner, ANOTHERS));
                } else if (collection.find(faceId).isEmpty()) {
                    failed.add(Output.failure(faceId, Optional.empty(), NOT_FOUND));
                }
            }
            return changed(collection, user, faces, answer);
        });
        return answer;
    }

    /** Finds users like a face of the collection, or like a user of it, who is not among those found. */
    ObjectNode searchUsers(Input input, Principal caller) {
        FaceCollection collection = collections.get(collectionId(input));
        Optional<String> faceId = input.optionalText("FaceId", Input.Text.FACE_ID);
        Optional<String> userId = input.optionalText("UserId", Input.Text.USER_ID);
        int max = input.integer("MaxUsers", 1, MAX_USERS, MAX_USERS);
        double threshold = input.percent("UserMatchThreshold", Model.DEFAULT_MATCH_THRESHOLD);
        if (faceId.isPresent() == userId.isPresent()) {
            throw AwsException.badRequest("InvalidParameterException", "Request has invalid parameters: give either FaceId or UserId");
        }
        ObjectNode answer = Output.object();
        faceId.ifPresent(id -> answer.putObject("SearchedFace").put("FaceId", id));
        userId.ifPresent(id -> answer.putObject("SearchedUser").put("UserId", id));
        ArrayNode matches = answer.putArray("UserMatches");
        Optional<float[]> probe = faceId.isPresent() ? Optional.of(collection.find(faceId.get()).map(FaceCollection.Entry::vector).orElseThrow(
                () -> AwsException.badRequest("InvalidParameterException", "faceId was not found in the collection.")))
                : Optional.of(user(collection, userId.orElseThrow())).filter(user -> !user.faceIds().isEmpty()).map(StoredUser::vector);
        probe.map(vector -> model.users(collection, vector, threshold, max + 1)).orElse(List.of()).stream()
                .filter(match -> !userId.equals(Optional.of(match.user().id()))).limit(max)
                .forEach(match -> matches.add(Output.userMatch(match)));
        return answer.put("FaceModelVersion", model.version());
    }

    private static UserVectors changed(FaceCollection collection, StoredUser user, Map<String, float[]> faces, ObjectNode answer) {
        StoredUser changed = faces.size() == user.faceIds().size() ? user
                : user.of(List.copyOf(faces.keySet()), new ArrayList<>(faces.values()));
        answer.put("UserStatus", changed.status());
        return changed == user ? collection.users() : collection.users().with(changed);
    }

    private boolean isLike(StoredUser user, FaceCollection.Entry face, double threshold) {
        return user.faceIds().isEmpty() || similarity(user, face) >= threshold;
    }

    private double similarity(StoredUser user, FaceCollection.Entry face) {
        return model.similarity().of(user.distance(face.vector()));
    }

    /** The user's faces with their embeddings, in their order. */
    private static Map<String, float[]> faces(FaceCollection collection, StoredUser user) {
        Map<String, float[]> faces = new LinkedHashMap<>();
        user.faceIds().forEach(faceId -> collection.find(faceId).ifPresent(face -> faces.put(faceId, face.vector())));
        return faces;
    }

    private static StoredUser user(FaceCollection collection, String userId) {
        return collection.users().find(userId).orElseThrow(
                () -> AwsException.badRequest("ResourceNotFoundException", "The user id: " + userId + " does not exist"));
    }

    private static String collectionId(Input input) {
        return input.text("CollectionId", Input.Text.COLLECTION_ID);
    }

    private static String userId(Input input) {
        return input.text("UserId", Input.Text.USER_ID);
    }
}
