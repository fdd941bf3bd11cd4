// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hybridface.edge.cache.Faces.face;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.hybridface.edge.app.LogLines;
import org.hybridface.edge.time.TestTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done with a remembered face is on the disk soon, what only the memory learns when the device stops, and all of it anew when the clock is set. */
class FaceShelfTest {

    private static final Duration SMALL_STEP = Duration.ofSeconds(10);

    @TempDir
    Path directory;

    private final TestTime machine = new TestTime();
    private final LogLines log = new LogLines(FaceShelf.class.getName());
    private FaceShelf shelf;
    private FaceEntry ada;

    @BeforeEach
    void adaIsOnTheDisk() throws IOException {
        shelf = new FaceShelf(directory, Faces.SEALER, machine.process(), new HourlyBudget(() -> 10));
        shelf.open();
        ada = FaceEntry.first(shelf.newKey(), face(1), machine.timeOfDay());
        shelf.put(ada);
        onTheDiskSoon(ada);
    }

    @AfterEach
    void stop() {
        shelf.close();
        log.close();
    }

    @Test
    void aChangeIsOnTheDiskSoon() {
        FaceEntry named = ada.renamed("Ada");

        assertThat(shelf.change(ada.key(), face -> face.renamed("Ada"))).contains(named);

        onTheDiskSoon(named);
        assertThat(shelf.change("User999", face -> face.renamed("Ada"))).isEmpty();
    }

    @Test
    void whatIsRemovedIsOffTheDiskSoonAndOnlyWhoWasThereIsSaidToBe() {
        assertThat(shelf.remove("User999")).isFalse();
        assertThat(shelf.remove(ada.key())).isTrue();
        onTheDiskSoon();
        assertThat(shelf.remove(ada.key())).isFalse();
    }

    @Test
    void whatOnlyTheMemoryLearntIsOnTheDiskWhenItIsClosed() throws IOException {
        FaceEntry seen = ada.seen(machine.timeOfDay().plusSeconds(60));
        machine.pass(Duration.ofSeconds(60));
        shelf.changeInMemory(ada.key(), face -> face.seen(machine.timeOfDay()));

        shelf.close();

        assertThat(onTheDisk()).containsExactly(seen);
    }

    @Test
    void whatChangesWhileItIsClosedIsOnTheDiskAfterTheNextTime() throws IOException {
        shelf.close();
        assertThatThrownBy(() -> shelf.changeForSure(ada.key(), face -> face.renamed("Ada"))).hasMessageContaining("stopped");
        assertThatThrownBy(() -> shelf.removeForSure(ada.key())).hasMessageContaining("stopped");
        shelf.change(ada.key(), face -> face.renamed("Ada"));
        assertThat(onTheDisk()).containsExactly(ada);

        shelf.open();
        shelf.close();

        assertThat(onTheDisk()).containsExactly(ada.renamed("Ada"));
    }

    @Test
    void aClockThatIsSetIsToldOnceAndTheDiskTellsTheNewTimes() {
        Duration ahead = SMALL_STEP.plusMillis(1);
        machine.set(ahead);

        onTheDiskSoon(ada.seen(machine.timeOfDay()).retimed(time -> machine.timeOfDay()));
        shelf.close();

        assertThat(log.lines()).singleElement().asString().startsWith("event=clock-set by=" + ahead + " ");
    }

    @Test
    void aClockThatIsSteeredBySmallStepsIsNotSet() {
        machine.set(SMALL_STEP);
        shelf.close();
        assertThat(log.lines()).isEmpty();
    }

    private void onTheDiskSoon(FaceEntry... expected) {
        await().untilAsserted(() -> assertThat(onTheDisk()).containsExactly(expected));
    }

    /** As another process reads it. */
    private List<FaceEntry> onTheDisk() throws IOException {
        return new FaceStore(directory.resolve("faces"), directory.resolve("unreadable"), Faces.SEALER, machine.process()).load();
    }
}
