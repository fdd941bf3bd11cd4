// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.rekognition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.hybridface.vision.Embedding;

/** Pure arithmetic on the embeddings of labelled photos: how often a threshold is right and wrong. */
final class Recognition {

    /**
     * Pairs of photos.
     *
     * @param same      distances between photos of one person, rising
     * @param different distances between photos of two people, rising
     */
    record Pairs(double[] same, double[] different) {

        static Pairs of(Map<String, List<Embedding>> people) {
            List<String> names = new ArrayList<>();
            List<Embedding> embeddings = new ArrayList<>();
            people.forEach((name, photos) -> photos.forEach(photo -> {
                names.add(name);
                embeddings.add(photo);
            }));
            List<Double> same = new ArrayList<>();
            List<Double> different = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) {
                for (int j = 0; j < i; j++) {
                    (names.get(i).equals(names.get(j)) ? same : different).add(embeddings.get(i).distance(embeddings.get(j)));
                }
            }
            return new Pairs(sorted(same), sorted(different));
        }

        /** How many pairs of different people are at most so far apart. */
        int falseAccepts(double distance) {
            return upTo(different, distance);
        }

        /** The part of pairs of one person that are farther apart. */
        double falseRejectRate(double distance) {
            return 1 - upTo(same, distance) / (double) same.length;
        }

        private static double[] sorted(List<Double> values) {
            return values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        }

        private static int upTo(double[] rising, double limit) {
            int at = Arrays.binarySearch(rising, Math.nextUp(limit));
            return at < 0 ? -at - 1 : at;
        }
    }

    /** What became of photos that were searched among the enrolled. */
    record Outcome(int known, int right, int wrong, int strangers, int strangersNamed) {

        Outcome plus(Outcome other) {
            return new Outcome(known + other.known, right + other.right, wrong + other.wrong, strangers + other.strangers,
                    strangersNamed + other.strangersNamed);
        }
    }

    private Recognition() {
    }

    /**
     * Enrols every second person and searches the photos that were not enrolled, then the same with the other half enrolled.
     *
     * @param enrolledOf how many of a person's photos are enrolled
     * @param distance   nearest faces that are farther name nobody
     */
    static Outcome identify(Map<String, List<Embedding>> people, ToIntFunction<List<Embedding>> enrolledOf, double distance) {
        return identify(people, enrolledOf, distance, 0).plus(identify(people, enrolledOf, distance, 1));
    }

    private static Outcome identify(Map<String, List<Embedding>> people, ToIntFunction<List<Embedding>> enrolledOf,
            double distance, int half) {
        List<String> names = List.copyOf(people.keySet());
        List<String> labels = new ArrayList<>();
        List<Embedding> enrolled = new ArrayList<>();
        for (int i = half; i < names.size(); i += 2) {
            List<Embedding> photos = people.get(names.get(i));
            for (Embedding photo : photos.subList(0, Math.min(photos.size(), enrolledOf.applyAsInt(photos)))) {
                labels.add(names.get(i));
                enrolled.add(photo);
            }
        }
        Outcome outcome = new Outcome(0, 0, 0, 0, 0);
        for (int i = 0; i < names.size(); i++) {
            List<Embedding> photos = people.get(names.get(i));
            boolean known = i % 2 == half;
            for (int j = known ? Math.min(photos.size(), enrolledOf.applyAsInt(photos)) : 0; j < photos.size(); j++) {
                String name = nearest(photos.get(j), enrolled, labels, distance);
                boolean right = name.equals(names.get(i));
                boolean named = !name.isEmpty();
                outcome = outcome.plus(known
                        ? new Outcome(1, right ? 1 : 0, named && !right ? 1 : 0, 0, 0)
                        : new Outcome(0, 0, 0, 1, named ? 1 : 0));
            }
        }
        return outcome;
    }

    private static String nearest(Embedding probe, List<Embedding> enrolled, List<String> labels, double limit) {
        double best = limit;
        String name = "";
        for (int i = 0; i < enrolled.size(); i++) {
            double distance = probe.distance(enrolled.get(i));
            if (distance <= best) {
                best = distance;
                name = labels.get(i);
            }
        }
        return name;
    }
}
