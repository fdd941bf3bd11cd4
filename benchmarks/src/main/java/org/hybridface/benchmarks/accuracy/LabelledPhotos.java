// SPDX-License-Identifier: Apache-2.0
package org.hybridface.benchmarks.accuracy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hybridface.vision.Jpeg;
import org.opencv.core.Mat;

/** Photos sorted by person: each folder one person, each file one photo with that person in its middle. */
public final class LabelledPhotos {

    /**
     * A photo.
     *
     * @param person counts the folders from 0
     * @param order  counts the person's photos from 0, by file name
     */
    public record Photo(int person, int order, Path file) {

        /** The caller releases it. */
        public Mat read() {
            try {
                return Jpeg.decode(Files.readAllBytes(file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private LabelledPhotos() {
    }

    public static List<Photo> in(Path folder) {
        List<Photo> photos = new ArrayList<>();
        List<Path> people = list(folder);
        for (int person = 0; person < people.size(); person++) {
            List<Path> files = list(people.get(person));
            for (int order = 0; order < files.size(); order++) {
                photos.add(new Photo(person, order, files.get(order)));
            }
        }
        return photos;
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("no photos to measure with in " + folder + "; point to some with -Dfaces=<folder>", e);
        }
    }
}
