// SPDX-License-Identifier: Apache-2.0
package org.hybridface.chaos.process;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.hybridface.vision.Detection;
import org.hybridface.vision.FaceDetector;
import org.hybridface.vision.Jpeg;
import org.opencv.core.Mat;

/** People whom the device has not seen, one after the other. */
final class Strangers {

    private final List<Path> photos;
    private int next;

    private Strangers(List<Path> photos) {
        this.photos = photos;
    }

    /** @param folder with one sub-folder of photos for each person; the first photo of each is shown */
    static Strangers in(Path folder) throws IOException {
        List<Path> photos = new ArrayList<>();
        try (Stream<Path> people = Files.list(folder)) {
            for (Path person : people.filter(Files::isDirectory).sorted().toList()) {
                try (Stream<Path> own = Files.list(person)) {
                    own.filter(file -> file.toString().endsWith(".jpg") || file.toString().endsWith(".png")).sorted().findFirst().ifPresent(photos::add);
                }
            }
        }
        if (photos.isEmpty()) {
            throw new IOException(folder + " holds no person: give a folder with one sub-folder of photos for each");
        }
        return new Strangers(photos);
    }

    /**
     * Those whose photos are in a folder; rendered people when none is given.
     *
     * @param rendered where these are kept
     */
    static Strangers of(String folder, Path rendered) throws IOException {
        return in(folder.isEmpty() ? RenderedPeople.into(rendered) : Path.of(folder));
    }

    /**
     * The first of them, as visitors. Whom the detector does not find wherever they stand is left out: nothing befell them, and yet they would be lost.
     *
     * @param detector as the device has it
     */
    List<Visitor> visitors(int most, FaceDetector detector) throws IOException {
        List<Visitor> visitors = new ArrayList<>();
        for (Path photo : photos) {
            BufferedImage portrait = picture(photo);
            String who = photo.getParent().getFileName().toString();
            if (visitors.size() == most) {
                break;
            } else if (isFound(portrait, detector)) {
                visitors.add(new Visitor(who, portrait));
            } else {
                System.out.println(who + " is left out: the detector does not find the face at each place where the photo is shown");
            }
        }
        return visitors;
    }

    private static boolean isFound(BufferedImage portrait, FaceDetector detector) throws IOException {
        for (Doorway doorway : Doorway.values()) {
            Mat picture = Jpeg.decode(PeopleCamera.picture(Map.of(doorway, portrait), 0));
            try {
                List<Detection> faces = detector.detect(picture);
                if (faces.size() != 1 || Doorway.at(faces.get(0).box().centre().x()) != doorway) {
                    return false;
                }
            } finally {
                picture.release();
            }
        }
        return true;
    }

    /** The next; after the last one the first comes again. */
    BufferedImage next() throws IOException {
        return picture(photos.get(next++ % photos.size()));
    }

    private static BufferedImage picture(Path photo) throws IOException {
        BufferedImage picture = ImageIO.read(photo.toFile());
        if (picture == null) {
            throw new IOException(photo + " is no picture");
        }
        return picture;
    }

    int count() {
        return photos.size();
    }
}
