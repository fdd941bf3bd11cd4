// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.rekognition;

import java.util.List;

/**
 * A person whom several faces of a collection show. Immutable.
 *
 * @param id      the caller's own
 * @param faceIds in the order they were associated
 * @param vector  what is searched; empty while there is no face
 */
record StoredUser(String id, List<String> faceIds, float[] vector) {

    /** A user has no more faces (Amazon Rekognition API reference, AssociateFaces). */
    static final int MAX_FACES = 100;

    static StoredUser withoutFaces(String id) {
        return new StoredUser(id, List.of(), new float[0]);
    }

    /** @return a value of {@code UserStatus}; the vector is made before a call is answered, so it is never UPDATING or CREATING */
    String status() {
        return faceIds.isEmpty() ? "CREATED" : "ACTIVE";
    }

    /**
     * The user with these faces and no others.
     *
     * @param vectors their embeddings
     */
    StoredUser of(List<String> faces, List<float[]> vectors) {
        return new StoredUser(id, List.copyOf(faces), mean(vectors));
    }

    /**
     * The faces' mean, scaled to their mean length: v = m / |m| * (|a| + |b| + ...) / n with m = (a + b + ...) / n. Embeddings have length one, and so
     * has v. Amazon does not publish how it makes one vector of many.
     */
    private static float[] mean(List<float[]> vectors) {
        if (vectors.isEmpty()) {
            return new float[0];
        }
        float[] sum = new float[vectors.get(0).length];
        double lengths = 0;
        for (float[] vector : vectors) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += vector[i];
            }
            lengths += length(vector);
        }
        double length = length(sum);
        // Of faces that cancel each other out nothing is left to be scaled.
        float factor = length == 0 ? 0 : (float) (lengths / vectors.size() / length);
        for (int i = 0; i < sum.length; i++) {
            sum[i] *= factor;
        }
        return sum;
    }

    private static double length(float[] vector) {
        double squares = 0;
        for (float value : vector) {
            squares += value * value;
        }
        return Math.sqrt(squares);
    }

    /** Euclidean. */
    double distance(float[] probe) {
        double squares = 0;
        for (int i = 0; i < probe.length; i++) {
            double difference = probe[i] - vector[i];
            squares += difference * difference;
        }
        return Math.sqrt(squares);
    }
}
