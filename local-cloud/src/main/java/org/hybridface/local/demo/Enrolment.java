package org.hybridface.local.demo;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.hybridface.messages.EnrolPerson;
import org.hybridface.messages.InvalidMessageException;
import org.hybridface.scene.DemoPeople;
import org.hybridface.scene.Light;
import org.hybridface.scene.Portrait;
import org.hybridface.scene.Pose;

/** The labelled photos that are enrolled before the device starts. */
final class Enrolment {

    private static final int PORTRAIT_PX = 400;

    /** A photo from the front and one from either side, in degrees: what a careful person would take. */
    private static final List<Integer> YAWS = List.of(0, -20, 20);

    /** @param origin the photo in words, for progress and errors */
    record LabelledPhoto(String name, String origin, byte[] jpeg) {

        /** @throws DemoException when the photo or its label cannot be sent */
        EnrolPerson event() {
            try {
                return EnrolPerson.withPhoto(name, jpeg);
            } catch (InvalidMessageException e) {
                throw new DemoException(origin + " cannot be enrolled: " + e.getMessage());
            }
        }
    }

    private Enrolment() {
    }

    /** Portraits of people from the rendered scene, in a studio's light. */
    static List<LabelledPhoto> rendered(List<String> names) {
        List<LabelledPhoto> photos = new ArrayList<>();
        for (String name : names) {
            for (int yaw : YAWS) {
                BufferedImage portrait =
                        Portrait.render(DemoPeople.named(name), Pose.turned(yaw), Light.STUDIO, PORTRAIT_PX);
                photos.add(new LabelledPhoto(name, name + " at " + yaw + " degrees", jpeg(portrait)));
            }
        }
        return photos;
    }

    /**
     * Reads a folder with one sub-folder of JPEGs per name, in name order.
     *
     * @throws DemoException when there is nothing to enrol
     */
    static List<LabelledPhoto> fromFolder(Path folder) {
        try {
            List<LabelledPhoto> photos = new ArrayList<>();
            for (Path person : sorted(folder)) {
                if (Files.isDirectory(person)) {
                    for (Path photo : sorted(person)) {
                        if (isJpeg(photo)) {
                            photos.add(new LabelledPhoto(person.getFileName().toString(),
                                    folder.relativize(photo).toString(), Files.readAllBytes(photo)));
                        }
                    }
                }
            }
            if (photos.isEmpty()) {
                throw new DemoException("no photo in " + folder + ": it needs one sub-folder per name with .jpg files in it");
            }
            return photos;
        } catch (IOException e) {
            throw new DemoException(folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static List<Path> sorted(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        }
    }

    private static boolean isJpeg(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".jpg") || name.endsWith(".jpeg");
    }

    private static byte[] jpeg(BufferedImage picture) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "jpeg", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return bytes.toByteArray();
    }
}
