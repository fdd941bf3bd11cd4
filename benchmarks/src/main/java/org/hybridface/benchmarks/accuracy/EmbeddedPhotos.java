// SPDX-License-Identifier: Apache-2.0
package org.hybridface.benchmarks.accuracy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hybridface.benchmarks.accuracy.LabelledPhotos.Photo;
import org.hybridface.vision.Detection;
import org.hybridface.vision.Embedding;
import org.hybridface.vision.FaceDetector;
import org.hybridface.vision.FaceEmbedder;
import org.hybridface.vision.Point;
import org.opencv.core.Mat;

/**
 * The photos of a set in which a detector found the face in the middle, embedded.
 *
 * @param looked      how many photos were looked at, found or not
 * @param embedMillis the mean time to embed a face
 */
public record EmbeddedPhotos(List<EmbeddedPhoto> photos, int looked, double embedMillis) {

    /** A face belongs to the photo's label when its centre lies within this part of the width from the photo's. */
    private static final double MIDDLE = 0.2;

    /** A photo's labelled face. */
    public record EmbeddedPhoto(int person, int order, Embedding embedding) {
    }

    public static EmbeddedPhotos of(List<Photo> photos, FaceDetector detector, FaceEmbedder embedder) {
        List<EmbeddedPhoto> embedded = new ArrayList<>();
        long nanos = 0;
        for (Photo photo : photos) {
            Mat picture = photo.read();
            Optional<Detection> face = inTheMiddle(detector.detect(picture), picture);
            if (face.isPresent()) {
                long start = System.nanoTime();
                Embedding embedding = embedder.embed(picture, detector.landmarks(picture, face.get()));
                nanos += System.nanoTime() - start;
                embedded.add(new EmbeddedPhoto(photo.person(), photo.order(), embedding));
            }
            picture.release();
        }
        return new EmbeddedPhotos(embedded, photos.size(), nanos / 1e6 / Math.max(1, embedded.size()));
    }

    /** Those whose vector is at least so long. */
    public EmbeddedPhotos strongerThan(double strength) {
        return new EmbeddedPhotos(photos.stream().filter(photo -> photo.embedding().strength().orElse(strength) >= strength).toList(), looked,
                embedMillis);
    }

    /** The part of the photos in which the face was found. */
    public double foundRate() {
        return (double) photos.size() / looked;
    }

    private static Optional<Detection> inTheMiddle(List<Detection> faces, Mat picture) {
        Point middle = new Point(picture.cols() / 2.0, picture.rows() / 2.0);
        return faces.stream().filter(face -> face.box().centre().distance(middle) < MIDDLE * picture.cols())
                .min(Comparator.comparingDouble(face -> face.box().centre().distance(middle)));
    }
}
