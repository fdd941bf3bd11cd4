// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hybridface.edge.cache.Faces.SEALER;
import static org.hybridface.edge.cache.Faces.face;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.hybridface.edge.cache.FaceCache;
import org.hybridface.edge.cache.Faces;
import org.hybridface.edge.cache.TestClock;
import org.hybridface.edge.outbox.Outbox;
import org.hybridface.edge.outbox.OutboxLimits;
import org.hybridface.messages.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnceWatchTest {

    @TempDir
    Path directory;

    private final TestClock clock = new TestClock();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private FaceCache cache;
    private OnceWatch watch;

    @BeforeEach
    void oneOpenQuestion() {
        cache = Faces.cache(directory, Faces.SETTINGS, clock);
        Outbox outbox = new Outbox(directory.resolve("outbox"), new OutboxLimits(10, 1000, Duration.ofHours(1)), SEALER, clock);
        watch = new OnceWatch(outbox, cache, Duration.ofSeconds(20), clock, new OnceWatch.Program() {
            @Override
            public void done() {
                done.incrementAndGet();
            }

            @Override
            public void failed() {
                failed.incrementAndGet();
            }
        });
        cache.add(cache.remember(face(1), Set.of()));
    }

    @AfterEach
    void stop() {
        cache.stop();
    }

    @Test
    void itWaitsForTheLastAnswer() throws IOException {
        watch.ended("camera:demo", 10);
        await().during(Duration.ofMillis(300)).until(() -> done.get() == 0);
        cache.apply("User001", new Answer.Named("Ada", "00000000-0000-0000-0000-000000000001", 99));
        await().until(() -> done.get() == 1);
    }

    @Test
    void aFileOrFolderThatIsNotThereFailsTheRun() {
        watch.missing("camera:dir:photos", "is no folder");
        assertThat(failed.get()).isEqualTo(1);
        assertThat(done.get()).isZero();
    }

    @Test
    void anAnswerThatNeverComesIsGivenUp() {
        watch.ended("camera:demo", 10);
        await().during(Duration.ofMillis(300)).until(() -> done.get() == 0);
        clock.advance(Duration.ofSeconds(20));
        await().until(() -> done.get() == 1);
        assertThat(cache.getOpenAsks()).isEqualTo(1);
    }
}
