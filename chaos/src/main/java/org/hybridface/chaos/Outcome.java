package org.hybridface.chaos;

import java.util.List;

/** What came of a schedule. @param story everything that happened, a line each */
record Outcome(Schedule schedule, List<Violation> violations, List<String> story) {

    boolean breaks(Promise promise) {
        return violations.stream().anyMatch(violation -> violation.promise() == promise);
    }

    static Outcome of(World world, Scenario scenario, Chooser chooser) {
        Simulation simulation = new Simulation(world, scenario);
        List<Violation> violations = Oracle.judge(simulation, chooser);
        return new Outcome(new Schedule(scenario, List.copyOf(simulation.decisions())), violations, simulation.story());
    }
}
