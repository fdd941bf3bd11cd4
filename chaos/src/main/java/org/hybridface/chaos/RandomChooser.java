// SPDX-License-Identifier: Apache-2.0
package org.hybridface.chaos;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Decides by chance, the same way for the same seed. */
final class RandomChooser implements Chooser {

    private static final double OPTIONAL = 0.12;

    private final Random random;
    private final double sticks;
    private int left;
    private String last = "";

    private RandomChooser(Random random) {
        this.random = random;
        this.left = random.nextInt(6);
        this.sticks = random.nextInt(3) * 0.45;
    }

    static RandomChooser of(Random random) {
        return new RandomChooser(random);
    }

    /** Up to five devices that see one or two people; the mailbox of some is full. */
    static Scenario scenario(Random random) {
        List<String> things = List.of("door", "garden", "gate", "hall", "yard");
        int count = 1 + Math.min(random.nextInt(5), random.nextInt(5));
        StringBuilder text = new StringBuilder(random.nextBoolean() ? "aws" : "local");
        for (String thing : things.subList(0, count)) {
            text.append(' ').append(thing).append('=').append(random.nextInt(4) == 0 ? "bob" : "ada")
                    .append(random.nextInt(6) == 0 ? "/full" : "");
        }
        return Scenario.parse(text.toString());
    }

    @Override
    public Optional<String> choose(Map<String, Call> needed, List<String> optional) {
        if (left > 0 && !optional.isEmpty() && random.nextDouble() < OPTIONAL) {
            left--;
            // First the kind, or the many faults of many runs would leave no chance to an edit.
            List<String> kinds = optional.stream().map(RandomChooser::kind).distinct().toList();
            String kind = kinds.get(random.nextInt(kinds.size()));
            return Optional.of(any(optional.stream().filter(name -> kind(name).equals(kind)).toList()));
        }
        if (needed.containsKey(last) && random.nextDouble() < sticks) {
            return Optional.of(last);
        }
        last = any(List.copyOf(needed.keySet()));
        return Optional.of(last);
    }

    private static String kind(String name) {
        return name.substring(0, name.indexOf(' '));
    }

    private String any(List<String> names) {
        return names.get(random.nextInt(names.size()));
    }
}
