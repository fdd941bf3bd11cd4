// SPDX-License-Identifier: Apache-2.0
package org.hybridface.benchmarks.detection;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.opencv.core.Size;

/**
 * What {@link Anywhere} draws.
 *
 * @param way            how each picture is searched
 * @param pictures       how many, the cameras in turns
 * @param seed           another one is another sample
 * @param cameras        sizes of their pictures
 * @param minSizes       smallest faces wanted, longer side in pixels; one of them for each picture
 * @param spoilings      one of them for each picture
 * @param maxTiltDegrees heads are tilted by up to so much, to either side
 * @param heads          who is shown
 */
record Options(Way way, int pictures, long seed, List<Size> cameras, List<Integer> minSizes, List<Spoiling> spoilings, int maxTiltDegrees, Heads heads) {

    /** As a single picture, or as a camera's pictures in which people appear. */
    enum Way { STILL, CAMERA }

    /** Frontal ones, turned by 20 degrees at most, or the others. */
    enum Heads { FRONTAL, TURNED }

    private static final Pattern CAMERA = Pattern.compile("([1-9]\\d{1,4})x([1-9]\\d{1,4})");
    private static final int MOST_DEGREES = 45;

    /**
     * @param named an option's value by its name, for example {@code anywhere.seed}
     * @throws IllegalArgumentException when one cannot be used; says which and what it may be
     */
    static Options of(UnaryOperator<String> named) {
        return new Options(word("anywhere.way", named, Way.class), number("anywhere.pictures", named, 1, 1_000_000),
                number("anywhere.seed", named, 0, Integer.MAX_VALUE), list("anywhere.cameras", named, Options::camera),
                list("anywhere.min-sizes", named, value -> number("anywhere.min-sizes", name -> value, 10, 1000)),
                list("anywhere.spoilings", named, value -> word("anywhere.spoilings", name -> value, Spoiling.class)),
                number("anywhere.tilt", named, 0, MOST_DEGREES), word("anywhere.heads", named, Heads.class));
    }

    private static <T> List<T> list(String name, UnaryOperator<String> named, Function<String, T> each) {
        return Stream.of(named.apply(name).split(",")).map(String::strip).map(each).toList();
    }

    private static Size camera(String value) {
        var size = CAMERA.matcher(value);
        if (!size.matches()) {
            throw new IllegalArgumentException("anywhere.cameras has '" + value + "'; give widths and heights, as in 640x480,1920x1080");
        }
        return new Size(Integer.parseInt(size.group(1)), Integer.parseInt(size.group(2)));
    }

    private static int number(String name, UnaryOperator<String> named, int least, int most) {
        String value = named.apply(name);
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, as one out of range is.
        }
        throw new IllegalArgumentException("%s is '%s'; give a whole number from %d to %d".formatted(name, value, least, most));
    }

    private static <E extends Enum<E>> E word(String name, UnaryOperator<String> named, Class<E> words) {
        String value = named.apply(name);
        return Arrays.stream(words.getEnumConstants()).filter(one -> word(one).equals(value)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("%s is '%s'; choose one of: %s".formatted(name, value,
                        String.join(", ", Arrays.stream(words.getEnumConstants()).map(Options::word).toList()))));
    }

    /** As it is written in options and tables. */
    static String word(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
