// SPDX-License-Identifier: Apache-2.0
package org.hybridface.benchmarks.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.hybridface.benchmarks.Benchmarks;
import org.hybridface.benchmarks.clip.Clips.Return;
import org.junit.jupiter.api.Test;

/**
 * People who walk, turn, leave and come back keep their keys, and few of their faces are embedded. In the build a part of the rendered clip; all
 * with {@code -Dbenchmarks=long}.
 */
class ClipTest {

    private static final Path ROOT = Path.of(System.getProperty("project.root", ".."));
    private static final Path FACES = ROOT.resolve("../shared/faces/lfw-dev").normalize();

    private final Clips clips = new Clips(FACES, Path.of(System.getProperty("routes.dir")).resolve("edge"));

    @Test
    void renderedPeopleKeepTheirKeys() throws Exception {
        check(clips.run(Benchmarks.LONG ? new RenderedClip(new double[] {0, 66}) : new RenderedClip(new double[] {31, 42}, new double[] {31, 42})));
    }

    @Test
    void peopleOfMovedPhotosKeepTheirKeys() throws Exception {
        assumeTrue(Benchmarks.LONG, "skipped: three minutes, with -Dbenchmarks=long only");
        assumeTrue(Files.isDirectory(FACES), () -> "skipped: no photos of people at " + FACES.toAbsolutePath());
        check(clips.moved(60, Return.SAME_PHOTO));
    }

    private static void check(ClipRun run) {
        assertThat(run.keysPerPerson()).as("keys for each person; %s", run.oddities()).isBetween(1.0, 1.02);
        assertThat(run.purity()).as("purity; %s", run.oddities()).isEqualTo(1.0);
        assertThat(run.embeddedPart()).as("embedded part of the detected faces").isLessThanOrEqualTo(0.04);
        assertThat(run.questionsPerVisit()).as("questions for each visit").isLessThanOrEqualTo(1.05);
    }
}
