// SPDX-License-Identifier: Apache-2.0
package org.hybridface.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Looks for schedules that break a promise. In each build a fixed number of them, {@code chaos.schedules}, so that neither luck nor the
 * machine's speed decides; there a promise that schedules.txt says is broken may be broken again. With {@code -Pchaos} as many as
 * {@code chaos.seconds} allow, each search for half of them; there it may be broken by a schedule with the same faults at the same calls
 * only. Each is printed with its seed and its smallest schedule.
 */
class ExplorerTest {

    private static final Duration EACH = Duration.ofSeconds(Long.getLong("chaos.seconds", 40)).dividedBy(2);
    /** 0: as many as there is time for. */
    private static final long SCHEDULES = Long.getLong("chaos.schedules", 12);

    /** An order of two runs takes about a third of a random schedule of up to five. */
    private static final long ORDERS = 3 * SCHEDULES;
    private static final long FIRST_SEED = Long.getLong("chaos.seed", 1);

    private static World world;

    private final Set<List<String>> known = new HashSet<>();
    private final Set<List<String>> found = new HashSet<>();
    private final Map<Promise, Integer> broken = new EnumMap<>(Promise.class);
    private final StringBuilder unexpected = new StringBuilder();
    private final long begin = System.nanoTime();

    @BeforeAll
    static void start() {
        world = new World();
    }

    @AfterAll
    static void stop() throws IOException {
        world.close();
    }

    @Test
    void upToFiveRunsInAnyOrderWithFaultsKeepThePromises() {
        long seed = FIRST_SEED;
        for (; SCHEDULES > 0 ? seed - FIRST_SEED < SCHEDULES : goesOn(); seed++) {
            Random random = new Random(seed);
            judge("seed " + seed, Outcome.of(world, RandomChooser.scenario(random), RandomChooser.of(random)));
        }

        report((seed - FIRST_SEED) + " random schedules");
        assertThat(seed).as("schedules").isGreaterThan(FIRST_SEED);
        assertThat(unexpected).isEmpty();
    }

    @Test
    void twoRunsInEveryOrderKeepThePromises() {
        AllOrders orders = new AllOrders(world, Scenario.parse("aws door=ada gate=ada"));
        orders.explore(() -> ORDERS > 0 ? orders.orders() < ORDERS : goesOn(), outcome -> judge("order " + orders.orders(), outcome));

        report(orders.orders() + " orders of two runs" + (orders.isComplete() ? ", which are all" : ""));
        assertThat(orders.orders()).isPositive();
        assertThat(unexpected).isEmpty();
    }

    private static List<String> shapeOf(SchedulesTest.Broken line) {
        List<String> shape = new ArrayList<>(List.of(line.promise().name()));
        shape.addAll(line.schedule().play(world).shape());
        return shape;
    }

    private boolean goesOn() {
        return seconds() < EACH.toSeconds();
    }

    private double seconds() {
        return (System.nanoTime() - begin) / 1e9;
    }

    private void judge(String which, Outcome outcome) {
        outcome.violations().stream().map(Violation::promise).distinct().forEach(promise -> {
            broken.merge(promise, 1, Integer::sum);
            if (SCHEDULES > 0 && SchedulesTest.broken().stream().anyMatch(line -> line.promise() == promise)) {
                return;
            }
            if (known.isEmpty()) {
                SchedulesTest.broken().forEach(line -> known.add(shapeOf(line)));
            }
            Outcome smallest = outcome.schedule().shrunk(world, promise, this::goesOn).play(world);
            List<String> shape = new ArrayList<>(List.of(promise.name()));
            shape.addAll(smallest.shape());
            if (!found.add(shape) || isKnown(shape)) {
                return;
            }
            String text = String.format(java.util.Locale.ROOT, "%s after %.1f s: %s%n    %s%n    %s%n", which, seconds(), outcome.violations(),
                    shape, smallest.schedule());
            System.out.print(text);
            unexpected.append(text);
        });
    }

    /** Where no time was left to make a schedule small, it may hold more than the fault. */
    private boolean isKnown(List<String> shape) {
        return known.stream().anyMatch(each -> goesOn() ? each.equals(shape) : shape.containsAll(each));
    }

    private void report(String what) {
        System.out.printf(java.util.Locale.ROOT, "%s in %.1f s, broken promises: %s%n", what, seconds(), broken);
    }
}
