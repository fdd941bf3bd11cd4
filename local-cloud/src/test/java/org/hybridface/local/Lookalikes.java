// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hybridface.vision.Detection;
import org.hybridface.vision.Embedding;
import org.hybridface.vision.FaceDetector;
import org.hybridface.vision.FaceEmbedder;
import org.hybridface.vision.Jpeg;
import org.hybridface.vision.models.FaceModels;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Real people, each by one photo: the first of a folder whom the net tells apart for sure, since what is measured is what devices share and not how good the net
 * is. Each pass shows the same photo in another light and size.
 */
final class Lookalikes implements AutoCloseable {

    /** Well beyond the line of one person, which is 1.03. */
    private static final double APART = 1.25;
    private static final int MOST_BYTES = 90_000;

    private final Map<String, byte[]> photos = new LinkedHashMap<>();
    private final FaceDetector detector;
    private final FaceEmbedder embedder;

    private Lookalikes() {
        FaceModels models = FaceModels.open(Optional.empty());
        detector = models.detector("auto");
        embedder = models.embedder("auto");
    }

    /** @param folder one folder for each person, with photos */
    static Lookalikes among(Path folder, int wanted) throws IOException {
        Lookalikes people = new Lookalikes();
        Map<String, Embedding> looks = new LinkedHashMap<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path person : all.filter(Files::isDirectory).sorted().toList()) {
                byte[] photo = photo(person);
                Optional<Embedding> look = people.look(photo);
                if (looks.size() < wanted && look.isPresent() && looks.values().stream().allMatch(other -> other.distance(look.get()) > APART)) {
                    String name = person.getFileName().toString().replace('_', ' ');
                    looks.put(name, look.get());
                    people.photos.put(name, photo);
                }
            }
        }
        if (looks.size() < wanted) {
            throw new IOException(folder + " has only " + looks.size() + " people who are told apart for sure");
        }
        return people;
    }

    private static byte[] photo(Path person) throws IOException {
        try (Stream<Path> all = Files.list(person)) {
            return Files.readAllBytes(all.sorted().findFirst().orElseThrow());
        }
    }

    List<String> names() {
        return List.copyOf(photos.keySet());
    }

    Map<String, byte[]> photos() {
        return photos;
    }

    /** @param pass 0 is the photo itself */
    byte[] photo(String name, int pass) {
        Mat picture = Jpeg.decode(photos.get(name));
        try {
            picture.convertTo(picture, -1, 1 - 0.03 * pass, 5.0 * pass);
            Imgproc.resize(picture, picture, new Size(), 1 + 0.05 * pass, 1 + 0.05 * pass, Imgproc.INTER_LINEAR);
            return Jpeg.encode(picture, MOST_BYTES);
        } finally {
            picture.release();
        }
    }

    /** Puts everybody into a folder that a camera reads. */
    void show(Path folder, int pass) throws IOException {
        for (String name : names()) {
            Files.write(folder.resolve(name + ".jpg"), photo(name, pass));
        }
    }

    /** The only face of a photo, as a device sees it. */
    synchronized Optional<Embedding> look(byte[] photo) {
        Mat picture = Jpeg.decode(photo);
        try {
            List<Detection> faces = detector.detect(picture);
            return faces.size() == 1 ? Optional.of(embedder.embed(picture, detector.landmarks(picture, faces.get(0)))) : Optional.empty();
        } finally {
            picture.release();
        }
    }

    double line() {
        return embedder.lines().cacheDistance();
    }

    @Override
    public void close() {
        detector.close();
        embedder.close();
    }
}
