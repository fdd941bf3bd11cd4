// SPDX-License-Identifier: Apache-2.0
package org.hybridface.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same search for schedules that break a promise, where unknown faces are compared with users first; half as long in each build. */
class UsersExplorerTest {

    private static final long SCHEDULES = Math.max(1, Long.getLong("chaos.schedules", 12) / 2);
    private static final long FIRST_SEED = Long.getLong("chaos.seed", 1);

    private static World world;

    @BeforeAll
    static void start() {
        world = new World("users");
    }

    @AfterAll
    static void stop() throws IOException {
        world.close();
    }

    static List<String> lines() {
        return SchedulesTest.lines("/schedules-users.txt");
    }

    @ParameterizedTest
    @MethodSource("lines")
    void whatIsMendedStaysMended(String line) {
        Outcome outcome = Schedule.parse(line).play(world);

        assertThat(outcome.violations()).as(String.join("\n", outcome.story())).isEmpty();
    }

    @Test
    void upToFiveRunsInAnyOrderWithFaultsKeepThePromises() {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + SCHEDULES; seed++) {
            Random random = new Random(seed);
            Outcome outcome = Outcome.of(world, RandomChooser.scenario(random), RandomChooser.of(random));

            assertThat(outcome.violations()).as("seed %d: %s%n%s", seed, outcome.schedule(), String.join("\n", outcome.story())).isEmpty();
        }
    }
}
