// SPDX-License-Identifier: Apache-2.0
package org.hybridface.benchmarks.detection;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.hybridface.benchmarks.detection.Options.Way;
import org.hybridface.benchmarks.detection.Scenery.Placed;
import org.hybridface.vision.Detection;
import org.hybridface.vision.FaceDetector;
import org.hybridface.vision.models.FaceModels;
import org.opencv.core.Mat;

/**
 * Draws pictures by lot: faces of any size anywhere, alone and in company, before backgrounds of many kinds, and counts which are found, by
 * everything that was drawn. As stills, or as the pictures of a camera in which people appear and must be found within half a second.
 */
public final class Anywhere {

    /** Faces as small as the photos may show besides the one that they are of. */
    private static final int SMALLEST_IN_PHOTOS_PX = 24;

    private static final long NEXT_SEED = 1_000_003;

    private final Path faces;
    private final Options options;
    private final Map<Integer, FaceDetector> detectors = new HashMap<>();

    /**
     * @param faces one folder of photos for each person
     * @param named the value of an option by its name; benchmarks/README.md lists them
     * @throws IllegalArgumentException when one cannot be used
     */
    public Anywhere(Path faces, UnaryOperator<String> named) {
        this.faces = faces;
        this.options = Options.of(named);
    }

    public void print(PrintStream out) {
        Tally tally = tally();
        out.println("| | | found |\n|---|---|---|\n| all | | " + tally.all() + " |");
        tally.byKind().forEach((kind, values) -> values.forEach((value, count) -> out.println("| " + kind + " | " + value.strip() + " | " + count + " |")));
        out.println("\nDetections where no photo was pasted: " + tally.falseAlarms() + " in " + options.pictures()
                + (options.way() == Way.STILL ? " pictures" : " clips"));
    }

    Tally tally() {
        Tally tally = new Tally();
        try (People people = People.in(faces, options.heads(), detector(SMALLEST_IN_PHOTOS_PX))) {
            for (int i = 0; i < options.pictures(); i++) {
                Random random = new Random(options.seed() * NEXT_SEED + i);
                Draw draw = Draw.of(options, i, people, random);
                try (Scenery scenery = draw.scenery()) {
                    if (options.way() == Way.STILL) {
                        still(draw, scenery.people(), tally, random);
                    } else {
                        new Appearance(draw, random).show(detector(draw.minPx()).forCamera(), tally);
                    }
                }
            }
        } finally {
            detectors.values().forEach(FaceDetector::close);
            detectors.clear();
        }
        return tally;
    }

    private void still(Draw draw, List<Placed> people, Tally tally, Random random) {
        Mat picture = draw.picture(people, random);
        List<Detection> found = detector(draw.minPx()).detect(picture);
        picture.release();
        people.forEach(one -> tally.add(draw.kinds(one), found.stream().anyMatch(face -> one.isFoundAt(face.box()))));
        tally.addFalseAlarms((int) found.stream().filter(face -> people.stream().noneMatch(one -> one.shows(face.box()))).count());
    }

    private FaceDetector detector(int minPx) {
        return detectors.computeIfAbsent(minPx, px -> FaceModels.open(Optional.empty()).detector("auto", px));
    }
}
