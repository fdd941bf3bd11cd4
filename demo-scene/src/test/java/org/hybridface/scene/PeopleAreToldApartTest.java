// SPDX-License-Identifier: Apache-2.0
package org.hybridface.scene;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hybridface.vision.Box;
import org.hybridface.vision.Detection;
import org.hybridface.vision.Embedding;
import org.hybridface.vision.FaceDetector;
import org.hybridface.vision.FaceEmbedder;
import org.hybridface.vision.ModelLines;
import org.hybridface.vision.models.FaceModels;
import org.junit.jupiter.api.Test;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/** The demo stands on this: detectors find the rendered people, and the default net tells them apart. */
class PeopleAreToldApartTest {

    /** How far from the model's lines everybody stays; what is nearer to them is luck. */
    private static final double MARGIN = 0.05;
    private static final double LARGEST_WITHIN = 0.80;

    /** As the demo enrols people, degrees. */
    private static final int[] PORTRAIT_YAWS = {0, -20, 20};

    /** Neighbouring frames are nearly the same picture. */
    private static final int EVERY = 7;

    private final DemoScene scene = new DemoScene();

    @Test
    void nearlyEveryWholeFaceIsFoundAndIsNearestToItsOwnPortrait() {
        check(FaceModels.open(Optional.empty()), "auto");
    }

    private void check(FaceModels models, String detectorName) {
        Map<String, List<Embedding>> seen = new TreeMap<>();
        int expected = 0;
        List<String> missed = new ArrayList<>();
        ModelLines lines;
        try (FaceDetector detector = models.detector(detectorName);
                FaceEmbedder embedder = models.embedder("auto")) {
            lines = embedder.lines();
            for (Person person : DemoPeople.all()) {
                for (int yaw : PORTRAIT_YAWS) {
                    Mat photo = mat(Portrait.render(person, Pose.turned(yaw), Light.STUDIO, 400));
                    List<Detection> found = detector.detect(photo);
                    assertThat(found).as("faces in the portrait of " + person.name()).hasSize(1);
                    seen.computeIfAbsent(person.name(), name -> new ArrayList<>()).add(embedder.embed(photo, detector.landmarks(photo, found.get(0))));
                    photo.release();
                }
            }
            for (int frame = 0; frame < scene.frames(); frame += EVERY) {
                Mat picture = mat(DemoScene.WIDTH, DemoScene.HEIGHT, scene.bgr(frame));
                List<Detection> found = detector.detect(picture);
                List<Sighting> truth = scene.who(frame);
                assertThat(found).as("faces in frame " + frame).allMatch(face -> truth.stream().anyMatch(one -> overlap(one, face) > 0.2));
                for (Sighting face : truth.stream().filter(Sighting::fullyInView).toList()) {
                    expected++;
                    found.stream()
                            .filter(one -> overlap(face, one) > 0.4)
                            .findFirst()
                            .ifPresentOrElse(
                                    one -> seen.get(face.name()).add(embedder.embed(picture, detector.landmarks(picture, one))),
                                    () -> missed.add(face.name() + " in a frame"));
                }
                picture.release();
            }
        }
        assertThat(missed).as("faces not found, of " + expected).hasSizeLessThanOrEqualTo(expected / 50);
        assertThat(largestWithin(seen)).as("largest distance within a person").isLessThan(LARGEST_WITHIN)
                .isLessThan(lines.cacheDistance() - MARGIN);
        assertThat(smallestBetween(seen)).as("smallest distance between people")
                .isGreaterThan(lines.cacheDistance() + MARGIN).isGreaterThan(lines.similarity90());
    }

    private static double largestWithin(Map<String, List<Embedding>> seen) {
        double largest = 0;
        for (List<Embedding> own : seen.values()) {
            for (Embedding a : own) {
                for (Embedding b : own) {
                    largest = Math.max(largest, a.distance(b));
                }
            }
        }
        return largest;
    }

    private static double smallestBetween(Map<String, List<Embedding>> seen) {
        double smallest = Double.MAX_VALUE;
        for (Map.Entry<String, List<Embedding>> one : seen.entrySet()) {
            for (Map.Entry<String, List<Embedding>> other : seen.entrySet()) {
                if (one.getKey().compareTo(other.getKey()) < 0) {
                    for (Embedding a : one.getValue()) {
                        for (Embedding b : other.getValue()) {
                            smallest = Math.min(smallest, a.distance(b));
                        }
                    }
                }
            }
        }
        return smallest;
    }

    private static double overlap(Sighting truth, Detection found) {
        return new Box(truth.x(), truth.y(), truth.width(), truth.height()).overlap(found.box());
    }

    private static Mat mat(BufferedImage picture) {
        return mat(picture.getWidth(), picture.getHeight(), ((DataBufferByte) picture.getRaster().getDataBuffer()).getData());
    }

    private static Mat mat(int width, int height, byte[] bgr) {
        Mat mat = new Mat(height, width, CvType.CV_8UC3);
        mat.put(0, 0, bgr);
        return mat;
    }
}
