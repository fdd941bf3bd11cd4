// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.rekognition;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The users of one collection, and which faces belong to whom: a face belongs to one user at most. Immutable, thread safe. */
final class UserVectors {

    static final UserVectors NONE = new UserVectors(new TreeMap<>());

    /** @param distance Euclidean, between a face's embedding and the user's vector */
    record Neighbour(StoredUser user, double distance) {
    }

    private final TreeMap<String, StoredUser> byId;
    private final Map<String, String> ownerIds = new HashMap<>();

    private UserVectors(TreeMap<String, StoredUser> byId) {
        this.byId = byId;
        byId.values().forEach(user -> user.faceIds().forEach(face -> ownerIds.put(face, user.id())));
    }

    /**
     * Made anew from what is on disk.
     *
     * @param faceIds  by user id
     * @param entries the collection's faces; one that is not among them is left out
     */
    static UserVectors restored(Map<String, List<String>> faceIds, List<FaceCollection.Entry> entries) {
        Map<String, float[]> vectors = entries.stream().collect(Collectors.toMap(entry -> entry.face().faceId(), FaceCollection.Entry::vector));
        TreeMap<String, StoredUser> users = new TreeMap<>();
        faceIds.forEach((id, faces) -> {
            List<String> kept = faces.stream().filter(vectors::containsKey).toList();
            users.put(id, StoredUser.withoutFaces(id).of(kept, kept.stream().map(vectors::get).toList()));
        });
        return new UserVectors(users);
    }

    int size() {
        return byId.size();
    }

    Optional<StoredUser> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Id of the user whose face it is. */
    Optional<String> ownerOf(String faceId) {
        return Optional.ofNullable(ownerIds.get(faceId));
    }

    /** The users behind that id in alphabetical order; from the first one when it is empty. */
    List<StoredUser> after(String id) {
        return new ArrayList<>(byId.tailMap(id, false).values());
    }

    UserVectors with(StoredUser user) {
        TreeMap<String, StoredUser> all = new TreeMap<>(byId);
        all.put(user.id(), user);
        return new UserVectors(all);
    }

    UserVectors without(String id) {
        TreeMap<String, StoredUser> all = new TreeMap<>(byId);
        all.remove(id);
        return new UserVectors(all);
    }

    /**
     * @param probe       whom to look for
     * @param maxDistance farther users are left out, and those without a face
     * @param limit       at most so many
     * @return nearest first
     */
    List<Neighbour> nearest(float[] probe, double maxDistance, int limit) {
        return byId.values().stream().filter(user -> !user.faceIds().isEmpty())
                .map(user -> new Neighbour(user, user.distance(probe)))
                .filter(neighbour -> neighbour.distance() <= maxDistance)
                .sorted(Comparator.comparingDouble(Neighbour::distance)).limit(limit).toList();
    }
}
