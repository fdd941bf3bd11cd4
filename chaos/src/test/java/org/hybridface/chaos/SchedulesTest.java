// SPDX-License-Identifier: Apache-2.0
package org.hybridface.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The schedules that broke a promise once. */
class SchedulesTest {

    private static final String KEPT = "kept";

    private static World world;

    @BeforeAll
    static void start() {
        world = new World();
    }

    @AfterAll
    static void stop() throws IOException {
        world.close();
    }

    @ParameterizedTest
    @MethodSource("lines")
    void whatIsMendedStaysMendedAndWhatIsNotIsKnown(String line) {
        String[] parts = line.split(" \\| ", 2);
        Outcome outcome = Schedule.parse(parts[1]).play(world);

        if (parts[0].equals(KEPT)) {
            assertThat(outcome.violations()).as(String.join("\n", outcome.story())).isEmpty();
        } else {
            assertThat(outcome.breaks(Promise.valueOf(parts[0])))
                    .as("this fault is found no more: write '%s' into schedules.txt for %s\n%s", KEPT, line,
                            String.join("\n", outcome.story())).isTrue();
        }
    }

    @Test
    void theSameScheduleGivesTheSameStory() {
        Schedule schedule = Schedule.parse(lines().get(0).split(" \\| ", 2)[1]);

        assertThat(schedule.play(world).story()).isEqualTo(schedule.play(world).story());
    }

    /** A fault nobody has mended yet. */
    record Broken(Promise promise, Schedule schedule) {
    }

    static List<Broken> broken() {
        return lines().stream().map(line -> line.split(" \\| ", 2)).filter(parts -> !parts[0].equals(KEPT))
                .map(parts -> new Broken(Promise.valueOf(parts[0]), Schedule.parse(parts[1]))).toList();
    }

    static List<String> lines() {
        return lines("/schedules.txt");
    }

    /** The lines of a file of schedules. */
    static List<String> lines(String resource) {
        try (var file = SchedulesTest.class.getResourceAsStream(resource)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
