// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.rekognition;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.hybridface.local.http.AwsException;
import org.hybridface.vision.Box;
import org.hybridface.vision.Detection;
import org.hybridface.vision.Embedding;
import org.hybridface.vision.Landmarks;
import org.hybridface.vision.ModelLines;
import org.hybridface.vision.Point;
import org.hybridface.vision.Pose;

/**
 * An analyser for tests of everything but vision: a photo is a text of faces, each {@code <position of its embedding> <size px>},
 * with what is bad about it behind. Two positions are as far apart as their numbers.
 */
final class PaintedFaces implements PhotoAnalyser {

    static final String MODEL = "painted";
    static final ModelLines LINES = new ModelLines(0.8, 0.9, 0.8, 0.75, 0.7, 0);

    /** For example {@code photo("0.10 120", "0.70 90 blurred")}. */
    static byte[] photo(String... faces) {
        return String.join("\n", faces).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String modelId() {
        return MODEL;
    }

    @Override
    public ModelLines lines() {
        return LINES;
    }

    @Override
    public Photo open(byte[] image) {
        String text = new String(image, StandardCharsets.UTF_8);
        if (text.startsWith("garbage")) {
            throw AwsException.badRequest("InvalidImageFormatException", "Request has invalid image format");
        }
        List<Face> faces = new ArrayList<>();
        text.lines().filter(line -> !line.isBlank()).forEach(line -> faces.add(face(line)));
        faces.sort(Comparator.comparingDouble(Face::area).reversed());
        return new Photo() {
            @Override
            public List<Face> faces() {
                return faces;
            }

            @Override
            public Embedding embed(Face face) {
                // The nose carries the position: no other test of this package looks at it.
                return new Embedding(MODEL, new float[] {(float) face.detection().landmarks().nose().x(), 0});
            }

            @Override
            public void close() {
                // Nothing native.
            }
        };
    }

    @Override
    public void close() {
        // Nothing native.
    }

    private static Face face(String line) {
        String[] parts = line.split(" ");
        double size = Double.parseDouble(parts[1]);
        String fault = parts.length > 2 ? parts[2] : "";
        Point nose = new Point(Double.parseDouble(parts[0]), 0);
        Landmarks landmarks = new Landmarks(new Point(40, 40), new Point(80, 40), nose, new Point(60, 80));
        return new Face(new Detection(new Box(10, 20, size, size), landmarks, fault.equals("doubtful") ? 0.4 : 0.99), 400, 300,
                new Pose(fault.equals("turned") ? 70 : 0, 0, 0), fault.equals("dark") ? 5 : 60, fault.equals("blurred") ? 1 : 60);
    }
}
