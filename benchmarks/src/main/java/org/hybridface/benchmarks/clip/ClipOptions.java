// SPDX-License-Identifier: Apache-2.0
package org.hybridface.benchmarks.clip;

import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.hybridface.benchmarks.clip.MovedPhotos.Walk;

/**
 * Which clips of moved photos are measured: each set of people walks each walk.
 *
 * @param sets   of people, from 1; no two share anybody
 * @param people in each set
 */
record ClipOptions(List<Integer> sets, int people, List<Walk> walks) {

    /** The options and what they are when nobody says anything. */
    private static final String SETS = "clip.sets";
    private static final String PEOPLE = "clip.people";
    private static final String GUESTS = "clip.guests";
    private static final String RATES = "clip.rates";
    private static final String SEEDS = "clip.seeds";

    private static final int MOST_PEOPLE = 1000;
    private static final int MOST_GUESTS = 6;
    private static final int MOST_PICTURES_PER_SECOND = 60;

    /**
     * @param properties {@code clip.sets}, {@code clip.people}, {@code clip.guests}, {@code clip.rates} and {@code clip.seeds}; all but the second
     *                   may be lists with commas
     * @throws IllegalArgumentException when one of them is no number or out of its range
     */
    static ClipOptions of(Properties properties) {
        List<Walk> walks = new ArrayList<>();
        for (int guests : numbers(properties, GUESTS, "3", 1, MOST_GUESTS)) {
            for (int rate : numbers(properties, RATES, "12", 1, MOST_PICTURES_PER_SECOND)) {
                for (int seed : numbers(properties, SEEDS, "0", 0, Integer.MAX_VALUE)) {
                    walks.add(new Walk(guests, rate, seed));
                }
            }
        }
        List<Integer> people = numbers(properties, PEOPLE, "60", 1, MOST_PEOPLE);
        if (people.size() > 1) {
            throw new IllegalArgumentException(PEOPLE + " is '" + properties.getProperty(PEOPLE) + "': give one number");
        }
        return new ClipOptions(numbers(properties, SETS, "1", 1, MOST_PEOPLE), people.get(0), List.copyOf(walks));
    }

    private static List<Integer> numbers(Properties properties, String option, String usual, int least, int most) {
        String given = properties.getProperty(option, "").isBlank() ? usual : properties.getProperty(option);
        List<Integer> numbers = new ArrayList<>();
        for (String one : given.split(",", -1)) {
            try {
                numbers.add(Integer.parseInt(one.trim()));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(wrong(option, given, least, most), e);
            }
        }
        if (numbers.stream().anyMatch(number -> number < least || number > most)) {
            throw new IllegalArgumentException(wrong(option, given, least, most));
        }
        return numbers;
    }

    private static String wrong(String option, String given, int least, int most) {
        return option + " is '" + given + "': give whole numbers from " + least + (most == Integer.MAX_VALUE ? "" : " to " + most) + ", with commas between";
    }
}
