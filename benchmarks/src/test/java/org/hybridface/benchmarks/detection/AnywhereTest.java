// SPDX-License-Identifier: Apache-2.0
package org.hybridface.benchmarks.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.hybridface.benchmarks.Benchmarks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Faces of the smallest size wanted scored next to nothing where they fell badly between the net's cells: in large pictures 2 of 100 were missed. */
class AnywhereTest {

    private static final Path FACES = Path.of(System.getProperty("project.root", "..")).resolve("../shared/faces/lfw-dev").normalize();
    private static final Map<String, String> DEFAULTS = Map.of("anywhere.way", "still", "anywhere.pictures", Benchmarks.LONG ? "300" : "25",
            "anywhere.seed", "7", "anywhere.cameras", "640x480,1280x720,1080x1920", "anywhere.min-sizes", "40", "anywhere.spoilings", "not",
            "anywhere.tilt", "0", "anywhere.heads", "frontal");

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({"still, not", "still, pale", "camera, not"})
    void facesAreFoundAnywhere(String way, String spoiling) {
        assumeTrue(Files.isDirectory(FACES), () -> "skipped: no photos of people at " + FACES.toAbsolutePath());
        Tally tally = with("anywhere.way", way, "anywhere.spoilings", spoiling, "anywhere.pictures", way.equals("camera") ? "6" : DEFAULTS.get("anywhere.pictures"))
                .tally();
        assertThat(tally.all().rate()).as("found: " + tally.byKind()).isGreaterThanOrEqualTo(0.99);
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({"anywhere.way, moving, choose one of: still", "anywhere.cameras, big, give widths and heights",
        "anywhere.pictures, many, give a whole number from 1", "anywhere.tilt, 90, give a whole number from 0 to 45",
        "anywhere.spoilings, rainy, choose one of: not"})
    void anOptionThatCannotBeUsedIsNamed(String option, String value, String what) {
        assertThatThrownBy(() -> with(option, value)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(option)
                .hasMessageContaining("'" + value + "'").hasMessageContaining(what);
    }

    @Test
    void theSameSeedDrawsTheSame() {
        assumeTrue(Files.isDirectory(FACES), () -> "skipped: no photos of people at " + FACES.toAbsolutePath());
        Map<String, Map<String, Tally.Count>> once = with("anywhere.pictures", "2").tally().byKind();
        assertThat(with("anywhere.pictures", "2").tally().byKind()).isEqualTo(once);
    }

    private static Anywhere with(String... changes) {
        Map<String, String> options = new HashMap<>(DEFAULTS);
        for (int i = 0; i < changes.length; i += 2) {
            options.put(changes[i], changes[i + 1]);
        }
        return new Anywhere(FACES, options::get);
    }
}
