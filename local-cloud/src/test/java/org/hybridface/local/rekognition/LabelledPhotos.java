// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.rekognition;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A folder of people: one sub-folder of photos per name. */
record LabelledPhotos(Path folder) {

    /** Names with their photos, both in alphabetical order. */
    Map<String, List<Path>> people() {
        Map<String, List<Path>> people = new TreeMap<>();
        for (Path person : children(folder)) {
            if (Files.isDirectory(person)) {
                people.put(person.getFileName().toString(), children(person));
            }
        }
        return people;
    }

    private static List<Path> children(Path parent) {
        try (Stream<Path> all = Files.list(parent)) {
            return all.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
