// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hybridface.edge.cache.Faces.SEALER;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies in the outbox's directory. */
class OutboxFilesTest {

    @TempDir
    Path directory;

    @Test
    void aStartClearsWhatAPowerCutLeftHalfWrittenAndKeepsEveryQuestion() throws IOException {
        Path half = Files.write(directory.resolve(".User001.ask"), new byte[10]);
        Path question = Files.write(directory.resolve("User001.ask"), new byte[20]);
        Path another = Files.write(directory.resolve("User002.ask"), new byte[20]);

        Outbox outbox = new Outbox(directory, new OutboxLimits(10, 1_000_000, Duration.ofHours(1)), SEALER, Clock.systemUTC());
        outbox.prepare();

        assertThat(half).doesNotExist();
        assertThat(question).exists();
        assertThat(another).exists();
        assertThat(outbox.size()).isEqualTo(2);
    }

    @Test
    void aHalfWrittenFileIsNoQuestionThatWaits() throws IOException {
        Files.write(directory.resolve(".User001.ask"), new byte[10]);

        assertThat(new Outbox(directory, new OutboxLimits(10, 1_000_000, Duration.ofHours(1)), SEALER, Clock.systemUTC()).load().files()).isZero();
    }
}
