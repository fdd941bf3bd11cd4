// SPDX-License-Identifier: Apache-2.0
package org.hybridface.chaos;

import java.util.List;
import java.util.Set;

/**
 * What came of a schedule.
 *
 * @param story everything that happened, a line each
 */
record Outcome(Schedule schedule, List<Violation> violations, List<String> story) {

    /** What happens without anybody's doing. */
    private static final Set<String> USUAL = Set.of("begin", "go", "apply", "ack");

    boolean breaks(Promise promise) {
        return violations.stream().anyMatch(violation -> violation.promise() == promise);
    }

    /** Its faults and edits, and at which call each came: what makes two schedules alike. */
    List<String> shape() {
        return story.stream().filter(line -> !line.startsWith(" ")).map(line -> line.split(" +", 3))
                .filter(words -> !USUAL.contains(words[0])).map(words -> words[0] + (words.length > 2 ? " " + words[2].split(" ")[0] : ""))
                .sorted().toList();
    }

    static Outcome of(World world, Scenario scenario, Chooser chooser) {
        Simulation simulation = new Simulation(world, scenario);
        List<Violation> violations = Oracle.judge(simulation, chooser);
        return new Outcome(new Schedule(scenario, List.copyOf(simulation.decisions())), violations, simulation.story());
    }
}
