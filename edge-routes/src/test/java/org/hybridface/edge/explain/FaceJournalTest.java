// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.hybridface.edge.cache.TestClock;
import org.hybridface.edge.explain.FaceEvent.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaceJournalTest {

    private static final int ROOM = 4_000;

    @TempDir
    Path directory;

    private final TestClock clock = new TestClock();

    @Test
    void whatWasToldCanBeRead() throws IOException {
        FaceEvent asked = FaceEvent.of(Kind.ASK, "User001").id("e-1").with("photo", 23990).with("sharpness", 0.874, 2);
        tell(ROOM, asked);
        assertThat(file(FaceJournal.CURRENT)).content().isEqualTo(
                "2026-01-31T10:15:30.000Z event=ask key=User001 id=e-1 photo=23990 sharpness=0.87\n");
        assertThat(read().entries()).containsExactly(new JournalEntry(clock.instant(), asked));
        assertThat(Files.getPosixFilePermissions(directory.resolve("journal"))).isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void aRestartGoesOnWhereItEnded() throws IOException {
        tell(ROOM, FaceEvent.of(Kind.KEYED, "User001"));
        clock.advance(Duration.ofHours(1));
        tell(ROOM, FaceEvent.of(Kind.RECOGNISED, "User001"));
        assertThat(read().entries()).extracting(entry -> entry.event().kind()).containsExactly(Kind.KEYED, Kind.RECOGNISED);
    }

    @Test
    void itNeverTakesMoreThanItsRoomAndTheOldestGoesFirst() throws IOException {
        FaceEvent[] many = new FaceEvent[500];
        for (int i = 0; i < many.length; i++) {
            many[i] = FaceEvent.of(Kind.KEYED, "User" + i);
        }
        tell(ROOM, many);
        assertThat(Files.size(file(FaceJournal.CURRENT)) + Files.size(file(FaceJournal.OLDER))).isLessThanOrEqualTo(ROOM).isGreaterThan(ROOM / 2);
        assertThat(read().entries()).extracting(entry -> entry.event().key()).doesNotContain("User0").endsWith("User498", "User499");
        assertThat(read().unread()).isZero();
    }

    @Test
    void halfALineOfAPowerCutIsOneLineLost() throws IOException {
        tell(ROOM, FaceEvent.of(Kind.KEYED, "User001"));
        Files.writeString(file(FaceJournal.CURRENT), "2026-01-31T10:15:30.5", StandardOpenOption.APPEND);
        tell(ROOM, FaceEvent.of(Kind.KEYED, "User002"));
        assertThat(read().entries()).extracting(entry -> entry.event().key()).containsExactly("User001", "User002");
        assertThat(read().unread()).isEqualTo(1);
    }

    @Test
    void whatIsNoLineOfOursIsCountedAndLeftOut() throws IOException {
        Files.createDirectories(directory.resolve("journal"));
        Files.write(file(FaceJournal.CURRENT), new byte[] {(byte) 0xff, 0, 'x', '\n'});
        Files.writeString(file(FaceJournal.CURRENT), """
                yesterday event=keyed key=User001
                2026-01-31T10:15:30Z event=from-the-future key=User001
                2026-01-31T10:15:30Z event=keyed
                2026-01-31T10:15:30Z event=keyed key=User002
                """, StandardOpenOption.APPEND);
        assertThat(read().entries()).extracting(entry -> entry.event().key()).containsExactly("User002");
        assertThat(read().unread()).isEqualTo(4);
    }

    @Test
    void aFactCannotMakeALineOfItsOwn() throws IOException {
        tell(ROOM, FaceEvent.of(Kind.ANSWER, "User001").with("reason", "bad\n2026-01-31T10:15:30Z event=keyed key=User009"));
        assertThat(read().entries()).hasSize(1);
    }

    @Test
    void withoutRoomThereIsNoJournal() {
        tell(0, FaceEvent.of(Kind.KEYED, "User001"));
        assertThat(directory.resolve("journal")).doesNotExist();
        assertThatThrownBy(this::read).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void aDiskThatCannotBeWrittenStopsNobody() throws IOException {
        Files.writeString(directory.resolve("journal"), "a file where the directory should be");
        tell(ROOM, FaceEvent.of(Kind.KEYED, "User001"), FaceEvent.of(Kind.KEYED, "User002"));
        assertThat(directory.resolve("journal")).hasContent("a file where the directory should be");
    }

    private void tell(long maxBytes, FaceEvent... events) {
        FaceJournal journal = new FaceJournal(directory.resolve("journal"), () -> maxBytes, clock);
        journal.start();
        for (FaceEvent event : events) {
            journal.tell(event);
        }
        journal.stop();
        journal.tell(FaceEvent.of(Kind.KEYED, "User999"));
    }

    private JournalReader.Contents read() throws IOException {
        return JournalReader.read(directory.resolve("journal"));
    }

    private Path file(String name) {
        return directory.resolve("journal").resolve(name);
    }
}
