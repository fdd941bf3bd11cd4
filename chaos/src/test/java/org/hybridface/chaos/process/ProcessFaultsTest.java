// SPDX-License-Identifier: Apache-2.0
package org.hybridface.chaos.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import org.hybridface.vision.FaceDetector;
import org.hybridface.vision.models.FaceModels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * {@code mvn verify -Pchaos}: faults on real processes, {@code chaos.rounds} of them, or as many as {@code chaos.seconds} allow. Each
 * round has its own seed, {@code chaos.seed} and following, which decides who suffers what, when and for how long; the seed and the
 * schedule are printed before it begins. {@code chaos.edge} may name another version's zip of the device.
 */
@EnabledIfSystemProperty(named = "chaos.rounds", matches = "\\d+", disabledReason = "half an hour of its own: mvn verify -Pchaos")
@EnabledOnOs(value = OS.LINUX, disabledReason = "reads /proc and sends signals")
class ProcessFaultsTest {

    private static final Path ROOT = Path.of(System.getProperty("project.root"));
    private static final long SECONDS = Long.getLong("chaos.seconds", 40);
    /** 0: as many as there is time for. */
    private static final int ROUNDS = Integer.getInteger("chaos.rounds", 0);
    private static final long FIRST_SEED = Long.getLong("chaos.seed", 1);
    /** Only faults whose name begins so; empty: all. */
    private static final String ONLY = System.getProperty("chaos.fault", "");
    /** The device's zip; another version's shows what a mend has mended. */
    private static final Path EDGE = Optional.of(System.getProperty("chaos.edge", "")).filter(zip -> !zip.isEmpty()).map(Path::of)
            .orElse(ROOT.resolve("edge-routes/target/edge.zip"));
    private static final String PEOPLE = System.getProperty("chaos.people", "");
    /** All fit on the device's list, which has 60 places. */
    private static final int MOST_PEOPLE = 50;
    /** The device's own, face.quality.min-size. */
    private static final int SMALLEST_FACE_PX = 40;

    @Test
    void eachFaceThatWentInBecomesExactlyOnePersonWhateverFails() throws Exception {
        List<Visitor> visitors;
        try (FaceDetector detector = FaceModels.open(Optional.empty()).detector("auto", SMALLEST_FACE_PX)) {
            visitors = Strangers.of(PEOPLE, ROOT.resolve("chaos/target/people")).visitors(MOST_PEOPLE, detector);
        }
        ReliabilityTable table = new ReliabilityTable();
        List<String> broken = new ArrayList<>();
        long begin = System.nanoTime();
        try (TestBed bed = TestBed.start(ROOT, EDGE, ROOT.resolve("chaos/target/process-" + FIRST_SEED))) {
            bed.device().awaitFrames();
            FaultRun run = new FaultRun(bed, visitors);
            for (long seed = FIRST_SEED; ROUNDS > 0 ? seed - FIRST_SEED < ROUNDS : System.nanoTime() - begin < SECONDS * 1_000_000_000L; seed++) {
                // Neighbouring seeds of Random begin alike.
                Random random = new Random(new SplittableRandom(seed).nextLong());
                FaultRun.Result result = run.round(FaultMenu.of(bed, ONLY).choose(random), random);
                table.add(result);
                String line = "seed " + seed + ": " + result.schedule() + ": " + (result.verdict().isGood() ? "kept" : result.verdict())
                        + result.recovery().map(time -> ", at rest after " + time.toMillis() + " ms").orElse(", never at rest")
                        + (result.seenAgain() > 0 ? ", " + result.seenAgain() + " asked when seen again" : "")
                        + (result.failed() > 0 ? ", " + result.failed() + " failed events" : "");
                System.out.println(line);
                if (!result.verdict().isGood() || result.recovery().isEmpty()) {
                    broken.add(line);
                }
                Files.writeString(ROOT.resolve("chaos/target/reliability-" + FIRST_SEED + ".md"), table.rows());
            }
            broken.addAll(run.leftOvers());
        }
        System.out.println(table.rows());
        assertThat(table.runs()).isPositive();
        assertThat(broken).isEmpty();
    }
}
