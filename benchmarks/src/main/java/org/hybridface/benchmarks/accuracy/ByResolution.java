// SPDX-License-Identifier: Apache-2.0
package org.hybridface.benchmarks.accuracy;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hybridface.benchmarks.accuracy.FoundByResolution.Cutting;
import org.hybridface.vision.Accelerator;
import org.hybridface.vision.FaceDetector;
import org.hybridface.vision.ModelSettings;
import org.hybridface.vision.detect.YuNetProvider;
import org.hybridface.vision.models.FaceModels;
import org.opencv.core.Mat;

/** Prints which faces are found at the resolutions of cameras, and what looking costs there. */
public final class ByResolution {

    /** Width and height of cameras' pictures. */
    public static final List<int[]> CAMERAS = List.of(new int[] {640, 480}, new int[] {1280, 720}, new int[] {1920, 1080}, new int[] {3840, 2160});

    /** The default of {@code face.quality.min-size}. */
    public static final int SMALLEST_PX = 40;

    /** A face turned further is not frontal. */
    public static final double MAX_YAW_DEGREES = 20;

    private static final int MOST_PHOTOS = 60;
    private static final int EVERY_FRAMES = 24;
    private static final int TIMED_PICTURES = 12;

    private final Path faces;

    /** @param faces one folder of photos for each person */
    public ByResolution(Path faces) {
        this.faces = faces;
    }

    /** The smallest wanted face, some between, and one that fills the picture. */
    public static int[] sizes(int height) {
        return new int[] {SMALLEST_PX, SMALLEST_PX * 5 / 4, 2 * SMALLEST_PX, height / 5, height / 2, height * 9 / 10};
    }

    public void print(PrintStream out) {
        FaceModels models = FaceModels.open(Optional.empty());
        try (FaceDetector search = models.detector("auto", SMALLEST_PX);
                FaceDetector bare = new YuNetProvider().create(new ModelSettings(Optional.empty(), Accelerator.CPU))) {
            List<Mat> photos = LabelledPhotos.in(faces).stream().filter(photo -> photo.order() == 0).limit(MOST_PHOTOS).map(LabelledPhotos.Photo::read).toList();
            List<Cutting> cuttings = Cutting.of(photos, search, MAX_YAW_DEGREES);
            out.println("| picture | found by longer side of the face | rendered room, false alarms | bare detector, ms | camera | whole picture |");
            out.println("|---|---|---|---|---|---|");
            for (int[] camera : CAMERAS) {
                StringBuilder found = new StringBuilder();
                for (int px : sizes(camera[1])) {
                    FoundByResolution one = FoundByResolution.of(cuttings, camera[0], camera[1], px, search);
                    found.append(String.format(Locale.ROOT, "%s%d px %d of %d", found.isEmpty() ? "" : ", ", px, one.found(), one.shown()));
                }
                FoundByResolution room = FoundByResolution.rendered(camera[0], camera[1], EVERY_FRAMES, search);
                double[] millis = FoundByResolution.millis(camera[0], camera[1], bare, search, TIMED_PICTURES);
                out.printf(Locale.ROOT, "| %dx%d | %s | %d of %d, %d | %.1f | %.2f of it | %.2f of it |%n", camera[0], camera[1], found, room.found(),
                        room.shown(), room.excess(), millis[0], millis[1] / millis[0], millis[2] / millis[0]);
            }
            photos.forEach(Mat::release);
        }
    }
}
