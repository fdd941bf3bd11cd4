// SPDX-License-Identifier: Apache-2.0
package org.hybridface.benchmarks.clip;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
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
import org.hybridface.vision.Detection;
import org.hybridface.vision.FaceDetector;
import org.hybridface.vision.Quality;
import org.hybridface.vision.QualityMeter;
import org.hybridface.vision.models.FaceModels;
import org.opencv.core.Mat;

/** The clips that docs/accuracy.md tells of, and what the device makes of them. */
public final class Clips {

    private static final int PEOPLE = 60;
    private static final double MAX_YAW_DEGREES = 25;

    private final Path faces;
    private final Path routes;

    /**
     * @param faces  one folder of photos for each person; may be missing, then there are no moved photos
     * @param routes the folder with the device's route files
     */
    public Clips(Path faces, Path routes) {
        this.faces = faces;
        this.routes = routes;
    }

    /** Which photo somebody shows when coming back. */
    enum Return { SAME_PHOTO, ANOTHER_PHOTO }

    public void print(PrintStream out) throws Exception {
        out.println("| clip | frames | people | visits | keys for each person | purity | embedded, of faces found | questions for each visit |");
        out.println("|---|---|---|---|---|---|---|---|");
        print(out, "rendered people, the demo's clip twice", run(new RenderedClip(new double[] {0, 66})));
        if (!Files.isDirectory(faces)) {
            out.println("no moved photos: " + faces + " is missing");
            return;
        }
        print(out, "moved photos, back with the same", moved(PEOPLE, Return.SAME_PHOTO));
        print(out, "moved photos, back with another photo", moved(PEOPLE, Return.ANOTHER_PHOTO));
    }

    private static void print(PrintStream out, String name, ClipRun run) {
        out.println(run.row(name));
        System.err.println(name + ": " + run.oddities());
    }

    ClipRun run(Clip clip) throws Exception {
        Path folder = Files.createTempDirectory("clip");
        try {
            return new ClipOnDevice(routes).run(clip, folder);
        } finally {
            delete(folder);
        }
    }

    ClipRun moved(int people, Return back) throws Exception {
        List<Guest> guests = guests(people, back);
        try (MovedPhotos clip = new MovedPhotos(guests)) {
            return run(clip);
        } finally {
            guests.forEach(guest -> guest.visits().stream().map(Shot::picture).distinct().forEach(Mat::release));
        }
    }

    /** People of whom there are two photos with one frontal face each. */
    private List<Guest> guests(int people, Return back) {
        Map<Integer, List<Photo>> byPerson = new TreeMap<>();
        LabelledPhotos.in(faces).forEach(photo -> byPerson.computeIfAbsent(photo.person(), any -> new ArrayList<>()).add(photo));
        List<Guest> guests = new ArrayList<>();
        try (FaceDetector detector = FaceModels.open(Optional.empty()).detector("auto")) {
            for (List<Photo> photos : byPerson.values()) {
                List<Shot> shots = photos.stream().limit(2).flatMap(photo -> shot(photo, detector).stream()).toList();
                if (shots.size() == 2 && guests.size() < people) {
                    guests.add(new Guest("person-" + photos.get(0).person(),
                            back == Return.SAME_PHOTO ? List.of(shots.get(0), shots.get(0)) : shots));
                }
            }
        }
        return guests;
    }

    private static Optional<Shot> shot(Photo photo, FaceDetector detector) {
        Mat picture = photo.read();
        List<Detection> found = detector.detect(picture);
        if (found.size() == 1) {
            Quality quality = new QualityMeter().measure(picture, found.get(0));
            if (Math.abs(quality.yawDegrees()) < MAX_YAW_DEGREES && !quality.cutByEdge()) {
                return Optional.of(new Shot(picture, found.get(0).box()));
            }
        }
        picture.release();
        return Optional.empty();
    }

    private static void delete(Path folder) throws IOException {
        try (var entries = Files.walk(folder)) {
            for (Path entry : entries.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(entry);
            }
        }
    }
}
