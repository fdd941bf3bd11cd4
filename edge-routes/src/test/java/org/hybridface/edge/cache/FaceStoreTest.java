// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hybridface.edge.cache.Faces.face;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.hybridface.edge.app.LogLines;
import org.hybridface.edge.time.SteadyClock;
import org.hybridface.edge.time.TestTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a start reads of the remembered faces, and what it says of those that are damaged or carry a time that cannot be. */
class FaceStoreTest {

    private static final Duration MOMENT = Duration.ofMillis(1);

    @TempDir
    Path directory;

    private final TestTime machine = new TestTime();
    private final LogLines log = new LogLines(FaceStore.class.getName());

    @BeforeEach
    void nobodyIsRememberedYet() throws IOException {
        assertThat(store().load()).isEmpty();
    }

    @AfterEach
    void stopListening() {
        log.close();
    }

    @Test
    void whatIsSavedIsLoadedAndSaysNothing() throws IOException {
        FaceEntry ada = seen("User001", machine.timeOfDay());
        FaceEntry grace = seen("User002", machine.timeOfDay());

        assertThat(store().load()).containsExactlyInAnyOrder(ada, grace);
        store().delete("User001");
        assertThat(store().load()).containsExactly(grace);
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void ofADamagedFileTheLineSaysWhatIsWrongWithIt() throws IOException {
        seen("User001", machine.timeOfDay());
        Files.write(faces().resolve("User002.face"), new byte[] {1, 2, 3});

        store().load();

        assertThat(log.lines()).singleElement().asString().startsWith("1 of 2 remembered faces in ").contains("(User002.face: ").doesNotContain("null");
    }

    @Test
    void ofDamagedFilesOneLineSaysHowManyAndWhereTheyAre() throws IOException {
        FaceEntry whole = seen("User001", machine.timeOfDay());
        Files.write(faces().resolve("User002.face"), new byte[] {1, 2, 3});
        Files.write(faces().resolve("User003.face"), new byte[0]);

        assertThat(store().load()).containsExactly(whole);

        assertThat(log.lines()).singleElement().asString().startsWith("2 of 3 remembered faces in " + faces() + " cannot be read (User00")
                .contains("They were moved to " + unreadable());
        assertThat(unreadable().resolve("User002.face")).hasBinaryContent(new byte[] {1, 2, 3});
        assertThat(unreadable().resolve("User003.face")).isEmptyFile();
        assertThat(store().load()).as("they are out of the way").containsExactly(whole);
        assertThat(log.lines()).hasSize(1);
    }

    @Test
    void aTimeThatIsStillToComeOrFromBeforeThisProgramIsToldAndCountsAsNow() throws IOException {
        Instant now = machine.timeOfDay();
        seen("User001", now.plus(MOMENT));
        seen("User002", SteadyClock.CLOCK_NEVER_SET.minus(MOMENT));
        FaceEntry right = seen("User003", now);
        FaceEntry oldest = seen("User004", SteadyClock.CLOCK_NEVER_SET);

        List<FaceEntry> loaded = store().load();

        assertThat(loaded).hasSize(4).contains(right, oldest).filteredOn(face -> List.of("User001", "User002").contains(face.key()))
                .allSatisfy(face -> assertThat(face.lastSeen()).isEqualTo(now));
        assertThat(log.lines()).singleElement().asString().startsWith("event=clock-was-wrong faces=2 of=4 ").contains("(" + now + ")");
    }

    @Test
    void theTimesThatAreJustPossibleSayNothing() throws IOException {
        seen("User001", machine.timeOfDay());
        seen("User002", SteadyClock.CLOCK_NEVER_SET);

        store().load();

        assertThat(log.lines()).isEmpty();
    }

    @Test
    void whatIsSavedAfterTheClockWasSetTellsTheNewTimeOfDay() throws IOException {
        SteadyClock running = machine.process();
        FaceStore before = store(running);
        machine.set(Duration.ofDays(2));
        before.save(FaceEntry.first("User001", face(1), running.instant()));

        assertThat(store().load()).singleElement().extracting(FaceEntry::lastSeen).isEqualTo(machine.timeOfDay());
    }

    private FaceEntry seen(String key, Instant when) throws IOException {
        FaceEntry entry = FaceEntry.first(key, face(1), when);
        store().save(entry);
        return entry;
    }

    private FaceStore store() {
        return store(machine.process());
    }

    private FaceStore store(SteadyClock clock) {
        return new FaceStore(faces(), unreadable(), Faces.SEALER, clock);
    }

    private Path faces() {
        return directory.resolve("faces");
    }

    private Path unreadable() {
        return directory.resolve("unreadable");
    }
}
