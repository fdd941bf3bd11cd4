// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.rekognition;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hybridface.local.http.AwsException;

/** All collections by id. Thread safe: reading never waits, changes go to the vault one after the other, and then into memory. */
final class CollectionDirectory {

    private final ConcurrentSkipListMap<String, FaceCollection> byId = new ConcurrentSkipListMap<>();
    private final FaceVault vault;
    private final String modelId;
    private final Clock clock;

    /**
     * @param modelId which model embeds the faces of new collections
     * @throws IllegalStateException when a stored collection was made with another model
     */
    CollectionDirectory(FaceVault vault, String modelId, Clock clock) {
        this.vault = vault;
        this.modelId = modelId;
        this.clock = clock;
        for (FaceCollection collection : vault.load()) {
            if (!collection.modelId().equals(modelId)) {
                throw new IllegalStateException("the collection '" + collection.id() + "' was made with the embedder "
                        + collection.modelId() + " and cannot be searched with " + modelId
                        + ": start with the face.embedder of that model, or delete the data directory's folders collections and dynamodb, and enrol everybody again");
            }
            byId.put(collection.id(), collection);
        }
    }

    synchronized FaceCollection create(String id) {
        if (byId.containsKey(id)) {
            throw AwsException.badRequest("ResourceAlreadyExistsException", "The collection id: " + id + " already exists");
        }
        FaceCollection collection = new FaceCollection(id, modelId, clock.instant());
        vault.create(collection);
        byId.put(id, collection);
        return collection;
    }

    FaceCollection get(String id) {
        FaceCollection collection = byId.get(id);
        if (collection == null) {
            throw AwsException.badRequest("ResourceNotFoundException", "The collection id: " + id + " does not exist");
        }
        return collection;
    }

    synchronized void delete(String id) {
        vault.delete(get(id));
        byId.remove(id);
    }

    /** The collections behind that id in alphabetical order; from the first one when it is empty. */
    List<FaceCollection> after(String id) {
        return new ArrayList<>(byId.tailMap(id, false).values());
    }

    /**
     * Adds faces that were embedded while the collection may have been deleted, but for those that are in it already.
     *
     * @return the faces as the collection holds them, in the order they were given: a duplicate comes back as the first one
     */
    synchronized List<StoredFace> add(String id, List<FaceCollection.Entry> given) {
        FaceCollection collection = get(id);
        List<StoredFace> held = new ArrayList<>();
        List<FaceCollection.Entry> added = new ArrayList<>();
        for (FaceCollection.Entry entry : given) {
            Optional<StoredFace> first = collection.entries().stream().map(FaceCollection.Entry::face)
                    .filter(face -> face.isDuplicatedBy(entry.face())).findFirst();
            if (first.isEmpty()) {
                added.add(entry);
            }
            held.add(first.orElse(entry.face()));
        }
        if (!added.isEmpty()) {
            vault.append(collection, added);
            collection.add(added);
        }
        return held;
    }

    /**
     * Faces that belong to a user stay.
     *
     * @return which of the ids were there and are gone
     */
    synchronized Set<String> removeFaces(String id, Set<String> faceIds) {
        FaceCollection collection = get(id);
        Set<String> free = faceIds.stream().filter(faceId -> collection.users().ownerOf(faceId).isEmpty()).collect(Collectors.toSet());
        List<FaceCollection.Entry> kept = collection.entries().stream()
                .filter(entry -> !free.contains(entry.face().faceId())).toList();
        if (kept.size() < collection.size()) {
            vault.rewrite(collection, kept);
        }
        return collection.remove(free);
    }

    /**
     * Changes a collection's users; nobody else changes it meanwhile.
     *
     * @param change what becomes of the collection's users; it may throw
     */
    synchronized void changeUsers(String id, Function<FaceCollection, UserVectors> change) {
        FaceCollection collection = get(id);
        UserVectors changed = change.apply(collection);
        if (changed != collection.users()) {
            vault.keepUsers(collection, changed);
            collection.replaceUsers(changed);
        }
    }
}
