// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.rekognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;
import org.hybridface.local.http.AwsException;
import org.hybridface.vision.Box;
import org.hybridface.vision.Embedding;
import org.hybridface.vision.models.FaceModels;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Measures what a similarity means and writes the figures into docs/similarity.md. No test of the build: it looks at some
 * thousand photos. Its command stands in that document.
 */
class SimilarityReport {

    private static final String BEGIN = "<!-- measured: begin -->";
    private static final String END = "<!-- measured: end -->";
    private static final double[] THRESHOLDS = {80, 90, 95, 99};

    private final Path root = Path.of(System.getProperty("project.root", ".."));
    private final StringBuilder report = new StringBuilder();

    @Test
    void measure() throws IOException {
        LabelledPhotos photos = new LabelledPhotos(Path.of(System.getProperty("photos", root + "/../shared/faces/lfw-dev")));
        Assumptions.assumeTrue(Files.isDirectory(photos.folder()), "skipped: there is no " + photos.folder() + "; -Dphotos=<folder>");
        measure("The default models", FaceModels.open(Optional.empty()), "auto", photos);
        searchTimes();
        write();
    }

    private void measure(String title, FaceModels models, String detectors, LabelledPhotos photos) {
        Map<String, List<Embedding>> people;
        Similarity similarity;
        int[] count = new int[1];
        try (VisionAnalyser analyser = new VisionAnalyser(models, detectors, "auto")) {
            people = embed(analyser, photos, count);
            similarity = Similarity.forModel(analyser.lines());
        }
        int usable = people.values().stream().mapToInt(List::size).sum();
        Recognition.Pairs pairs = Recognition.Pairs.of(people);
        line("### %s%n", title);
        line("%d photos of %d people; a face was found in %d. %d pairs of one person, %d pairs of different people.%n",
                count[0], people.size(), usable, pairs.same().length, pairs.different().length);
        line("| similarity | distance | false accepts | FAR | FRR | FAR, one half of the people | FAR, the other half |");
        line("|---|---|---|---|---|---|---|");
        Recognition.Pairs even = Recognition.Pairs.of(half(people, 0));
        Recognition.Pairs odd = Recognition.Pairs.of(half(people, 1));
        for (double threshold : THRESHOLDS) {
            double distance = similarity.distance(threshold);
            line("| %.0f | %.3f | %d | %s | %.1f %% | %s | %s |", threshold, distance, pairs.falseAccepts(distance), far(pairs, distance),
                    100 * pairs.falseRejectRate(distance), far(even, distance), far(odd, distance));
        }
        line("");
        identification("One photo of each enrolled", people, photosOfAPerson -> 1, similarity);
        identification("Half of the photos of each enrolled", people, photosOfAPerson -> photosOfAPerson.size() / 2, similarity);
    }

    private void identification(String title, Map<String, List<Embedding>> people, ToIntFunction<List<Embedding>> enrolledOf,
            Similarity similarity) {
        line("%s, %d people (two runs, each half of the people enrolled once):%n", title, people.size() / 2);
        line("| threshold | right name | wrong name | no name | strangers with a name |");
        line("|---|---|---|---|---|");
        for (double threshold : THRESHOLDS) {
            Recognition.Outcome outcome = Recognition.identify(people, enrolledOf, similarity.distance(threshold));
            line("| %.0f | %s | %s | %s | %s |", threshold, share(outcome.right(), outcome.known()),
                    share(outcome.wrong(), outcome.known()),
                    share(outcome.known() - outcome.right() - outcome.wrong(), outcome.known()),
                    share(outcome.strangersNamed(), outcome.strangers()));
        }
        line("");
    }

    /** Takes the largest face of each photo, as SearchFacesByImage does; as many photos at once as there are processors. */
    private static Map<String, List<Embedding>> embed(VisionAnalyser analyser, LabelledPhotos photos, int[] count) {
        Map<Path, Embedding> found = new ConcurrentHashMap<>();
        List<Path> all = photos.people().values().stream().flatMap(List::stream).toList();
        count[0] = all.size();
        all.parallelStream().forEach(file -> {
            try (PhotoAnalyser.Photo photo = analyser.open(Files.readAllBytes(file))) {
                photo.faces().stream().findFirst().ifPresent(face -> found.put(file, photo.embed(face)));
            } catch (AwsException e) {
                System.err.println(file + ": " + e.getMessage());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        Map<String, List<Embedding>> people = new TreeMap<>();
        photos.people().forEach((name, files) -> people.put(name, files.stream().filter(found::containsKey).map(found::get).toList()));
        return people;
    }

    private static Map<String, List<Embedding>> half(Map<String, List<Embedding>> people, int which) {
        Map<String, List<Embedding>> half = new TreeMap<>();
        List<String> names = List.copyOf(people.keySet());
        for (int i = which; i < names.size(); i += 2) {
            half.put(names.get(i), people.get(names.get(i)));
        }
        return half;
    }

    private void searchTimes() {
        line("### Time to search%n");
        line("A search of the flat array for faces above 90, one thread, median of 51 (%s):%n", System.getProperty("os.arch"));
        line("| faces | ms |");
        line("|---|---|");
        for (int faces : new int[] {1_000, 10_000, 100_000}) {
            line("| %,d | %.2f |", faces, searchMillis(faces));
        }
        line("");
    }

    private static double searchMillis(int faces) {
        Random random = new Random(faces);
        List<FaceCollection.Entry> entries = new ArrayList<>();
        for (int i = 0; i < faces; i++) {
            entries.add(new FaceCollection.Entry(
                    new StoredFace(Integer.toString(i), "", Optional.empty(), new Box(0, 0, 1, 1), 99), unitVector(random)));
        }
        FaceCollection collection = new FaceCollection("many", "random", Instant.EPOCH);
        collection.add(entries);
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < 51; i++) {
            float[] probe = unitVector(random);
            long started = System.nanoTime();
            List<FaceCollection.Neighbour> nearest = collection.nearest(probe, 0.32, 10);
            millis.add((System.nanoTime() - started) / 1e6);
            assertThat(nearest).hasSizeLessThanOrEqualTo(10);
        }
        Collections.sort(millis);
        return millis.get(millis.size() / 2);
    }

    private static float[] unitVector(Random random) {
        float[] vector = new float[128];
        double squares = 0;
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) random.nextGaussian();
            squares += vector[i] * vector[i];
        }
        for (int i = 0; i < vector.length; i++) {
            vector[i] /= (float) Math.sqrt(squares);
        }
        return vector;
    }

    private static String far(Recognition.Pairs pairs, double distance) {
        int accepted = pairs.falseAccepts(distance);
        // With none seen, three is the usual upper bound of the expected number (95 %).
        return accepted == 0
                ? String.format(Locale.ROOT, "< %.4f %%", 100 * 3.0 / pairs.different().length)
                : String.format(Locale.ROOT, "%.4f %%", 100.0 * accepted / pairs.different().length);
    }

    private static String share(int part, int whole) {
        return String.format(Locale.ROOT, "%.1f %% (%d of %d)", 100.0 * part / whole, part, whole);
    }

    private void line(String format, Object... values) {
        report.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private void write() throws IOException {
        System.out.println(report);
        Path file = root.resolve("docs/similarity.md");
        if (Files.exists(file)) {
            String text = Files.readString(file);
            int from = text.indexOf(BEGIN) + BEGIN.length();
            int to = text.indexOf(END);
            Files.writeString(file, text.substring(0, from) + "\n\n" + report + text.substring(to));
        }
    }
}
