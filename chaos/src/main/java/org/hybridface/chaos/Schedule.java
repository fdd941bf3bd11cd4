// SPDX-License-Identifier: Apache-2.0
package org.hybridface.chaos;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;

/** What is decided of one simulation: who is there, and what happens first. What is not decided happens in the usual order. */
record Schedule(Scenario scenario, List<String> decisions) {

    private static final String BETWEEN = "; ";

    Outcome play(World world) {
        return Outcome.of(world, scenario, Chooser.replay(decisions));
    }

    /**
     * The smallest schedule that still breaks the promise: whole stretches are left out first, then single decisions.
     *
     * @param goesOn whether there is time left to look for a smaller one
     */
    Schedule shrunk(World world, Promise promise, BooleanSupplier goesOn) {
        Schedule smallest = this;
        for (int length = Math.max(1, decisions.size() / 2); length >= 1; length /= 2) {
            for (int from = 0; from < smallest.decisions.size() && goesOn.getAsBoolean(); ) {
                List<String> less = new ArrayList<>(smallest.decisions.subList(0, from));
                less.addAll(smallest.decisions.subList(Math.min(from + length, smallest.decisions.size()), smallest.decisions.size()));
                Schedule tried = new Schedule(scenario, less);
                if (tried.play(world).breaks(promise)) {
                    smallest = tried;
                } else {
                    from += length;
                }
            }
        }
        return smallest;
    }

    /** As {@link #toString} writes it. */
    static Schedule parse(String text) {
        String[] parts = text.split(": ", 2);
        return new Schedule(Scenario.parse(parts[0]), parts[1].isBlank() ? List.of() : Arrays.asList(parts[1].split(BETWEEN)));
    }

    @Override
    public String toString() {
        return scenario + ": " + String.join(BETWEEN, decisions);
    }
}
