// SPDX-License-Identifier: Apache-2.0
package org.hybridface.chaos.process;

import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

/**
 * The faults to choose from.
 *
 * @param all      in an order that is always the same, so that a seed means the same everywhere
 * @param possible which of them this machine can do
 */
record FaultMenu(List<ProcessFault> all, Predicate<ProcessFault> possible) {

    /** @param only faults whose name begins so; empty: all */
    static FaultMenu of(TestBed bed, String only) {
        return new FaultMenu(ProcessFault.all(), fault -> fault.name().startsWith(only) && switch (fault.needs()) {
            case FULL_DISK -> bed.disk().isThere();
            case FAKE_TIME -> Surroundings.hasFakeTime();
            case NOTHING -> true;
        });
    }

    FaultMenu {
        if (all.stream().noneMatch(possible)) {
            throw new IllegalArgumentException("no such fault can be done here: take one of " + all.stream().map(ProcessFault::name).toList());
        }
    }

    /** Each as often as its weight says; one that cannot be done here is drawn again. */
    ProcessFault choose(Random random) {
        ProcessFault fault = draw(random);
        while (!possible.test(fault)) {
            fault = draw(random);
        }
        return fault;
    }

    private ProcessFault draw(Random random) {
        int chosen = random.nextInt(all.stream().mapToInt(ProcessFault::weight).sum());
        for (ProcessFault fault : all) {
            chosen -= fault.weight();
            if (chosen < 0) {
                return fault;
            }
        }
        throw new IllegalStateException("the weights do not add up");
    }
}
