// SPDX-License-Identifier: Apache-2.0
package org.hybridface.benchmarks.accuracy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.hybridface.benchmarks.accuracy.EmbeddedPhotos.EmbeddedPhoto;
import org.hybridface.vision.Embedding;

/**
 * What the device's face cache makes of strangers that come in any order: each photo goes to the nearest key, or gets a new one.
 *
 * @param purity the part of the photos whose key belongs to their person (the person most photos of the key are of)
 * @param keys   how many keys there are in the end
 * @param people how many people there were
 */
public record KeyPurity(double purity, int keys, int people) {

    /** As many views of one face as the cache keeps. */
    private static final int MAX_VIEWS = 5;

    /**
     * @param distance a face nearer than this to a key's views gets the key
     * @param seed     of the order in which people come
     */
    public static KeyPurity of(List<EmbeddedPhoto> photos, double distance, long seed) {
        List<EmbeddedPhoto> order = new ArrayList<>(photos);
        Collections.shuffle(order, new Random(seed));
        List<Key> keys = new ArrayList<>();
        for (EmbeddedPhoto photo : order) {
            Key nearest = null;
            double best = distance;
            for (Key key : keys) {
                double to = key.distance(photo.embedding());
                if (to < best) {
                    best = to;
                    nearest = key;
                }
            }
            if (nearest == null) {
                nearest = new Key();
                keys.add(nearest);
            }
            nearest.add(photo);
        }
        int right = keys.stream().mapToInt(Key::mostOfOnePerson).sum();
        int people = (int) photos.stream().map(EmbeddedPhoto::person).distinct().count();
        return new KeyPurity((double) right / photos.size(), keys.size(), people);
    }

    /**
     * The same for groups of people, each in a cache of its own, as in places where fewer people come.
     *
     * @param people in one group; the last group may be smaller
     */
    public static KeyPurity inGroups(List<EmbeddedPhoto> photos, int people, double distance, long seed) {
        List<Integer> everybody = new ArrayList<>(photos.stream().map(EmbeddedPhoto::person).distinct().toList());
        Collections.shuffle(everybody, new Random(seed));
        double right = 0;
        int keys = 0;
        for (int from = 0; from < everybody.size(); from += people) {
            Set<Integer> group = Set.copyOf(everybody.subList(from, Math.min(everybody.size(), from + people)));
            List<EmbeddedPhoto> theirs = photos.stream().filter(photo -> group.contains(photo.person())).toList();
            KeyPurity one = of(theirs, distance, seed);
            right += one.purity() * theirs.size();
            keys += one.keys();
        }
        return new KeyPurity(right / photos.size(), keys, everybody.size());
    }

    /** A face in the cache. */
    private static final class Key {

        private final List<Embedding> views = new ArrayList<>();
        private final Map<Integer, Integer> photosOf = new HashMap<>();

        double distance(Embedding other) {
            return views.stream().mapToDouble(view -> view.distance(other)).min().orElse(Double.MAX_VALUE);
        }

        void add(EmbeddedPhoto photo) {
            if (views.size() < MAX_VIEWS) {
                views.add(photo.embedding());
            }
            photosOf.merge(photo.person(), 1, Integer::sum);
        }

        int mostOfOnePerson() {
            return Collections.max(photosOf.values());
        }
    }
}
