// SPDX-License-Identifier: Apache-2.0
package org.hybridface.chaos;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Every order in which the calls of some runs can follow one another, one simulation each; of orders that differ only in calls that
 * touch nothing in common, one (sleep sets: P. Godefroid, "Partial-Order Methods for the Verification of Concurrent Systems", 1996).
 * Devices, stream and later deliveries follow in the usual order.
 */
final class AllOrders {

    /** A state on the way: what could go on there, what was tried, what need not be. */
    private static final class State {
        private final Map<String, Call> enabled;
        private final Map<String, Call> asleep;
        private String chosen;

        State(Map<String, Call> enabled, Map<String, Call> asleep) {
            this.enabled = enabled;
            this.asleep = asleep;
        }

        /** @return false when nothing is left to try */
        boolean next() {
            if (chosen != null) {
                asleep.put(chosen, enabled.get(chosen));
            }
            chosen = enabled.keySet().stream().filter(name -> !asleep.containsKey(name)).findFirst().orElse(null);
            return chosen != null;
        }

        /** What need not be tried behind the choice either. */
        Map<String, Call> asleepBehind() {
            Map<String, Call> still = new HashMap<>();
            asleep.forEach((name, call) -> {
                if (!call.conflictsWith(enabled.get(chosen))) {
                    still.put(name, call);
                }
            });
            return still;
        }
    }

    private final World world;
    private final Scenario scenario;
    private final List<State> path = new ArrayList<>();
    private int orders;
    private boolean complete;

    AllOrders(World world, Scenario scenario) {
        this.world = world;
        this.scenario = scenario;
    }

    /** @return how many orders were run */
    int orders() {
        return orders;
    }

    /** Whether none is left. */
    boolean isComplete() {
        return complete;
    }

    /** Goes through all orders, or as many as it is let. */
    void explore(BooleanSupplier goesOn, Consumer<Outcome> each) {
        while (goesOn.getAsBoolean()) {
            orders++;
            each.accept(Outcome.of(world, scenario, chooser()));
            while (!path.isEmpty() && !path.get(path.size() - 1).next()) {
                path.remove(path.size() - 1);
            }
            if (path.isEmpty()) {
                complete = true;
                return;
            }
        }
    }

    private Chooser chooser() {
        int[] depth = {0};
        return (needed, optional) -> {
            Map<String, Call> enabled = new java.util.LinkedHashMap<>();
            needed.forEach((name, call) -> {
                if (scenario.sightings().stream().anyMatch(sighting -> name.equals("go " + sighting.thing()) || name.equals("begin " + sighting.thing()))) {
                    enabled.put(name, call);
                }
            });
            if (enabled.isEmpty()) {
                return Optional.empty();
            }
            if (depth[0] == path.size()) {
                State state = new State(enabled, depth[0] == 0 ? new HashMap<>() : path.get(depth[0] - 1).asleepBehind());
                if (!state.next()) {
                    return Optional.empty(); // an order that was run before
                }
                path.add(state);
            }
            return Optional.of(path.get(depth[0]++).chosen);
        };
    }
}
