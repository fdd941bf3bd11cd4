// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.hybridface.edge.cache.FaceCache;
import org.hybridface.edge.cache.Faces;
import org.hybridface.edge.cache.TestClock;
import org.hybridface.messages.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoryTest {

    @TempDir
    Path directory;

    private final TestClock clock = new TestClock();
    private final Locale locale = Locale.getDefault();
    private FaceCache cache;
    private String key;

    @BeforeEach
    void askedWithAGermanLocale() {
        Locale.setDefault(Locale.GERMANY);
        cache = Faces.cache(directory, Faces.SETTINGS, clock);
        key = cache.remember(Faces.face(1), Set.of());
        cache.add(key);
        clock.advance(Duration.ofMillis(412));
    }

    @AfterEach
    void stop() {
        Locale.setDefault(locale);
        cache.stop();
    }

    @Test
    void aName() throws IOException {
        assertThat(story(new Answer.Named("Ada", "00000000-0000-0000-0000-000000000001", 98.7))).isEqualTo("User001 -> asked the cloud -> Ada (98.7 %) in 412 ms");
    }

    @Test
    void aFaceThatIsNewToThePool() throws IOException {
        assertThat(story(new Answer.Enrolled("00000000-0000-0000-0000-000000000001", 100)))
                .isEqualTo("User001 -> asked the cloud -> new to the pool, no name yet in 412 ms");
    }

    @Test
    void aPhotoThatCouldNotBeUsed() throws IOException {
        assertThat(story(new Answer.Rejected("low-quality")))
                .isEqualTo("User001 -> asked the cloud -> photo not usable (low-quality) in 412 ms");
    }

    @Test
    void aNameThatWasEditedInTheCloud() throws IOException {
        story(new Answer.Enrolled("00000000-0000-0000-0000-000000000001", 100));
        assertThat(story(new Answer.Named("Grace", "00000000-0000-0000-0000-000000000001", 100))).isEqualTo("User001 -> heard from the cloud -> Grace");
    }

    private String story(Answer answer) throws IOException {
        return Story.of(cache.apply(key, answer).orElseThrow());
    }
}
