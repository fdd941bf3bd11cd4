// SPDX-License-Identifier: Apache-2.0
package org.hybridface.benchmarks.detection;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.hybridface.benchmarks.detection.Scenery.Place;
import org.hybridface.benchmarks.detection.Scenery.Placed;
import org.opencv.core.Mat;
import org.opencv.core.Size;

/**
 * One picture, drawn by lot.
 *
 * @param minPx   the smallest face wanted
 * @param fillPx  a face that fills the picture
 * @param scenery the caller closes it
 */
record Draw(Size camera, int minPx, double fillPx, Background background, Spoiling spoiling, int crowd, Scenery scenery) {

    private static final List<Integer> CROWDS = List.of(1, 2, 5, 20);

    /** One of so many faces has exactly the smallest size wanted, whatever the lot would give it. */
    private static final int EVERY_SMALLEST = 4;

    /** One of so many pictures of one person shows a face of four fifths of the picture or more. */
    private static final int EVERY_FILLING = 6;

    private static final double HEIGHT_OF_WIDTH = 1.3;
    private static final int BORDER_PX = 2;

    static Draw of(Options options, int number, People people, Random random) {
        Size camera = options.cameras().get(number % options.cameras().size());
        int minPx = one(options.minSizes(), random);
        Background background = one(List.of(Background.values()), random);
        Spoiling spoiling = one(options.spoilings(), random);
        int crowd = one(CROWDS, random);
        Place place = one(List.of(Place.values()), random);
        double fill = Math.min(camera.height - BORDER_PX, (camera.width - BORDER_PX) * HEIGHT_OF_WIDTH);
        double most = Math.max(minPx, fill / Math.sqrt(crowd));
        Scenery scenery = new Scenery(background.draw((int) camera.width, (int) camera.height, people.faceless(), random), random);
        double row = size(minPx, most, random);
        for (int i = 0; i < crowd; i++) {
            // People in a row are about as far away as each other.
            double px = place == Place.IN_A_ROW ? row : size(minPx, most, random);
            if (crowd == 1 && random.nextInt(EVERY_FILLING) == 0) {
                px = fill * (0.8 + 0.2 * random.nextDouble());
            }
            Cutting head = one(people.heads(), random);
            scenery.add(head, random.nextInt(EVERY_SMALLEST) == 0 ? minPx : px, place, (2 * random.nextDouble() - 1) * options.maxTiltDegrees());
        }
        return new Draw(camera, minPx, fill, background, spoiling, crowd, scenery);
    }

    /** The picture with these people, as the camera gives it. The caller releases it. */
    Mat picture(List<Placed> shown, Random random) {
        Mat picture = scenery.with(shown);
        spoiling.spoil(picture, random);
        return picture;
    }

    /** What one of its faces is counted as. */
    Map<String, String> kinds(Placed one) {
        Map<String, String> kinds = new LinkedHashMap<>();
        kinds.put("picture", String.format(Locale.ROOT, "%4.0fx%.0f", camera.width, camera.height));
        kinds.put("smallest wanted", String.format(Locale.ROOT, "%3d px", minPx));
        kinds.put("size of the face", size(one.longer()));
        kinds.put("background", Options.word(background));
        kinds.put("spoilt", Options.word(spoiling));
        kinds.put("faces asked for", String.format(Locale.ROOT, "%2d", crowd));
        kinds.put("place", Options.word(one.place()));
        return kinds;
    }

    /** Sizes are as evenly spread as distances of people are: each double of one as often as the next. */
    private static double size(int minPx, double most, Random random) {
        return minPx * Math.pow(most / minPx, random.nextDouble());
    }

    private String size(double px) {
        double[] ends = {1.02, 1.5, 3, 8};
        String[] names = {"1 the smallest", "2 up to 1.5 of it", "3 up to 3", "4 up to 8", "5 more"};
        int index = (int) IntStream.range(0, ends.length).filter(i -> px >= ends[i] * minPx).count();
        return px > 0.75 * fillPx ? "6 fills the picture" : names[index];
    }

    private static <T> T one(List<T> many, Random random) {
        return many.get(random.nextInt(many.size()));
    }
}
