// SPDX-License-Identifier: Apache-2.0
package org.hybridface.vision.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.hybridface.vision.FaceSizes;
import org.hybridface.vision.detect.SearchPlan.Look;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opencv.core.Rect;

class SearchPlanTest {

    private static final FaceSizes SEES = new FaceSizes(36, 420);

    @ParameterizedTest(name = "{0}x{1}, faces from {2} px")
    @CsvSource({"320, 240, 40", "640, 480, 24", "640, 480, 40", "480, 640, 40", "800, 600, 36", "1280, 720, 40", "1640, 1232, 40", "1920, 1080, 24",
        "1920, 1080, 40", "1080, 1920, 40", "2592, 1944, 24", "3840, 2160, 24", "3840, 2160, 40", "3840, 2160, 160", "5120, 1440, 40"})
    void everyFaceIsWholeInALookThatSeesItsSize(int width, int height, int wanted) {
        List<Look> looks = looks(width, height, wanted);
        Random random = new Random(3);
        double largest = Math.min(height, 1.32 * width);
        for (int i = 0; i < 5000; i++) {
            double tall = wanted * Math.pow(largest / wanted, random.nextDouble());
            double wide = Math.min(width, tall / 1.32);
            double x = random.nextDouble() * (width - wide);
            double y = random.nextDouble() * (height - tall);
            assertThat(looks).as("%.0f px at %.0f,%.0f", tall, x, y).anyMatch(look -> tall * look.scale() >= SEES.smallestPx() / 1.1 - 1e-6
                    && tall * look.scale() <= SEES.largestPx() + 1e-6 && holds(look.part(), x, y, wide, tall));
        }
    }

    @ParameterizedTest(name = "{0}x{1}, faces from {2} px: {3} times the picture at most")
    @CsvSource({"1280, 720, 40, 1.16", "1080, 1920, 40, 1.05", "3840, 2160, 40, 1.20", "3840, 2160, 24, 3.3", "2592, 1944, 24, 3.3"})
    void theDivisionWithTheFewestPixelsIsTaken(int width, int height, int wanted, double most) {
        assertThat(looks(width, height, wanted).stream().mapToDouble(look -> look.part().area() * look.scale() * look.scale()).sum())
                .isLessThan(most * width * height);
    }

    private static List<Look> looks(int width, int height, int wanted) {
        SearchPlan plan = SearchPlan.of(width, height, wanted, SEES);
        List<Look> looks = new ArrayList<>(plan.fine());
        looks.add(plan.coarse());
        return looks;
    }

    private static boolean holds(Rect part, double x, double y, double width, double height) {
        return part.x <= x && part.y <= y && part.x + part.width >= x + width && part.y + part.height >= y + height;
    }
}
