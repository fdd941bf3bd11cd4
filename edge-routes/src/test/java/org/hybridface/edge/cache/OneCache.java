// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hybridface.edge.cache.Faces.face;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A face cache on a disk of its own, which may be started again. */
abstract class OneCache {

    @TempDir
    Path directory;

    final TestClock clock = new TestClock();
    FaceCache cache;
    private final CacheSettings settings;

    OneCache(CacheSettings settings) {
        this.settings = settings;
    }

    @BeforeEach
    void start() {
        cache = Faces.cache(directory, settings, clock);
    }

    @AfterEach
    void stop() {
        cache.stop();
    }

    void restart() {
        stop();
        start();
    }

    /** @return the key of somebody new, for whom the cloud is to be asked */
    String asked(int person) {
        String key = cache.remember(face(person), Set.of());
        assertThat(cache.add(key)).isTrue();
        return key;
    }
}
