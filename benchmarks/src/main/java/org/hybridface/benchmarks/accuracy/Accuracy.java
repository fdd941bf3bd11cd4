// SPDX-License-Identifier: Apache-2.0
package org.hybridface.benchmarks.accuracy;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hybridface.benchmarks.accuracy.LabelledPhotos.Photo;
import org.hybridface.vision.FaceDetector;
import org.hybridface.vision.FaceEmbedder;
import org.hybridface.vision.ModelLines;
import org.hybridface.vision.models.FaceModels;

/** Prints every figure of docs/accuracy.md that concerns detectors and embedders. */
public final class Accuracy {

    private static final double[] DISTANCES = {0.90, 0.94, 0.95, 0.97, 0.98, 0.99, 1.00, 1.01, 1.02, 1.03, 1.048, 1.07, 1.10, 1.12, 1.125, 1.20};
    /** The part of pairs of different people that may pass: 3 of 100,000. */
    private static final double WRONG_PAIRS = 3e-5;
    private static final double[] KEY_DISTANCES = {0.97, 0.99, 1.00, 1.01, 1.02, 1.03, 1.05, 1.128};
    private static final int[] FACE_SIZES_PX = {30, 40, 60, 80, 100, 150, 200};
    private static final int ORDERS = 3;
    private static final int EVERY_FRAMES = 6;

    private final Path faces;
    private final FaceModels models = FaceModels.open(Optional.empty());

    /**
     * @param faces  one folder of photos for each person
     */
    public Accuracy(Path faces) {
        this.faces = faces;
    }

    public void print(PrintStream out) {
        List<Photo> photos = LabelledPhotos.in(faces);
        List<Photo> firsts = photos.stream().filter(photo -> photo.order() == 0).toList();
        out.printf("%d photos of %d people%n", photos.size(), firsts.size());
        try (FaceDetector detector = models.detector("auto")) {
            for (String name : List.of("sface", "sface-mirrored")) {
                try (FaceEmbedder embedder = models.embedder(name)) {
                    out.printf("%n## %s%n%n", name);
                    EmbeddedPhotos embedded = EmbeddedPhotos.of(photos, detector, embedder);
                    say(out, "faces found in the photos: %d of %d (%.4f), %.1f ms a face to embed", embedded.photos().size(), embedded.looked(),
                            embedded.foundRate(), embedded.embedMillis());
                    printPeople(out, embedded);
                    printStrength(out, embedded, embedder.lines());
                }
            }
            printFound(out, firsts, detector);
        }
    }

    /** What leaving out weak looks gains. */
    private static void printStrength(PrintStream out, EmbeddedPhotos embedded, ModelLines lines) {
        EmbeddedPhotos strong = embedded.strongerThan(lines.poorStrength());
        Identification who = Identification.of(strong.photos());
        say(out, "%nwithout the %d photos whose vector is shorter than %.1f: rank-1 %d of %d (%.4f)",
                embedded.photos().size() - strong.photos().size(), lines.poorStrength(), who.right(), who.asked(), who.rankOne());
    }

    private static void printFound(PrintStream out, List<Photo> firsts, FaceDetector detector) {
        List<String> sizes = new ArrayList<>();
        for (int px : FACE_SIZES_PX) {
            sizes.add(String.format(Locale.ROOT, "%d px %.3f", px, FoundInARoom.photos(firsts, px, detector).rate()));
        }
        say(out, "found in a scene of 640x480 by size: %s", String.join(", ", sizes));
        FoundInARoom rendered = FoundInARoom.rendered(EVERY_FRAMES, detector);
        say(out, "found in the rendered room: %d of %d, %d elsewhere", rendered.found(), rendered.shown(), rendered.excess());
    }

    private static void printPeople(PrintStream out, EmbeddedPhotos embedded) {
        Verification pairs = Verification.of(embedded.photos());
        say(out, "%d pairs of one person, %d of two%n", pairs.samePairs(), pairs.differentPairs());
        say(out, "| distance | true accepts | false accepts | balanced accuracy |%n|---|---|---|---|");
        for (double distance : DISTANCES) {
            say(out, "| %.3f | %.4f | %.7f | %.4f |", distance, pairs.trueAccepts(distance), pairs.falseAccepts(distance),
                    pairs.balancedAccuracy(distance));
        }
        double line = pairs.distanceAt(WRONG_PAIRS);
        say(out, "%nTAR %.4f at FAR %.0e (distance %.3f); FAR 1e-3 at %.3f, 3e-6 at %.3f", pairs.trueAccepts(line), WRONG_PAIRS, line,
                pairs.distanceAt(1e-3), pairs.distanceAt(3e-6));
        Identification who = Identification.of(embedded.photos());
        say(out, "%nrank-1: %d of %d (%.4f) with %d people enrolled", who.right(), who.asked(), who.rankOne(), who.enrolled());
        say(out, "%n| people who come | distance | purity of keys | keys for each person |%n|---|---|---|---|");
        int everybody = Integer.MAX_VALUE / 2;
        for (int people : new int[] {10, 50, everybody}) {
            for (double distance : KEY_DISTANCES) {
                double purity = 0;
                double keys = 0;
                for (int order = 0; order < ORDERS; order++) {
                    KeyPurity one = KeyPurity.inGroups(embedded.photos(), people, distance, order);
                    purity += one.purity() / ORDERS;
                    keys += (double) one.keys() / one.people() / ORDERS;
                }
                say(out, "| %s | %.3f | %.4f | %.2f |", people == everybody ? "all" : people, distance, purity, keys);
            }
        }
    }

    private static void say(PrintStream out, String format, Object... values) {
        out.printf(Locale.ROOT, format + "%n", values);
    }
}
