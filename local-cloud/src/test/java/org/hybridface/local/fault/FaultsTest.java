// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultsTest {

    private final Faults faults = new Faults();
    private final List<String> story = new CopyOnWriteArrayList<>();
    private final FaultTarget door = faults.add("door", new FaultTarget() {
        @Override
        public Set<FaultKind> kinds() {
            return EnumSet.of(FaultKind.CUT, FaultKind.FREEZE);
        }

        @Override
        public void begin(FaultKind kind) {
            story.add(kind.word());
        }

        @Override
        public void end() {
            story.add("over");
        }
    });

    @AfterEach
    void stop() {
        faults.close();
    }

    @Test
    void aFaultEndsByItself() {
        faults.begin("door", FaultKind.CUT, Duration.ofMillis(1));

        await().untilAsserted(() -> assertThat(story).containsExactly("cut", "over"));
        assertThat(faults.states()).containsExactly(new Faults.State("door", door.kinds(), Optional.empty()));
    }

    @Test
    void aNewFaultTakesThePlaceOfTheOldAndAnEndedOneDoesNotEndTwice() {
        faults.begin("door", FaultKind.CUT, Duration.ofHours(1));
        faults.begin("door", FaultKind.FREEZE, Duration.ofHours(1));
        faults.end("door");
        faults.end("door");

        assertThat(story).containsExactly("cut", "over", "freeze", "over");
    }

    @Test
    void closingHealsEverything() {
        faults.begin("door", FaultKind.CUT, Duration.ofHours(1));
        faults.close();

        assertThat(story).containsExactly("cut", "over");
    }

    @Test
    void aPlanIsFollowedInItsTime() {
        faults.follow(PlannedFault.plan("door:freeze@40ms+1ms,door:cut@1ms+1ms"));

        await().untilAsserted(() -> assertThat(story).containsExactly("cut", "over", "freeze", "over"));
    }

    @Test
    void aMistakeIsAnsweredWithWhatThereIsAndNothingOfThePlanBegins() {
        assertThatThrownBy(() -> faults.follow(PlannedFault.plan("door:cut@0s,window:cut@1s")))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("'window'").hasMessageContaining("[door]");
        assertThatThrownBy(() -> faults.begin("door", FaultKind.KILL, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("[cut, freeze]");
        assertThat(story).isEmpty();
    }

    @Test
    void aFrozenProcessGoesOnAndAKilledOneIsDead() throws IOException {
        Process process = new ProcessBuilder("cat").start();
        try {
            Processes cat = new Processes(() -> List.of(process.toHandle()));
            cat.begin(FaultKind.FREEZE);
            process.getOutputStream().write("hello\n".getBytes());
            process.getOutputStream().flush();
            assertThat(process.getInputStream().available()).isZero();

            cat.end();
            assertThat(process.inputReader().readLine()).isEqualTo("hello");

            cat.begin(FaultKind.KILL);
            assertThat(process.onExit()).succeedsWithin(Duration.ofSeconds(20));
        } finally {
            process.destroyForcibly();
        }
    }
}
