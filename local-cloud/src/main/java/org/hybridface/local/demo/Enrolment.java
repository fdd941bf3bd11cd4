// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.demo;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.hybridface.messages.EnrolPerson;
import org.hybridface.messages.ImageHeader;
import org.hybridface.messages.InvalidMessageException;
import org.hybridface.messages.Limits;
import org.hybridface.scene.DemoPeople;
import org.hybridface.scene.Light;
import org.hybridface.scene.Portrait;
import org.hybridface.scene.Pose;
import org.hybridface.vision.PersonPhoto;
import org.hybridface.vision.PhotoFiles;
import org.hybridface.vision.UnreadableImageException;

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
     * Reads a folder with one sub-folder of photos per name, in name order: JPEG, PNG and what else can be decoded, of any size, turned
     * upright and made as small as a message takes. What file managers put beside photos is left out without a word.
     *
     * @param say told in a line of each photo and folder that cannot be used, and why
     * @throws DemoException when there is nothing to enrol
     */
    static List<LabelledPhoto> fromFolder(Path folder, Consumer<String> say) {
        try {
            List<LabelledPhoto> photos = new ArrayList<>();
            for (Path person : visible(folder)) {
                if (Files.isDirectory(person)) {
                    if (!Files.isReadable(person) || !Files.isExecutable(person)) {
                        say.accept(folder.relativize(person) + "/ is left out: it cannot be listed; give your user the rights");
                        continue;
                    }
                    List<Path> files = visible(person);
                    if (files.isEmpty()) {
                        say.accept(folder.relativize(person) + "/ is left out: there is no photo in it");
                    }
                    for (Path photo : files) {
                        read(folder, photo, say).ifPresent(photos::add);
                    }
                }
            }
            if (photos.isEmpty()) {
                throw new DemoException("no photo in " + folder + " can be enrolled: it needs one sub-folder per name with photos in it, JPEG or PNG");
            }
            return photos;
        } catch (IOException e) {
            throw new DemoException(folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static Optional<LabelledPhoto> read(Path folder, Path photo, Consumer<String> say) {
        String origin = folder.relativize(photo).toString();
        if (!PhotoFiles.isPhoto(photo) || !Files.isRegularFile(photo)) {
            say.accept(origin + " is left out: " + (PhotoFiles.isPhoto(photo) ? "it is no ordinary file" : PhotoFiles.whyNot(photo)));
            return Optional.empty();
        }
        try {
            byte[] bytes = Files.readAllBytes(photo);
            if (ImageHeader.breaksOff(bytes)) {
                say.accept(origin + " is left out: it breaks off before its end");
                return Optional.empty();
            }
            LabelledPhoto labelled = new LabelledPhoto(photo.getParent().getFileName().toString(), origin, PersonPhoto.fitting(bytes, Limits.PHOTO_BYTES));
            labelled.event();
            return Optional.of(labelled);
        } catch (UnreadableImageException | DemoException e) {
            say.accept(origin + " is left out: " + e.getMessage());
            return Optional.empty();
        } catch (IOException e) {
            say.accept(origin + " is left out: it cannot be read (" + e.getClass().getSimpleName() + "); give your user the rights");
            return Optional.empty();
        }
    }

    private static List<Path> visible(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> !PhotoFiles.isHidden(folder.relativize(entry))).sorted().toList();
        }
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
