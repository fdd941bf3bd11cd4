// SPDX-License-Identifier: Apache-2.0
package org.hybridface.benchmarks.clip;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hybridface.benchmarks.accuracy.LabelledPhotos;
import org.hybridface.benchmarks.accuracy.LabelledPhotos.Photo;
import org.hybridface.benchmarks.clip.MovedPhotos.Guest;
import org.hybridface.benchmarks.clip.MovedPhotos.Shot;
import org.hybridface.vision.Box;
import org.hybridface.vision.Detection;
import org.hybridface.vision.FaceDetector;
import org.hybridface.vision.Quality;
import org.hybridface.vision.QualityMeter;
import org.hybridface.vision.models.FaceModels;
import org.opencv.core.Mat;

/** The people of whom there are two photos with one frontal face each, and sets of them that share nobody. */
final class Portraits {

    private static final double MAX_YAW_DEGREES = 25;
    private static final int PHOTOS = 2;

    private final List<List<Portrait>> people;

    private record Portrait(Photo photo, Box face) {
    }

    private Portraits(List<List<Portrait>> people) {
        this.people = people;
    }

    /** @param faces one folder of photos for each person */
    static Portraits in(Path faces) {
        Map<Integer, List<Photo>> byPerson = new TreeMap<>();
        LabelledPhotos.in(faces).forEach(photo -> byPerson.computeIfAbsent(photo.person(), any -> new ArrayList<>()).add(photo));
        try (FaceDetector detector = FaceModels.open(Optional.empty()).detector("auto")) {
            return new Portraits(byPerson.values().stream()
                    .map(photos -> photos.stream().flatMap(photo -> portrait(photo, detector).stream()).limit(PHOTOS).toList())
                    .filter(portraits -> portraits.size() == PHOTOS).toList());
        }
    }

    private static Optional<Portrait> portrait(Photo photo, FaceDetector detector) {
        Mat picture = photo.read();
        try {
            List<Detection> found = detector.detect(picture);
            if (found.size() != 1) {
                return Optional.empty();
            }
            Quality quality = new QualityMeter().measure(picture, found.get(0));
            return Math.abs(quality.yawDegrees()) < MAX_YAW_DEGREES && !quality.cutByEdge()
                    ? Optional.of(new Portrait(photo, found.get(0).box())) : Optional.empty();
        } finally {
            picture.release();
        }
    }

    /**
     * @param set  from 1: the first so many people, the next, and so on
     * @param size of a set
     * @throws IllegalArgumentException when there are not so many people
     */
    List<Guest> guests(int set, int size, Clips.Return back) {
        if (set * size > people.size()) {
            throw new IllegalArgumentException("clip.sets has " + set + ", but " + people.size()
                    + " people with two frontal photos make " + people.size() / size + " sets of " + size + "; give a smaller number or fewer clip.people");
        }
        return people.subList((set - 1) * size, set * size).stream().map(portraits -> {
            List<Shot> shots = portraits.stream().limit(back == Clips.Return.SAME_PHOTO ? 1 : PHOTOS)
                    .map(one -> new Shot(one.photo().read(), one.face())).toList();
            return new Guest("person-" + portraits.get(0).photo().person(), List.of(shots.get(0), shots.get(shots.size() - 1)));
        }).toList();
    }
}
