// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hybridface.edge.cache.Faces.SEALER;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.hybridface.edge.time.SteadyClock;
import org.hybridface.edge.time.TestTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long a photo may wait does not depend on what happens to the machine's clock. */
class OutboxClockTest {

    private static final Duration DAY = Duration.ofHours(24);

    @TempDir
    Path directory;

    private final TestTime machine = new TestTime();

    @ParameterizedTest
    @ValueSource(longs = {-20_000, -2, 2, 20_000})
    void aSetClockMakesNoPhotoTooOldAndNoneEverlasting(long days) throws IOException {
        SteadyClock clock = machine.process();
        Outbox outbox = outbox(clock);
        store(outbox, "User001.ask");
        machine.pass(Duration.ofHours(3));
        machine.set(Duration.ofDays(days));
        store(outbox, "User002.ask");
        outbox.expire();
        assertThat(outbox.size()).isEqualTo(2);
        assertThat(Duration.between(outbox.load().oldest().orElseThrow(), clock.instant())).isEqualTo(Duration.ofHours(3));
        machine.pass(Duration.ofHours(22));
        outbox.expire();
        assertThat(directory.resolve("User001.ask")).doesNotExist();
        assertThat(directory.resolve("User002.ask")).exists();
        machine.pass(Duration.ofHours(3));
        outbox.expire();
        assertThat(outbox.size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {-20_000, -2, 2, 20_000})
    void theNextRunFindsTheRightAge(long days) throws IOException {
        Outbox outbox = outbox(machine.process());
        store(outbox, "User001.ask");
        machine.pass(Duration.ofHours(3));
        machine.set(Duration.ofDays(days));
        outbox.expire();
        machine.pass(Duration.ofHours(1));
        SteadyClock clock = machine.process();
        Outbox next = outbox(clock);
        next.expire();
        Duration age = Duration.between(next.load().oldest().orElseThrow(), clock.instant());
        // A stamp from before this program was written has no age: it counts as new.
        assertThat(age).isIn(Duration.ofHours(4), Duration.ZERO);
        machine.pass(DAY.plusHours(1));
        next.expire();
        assertThat(next.size()).isZero();
    }

    @Test
    void aPhotoOfTheFutureIsNewAndOneFromBeforeTheClockWasSetAsWell() throws IOException {
        Files.write(directory.resolve("User001.ask"), new byte[5]);
        Files.setLastModifiedTime(directory.resolve("User001.ask"), FileTime.from(machine.timeOfDay().plus(Duration.ofDays(400))));
        Files.write(directory.resolve("User002.ask"), new byte[5]);
        Files.setLastModifiedTime(directory.resolve("User002.ask"), FileTime.from(Instant.parse("1970-01-01T00:10:00Z")));
        Outbox outbox = outbox(machine.process());
        outbox.expire();
        assertThat(outbox.size()).isEqualTo(2);
        machine.pass(DAY.plusSeconds(1));
        outbox.expire();
        assertThat(outbox.size()).isZero();
    }

    private Outbox outbox(SteadyClock clock) throws IOException {
        Outbox outbox = new Outbox(directory, new OutboxLimits(10, 1_000_000, DAY), SEALER, clock);
        outbox.prepare();
        return outbox;
    }

    /** As the route does it: the file's own time is the machine's time of day. */
    private void store(Outbox outbox, String file) throws IOException {
        Files.write(directory.resolve(file), outbox.seal(new byte[] {1, 2, 3}, file));
        Files.setLastModifiedTime(directory.resolve(file), FileTime.from(machine.timeOfDay()));
        outbox.stored(file);
    }
}
