// SPDX-License-Identifier: Apache-2.0
package org.hybridface.benchmarks.clip;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.hybridface.benchmarks.clip.MovedPhotos.Guest;
import org.hybridface.benchmarks.clip.MovedPhotos.Shot;
import org.hybridface.benchmarks.clip.MovedPhotos.Walk;
import org.opencv.core.Mat;

/** The clips that docs/accuracy.md tells of, and what the device makes of them. */
public final class Clips {

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
    enum Return {
        SAME_PHOTO, ANOTHER_PHOTO;

        String words() {
            return this == SAME_PHOTO ? "the same photo" : "another photo";
        }
    }

    /** @param properties as {@link ClipOptions#of} reads them */
    public void print(PrintStream out, Properties properties) throws Exception {
        ClipOptions options = ClipOptions.of(properties);
        out.println(ClipRun.HEAD);
        print(out, "rendered people, the demo's clip twice", run(new RenderedClip(new double[] {0, 66})));
        if (!Files.isDirectory(faces)) {
            out.println("no moved photos: " + faces + " is missing");
            return;
        }
        Portraits portraits = Portraits.in(faces);
        for (Walk walk : options.walks()) {
            for (int set : options.sets()) {
                for (Return back : Return.values()) {
                    print(out, "set " + set + ", " + walk.inWords() + ", back with " + back.words(), moved(portraits.guests(set, options.people(), back), walk));
                }
            }
        }
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

    /** The first so many people who have two photos, in the ordinary walk. */
    ClipRun moved(int people, Return back) throws Exception {
        return moved(Portraits.in(faces).guests(1, people, back), Walk.ORDINARY);
    }

    private ClipRun moved(List<Guest> guests, Walk walk) throws Exception {
        try (MovedPhotos clip = new MovedPhotos(guests, walk)) {
            return run(clip);
        } finally {
            guests.forEach(guest -> guest.visits().stream().map(Shot::picture).distinct().forEach(Mat::release));
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var entries = Files.walk(folder)) {
            for (Path entry : entries.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(entry);
            }
        }
    }
}
