package org.hybridface.chaos.process;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

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

    /** The next; after the last one the first comes again. */
    BufferedImage next() throws IOException {
        Path photo = photos.get(next++ % photos.size());
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
