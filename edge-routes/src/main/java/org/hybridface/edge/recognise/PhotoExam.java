// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.recognise;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hybridface.edge.frame.Frame;
import org.hybridface.messages.FacePlace;
import org.hybridface.vision.Box;
import org.hybridface.vision.Detection;
import org.hybridface.vision.Embedding;
import org.hybridface.vision.FaceEmbedder;
import org.hybridface.vision.Quality;
import org.hybridface.vision.QualityMeter;
import org.opencv.core.Mat;

/**
 * Finds out of whom a photo is that somebody gave, and why it is of no use: by the same rules as the cloud, so that whoever gives it hears at once what the
 * cloud would say later. Used by one thread at a time.
 */
final class PhotoExam {

    /** Percent. As Rekognition's low bar is set in the local cloud: darker faces lose what tells them apart. */
    private static final double DARK = 15;

    /** Part of the model's poor strength; likewise. Of 1,137 press photos none is as faint. */
    private static final double FAINT = 0.75;

    private final FaceFinder finder;
    private final FaceEmbedder embedder;
    private final QualityMeter meter = new QualityMeter();

    PhotoExam(FaceFinder finder, FaceEmbedder embedder) {
        this.finder = finder;
        this.embedder = embedder;
    }

    /**
     * @param faces every one in it
     * @return empty when there is none
     */
    Optional<GivenPhoto> examine(Frame frame, List<Detection> faces, QualityGate gate) {
        Mat picture = frame.picture();
        return faces.stream().max(Comparator.comparingDouble(face -> place(face, picture).weight())).map(main -> {
            List<Detection> others = faces.stream().filter(face -> face != main).toList();
            List<Box> boxes = others.stream().map(Detection::box).toList();
            Quality quality = meter.measure(picture, main);
            Embedding look = embedder.embedOnce(picture, finder.landmarks(frame, main));
            List<String> faults = new ArrayList<>(gate.faults(quality, main.box()));
            if (meter.brightness(picture, main.box()) < DARK) {
                faults.add(GivenPhoto.DARK);
            }
            if (faults.isEmpty() && isFaint(look.strength())) {
                faults.add(GivenPhoto.FAINT);
            }
            if (others.stream().filter(other -> gate.lets(meter.measure(picture, other)))
                    .anyMatch(other -> !place(main, picture).clearlyOutweighs(place(other, picture)))) {
                faults.add(GivenPhoto.SEVERAL);
            }
            return new GivenPhoto(look, new FacePhoto(PhotoCut.jpeg(picture, main.box(), boxes), quality, main.box(), frame.capturedAt(), frame.source()), faults);
        });
    }

    private boolean isFaint(OptionalDouble strength) {
        return strength.orElse(Double.POSITIVE_INFINITY) < FAINT * embedder.lines().poorStrength();
    }

    private static FacePlace place(Detection face, Mat picture) {
        double width = picture.cols();
        double height = picture.rows();
        Box box = face.box();
        return new FacePlace(box.x() / width, box.y() / height, box.width() / width, box.height() / height);
    }
}
