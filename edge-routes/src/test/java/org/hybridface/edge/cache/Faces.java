// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.cache;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import javax.crypto.spec.SecretKeySpec;
import org.hybridface.edge.store.Sealer;
import org.hybridface.vision.Embedding;

/** Embeddings and caches for tests. */
public final class Faces {

    public static final String MODEL = "test-model";
    public static final Sealer SEALER = new Sealer(new SecretKeySpec(new byte[32], "AES"));
    public static final CacheSettings SETTINGS = new CacheSettings(1000, 0.53, 0.02, Duration.ofHours(24), 1000);

    private Faces() {
    }

    /** Somebody the cloud was asked about at these times, and never answered. */
    public static FaceEntry asked(Instant... times) {
        FaceEntry face = FaceEntry.first("User001", face(1), times[0]);
        for (Instant time : times) {
            face = face.asked(time);
        }
        return face;
    }

    /** People are whole numbers: two of them are at least 1 apart, and a view of one lies at the fraction. */
    public static Embedding face(double person) {
        return face(MODEL, person);
    }

    public static Embedding face(String model, double person) {
        return new Embedding(model, new float[] {(float) person, 0, 0, 0});
    }

    public static FaceCache cache(Path directory, CacheSettings settings, TestClock clock) {
        FaceCache cache = new FaceCache(settings, directory, SEALER, clock);
        cache.start();
        return cache;
    }
}
