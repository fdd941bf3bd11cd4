// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.rekognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.hybridface.vision.Box;
import org.junit.jupiter.api.Test;

class FaceCollectionTest {

    private static final int DIMENSIONS = 128;
    private final FaceCollection collection = new FaceCollection("people", "model", Instant.EPOCH);
    private final Random random = new Random(1);

    @Test
    void aSearchFindsWhatComparingEachFaceFinds() {
        List<float[]> vectors = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            vectors.add(vector());
            collection.add(List.of(entry(i, vectors.get(i))));
        }
        float[] probe = vector();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            if (distance(probe, vectors.get(i)) <= 4.5) {
                expected.add(Integer.toString(i));
            }
        }
        expected.sort(Comparator.comparingDouble(id -> distance(probe, vectors.get(Integer.parseInt(id)))));
        assertThat(expected).hasSizeBetween(20, 480);
        assertThat(ids(collection.nearest(probe, 4.5, 1000))).isEqualTo(expected);
        assertThat(ids(collection.nearest(probe, 4.5, 7))).isEqualTo(expected.subList(0, 7));
    }

    @Test
    void anEmptyCollectionHasNoNeighbours() {
        assertThat(collection.nearest(vector(), Double.MAX_VALUE, 5)).isEmpty();
    }

    @Test
    void removedFacesAreGoneAndTheOthersKeepTheirVectors() {
        List<float[]> vectors = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            vectors.add(vector());
            collection.add(List.of(entry(i, vectors.get(i))));
        }
        assertThat(collection.remove(Set.of("0", "5", "77"))).containsExactly("0", "5");
        assertThat(collection.size()).isEqualTo(8);
        for (int i = 1; i < 10; i++) {
            List<FaceCollection.Neighbour> nearest = collection.nearest(vectors.get(i), 0.001, 1);
            assertThat(ids(nearest)).isEqualTo(i == 5 ? List.of() : List.of(Integer.toString(i)));
        }
    }

    private static List<String> ids(List<FaceCollection.Neighbour> neighbours) {
        return neighbours.stream().map(neighbour -> neighbour.face().faceId()).toList();
    }

    private float[] vector() {
        float[] vector = new float[DIMENSIONS];
        for (int i = 0; i < DIMENSIONS; i++) {
            vector[i] = random.nextFloat();
        }
        return vector;
    }

    private static double distance(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (double) (a[i] - b[i]);
        }
        return Math.sqrt(sum);
    }

    private static FaceCollection.Entry entry(int id, float[] vector) {
        return new FaceCollection.Entry(
                new StoredFace(Integer.toString(id), "image", Optional.empty(), new Box(0, 0, 1, 1), 99), vector);
    }
}
