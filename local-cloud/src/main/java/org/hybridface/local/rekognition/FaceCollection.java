// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.rekognition;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * The faces of one collection. Embeddings lie in one flat array that a search scans from end to end: quick enough for 100,000
 * faces (docs/similarity.md has the figure), and never wrong, unlike an index of near neighbours. Thread safe; a search sees the
 * faces of one moment and never waits for changes.
 */
final class FaceCollection {

    /** @param distance Euclidean, between embeddings */
    record Neighbour(StoredFace face, double distance) {
    }

    private static final int FIRST_CAPACITY = 64;

    private final String id;
    private final String modelId;
    private final Instant created;
    private volatile Contents contents = new Contents(List.of(), new float[0], 0);
    private volatile UserVectors users = UserVectors.NONE;

    FaceCollection(String id, String modelId, Instant created) {
        this.id = id;
        this.modelId = modelId;
        this.created = created;
    }

    String id() {
        return id;
    }

    /** Which model made the embeddings. */
    String modelId() {
        return modelId;
    }

    Instant created() {
        return created;
    }

    UserVectors users() {
        return users;
    }

    void replaceUsers(UserVectors changed) {
        users = changed;
    }

    /** In the order they were added. */
    List<StoredFace> faces() {
        return contents.faces.stream().map(Entry::face).toList();
    }

    List<Entry> entries() {
        return contents.faces;
    }

    int size() {
        return contents.faces.size();
    }

    Optional<Entry> find(String faceId) {
        return contents.faces.stream().filter(entry -> entry.face().faceId().equals(faceId)).findFirst();
    }

    synchronized void add(List<Entry> added) {
        contents = contents.with(added);
    }

    /** @return which of the ids were there */
    synchronized Set<String> remove(Set<String> faceIds) {
        List<Entry> kept = new ArrayList<>();
        Set<String> removed = new LinkedHashSet<>();
        for (Entry entry : contents.faces) {
            if (faceIds.contains(entry.face().faceId())) {
                removed.add(entry.face().faceId());
            } else {
                kept.add(entry);
            }
        }
        if (!removed.isEmpty()) {
            contents = new Contents(List.of(), new float[0], 0).with(kept);
        }
        return removed;
    }

    /**
     * @param maxDistance farther faces are left out
     * @param limit       at most so many
     * @return nearest first
     */
    List<Neighbour> nearest(float[] probe, double maxDistance, int limit) {
        Contents now = contents;
        PriorityQueue<Neighbour> farthestFirst =
                new PriorityQueue<>(Comparator.comparingDouble(Neighbour::distance).reversed());
        double bound = maxDistance * maxDistance;
        for (int i = 0; i < now.faces.size(); i++) {
            double squared = squaredDistance(probe, now.vectors, i * now.dimensions, bound);
            if (squared <= bound) {
                farthestFirst.add(new Neighbour(now.faces.get(i).face(), Math.sqrt(squared)));
                if (farthestFirst.size() > limit) {
                    farthestFirst.remove();
                }
            }
        }
        List<Neighbour> neighbours = new ArrayList<>(farthestFirst);
        neighbours.sort(Comparator.comparingDouble(Neighbour::distance));
        return neighbours;
    }

    /** Stops adding up once the bound is passed, which most faces do early. */
    private static double squaredDistance(float[] probe, float[] vectors, int offset, double bound) {
        float sum = 0;
        int i = 0;
        while (i < probe.length) {
            int end = Math.min(i + 32, probe.length);
            for (; i < end; i++) {
                float difference = probe[i] - vectors[offset + i];
                sum += difference * difference;
            }
            if (sum > bound) {
                return sum;
            }
        }
        return sum;
    }

    /** A face and its embedding's values. */
    record Entry(StoredFace face, float[] vector) {
    }

    /**
     * What a search sees, replaced as a whole.
     *
     * @param vectors one embedding after the other; what lies behind the last face is free, so that adding seldom copies
     */
    private record Contents(List<Entry> faces, float[] vectors, int dimensions) {

        Contents with(List<Entry> added) {
            if (added.isEmpty()) {
                return this;
            }
            int size = added.get(0).vector().length;
            int needed = (faces.size() + added.size()) * size;
            float[] grown = needed <= vectors.length
                    ? vectors
                    : Arrays.copyOf(vectors, Math.max(needed * 2, FIRST_CAPACITY * size));
            List<Entry> all = new ArrayList<>(faces);
            for (Entry entry : added) {
                System.arraycopy(entry.vector(), 0, grown, all.size() * size, size);
                all.add(entry);
            }
            return new Contents(all, grown, size);
        }
    }
}
