// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hybridface.vision.PhotoFiles;

/**
 * Divides labelled photos for a measurement: every second person is enrolled with the first half of their photos (at least
 * one), and everything else is shown to the camera, so that about half of the probes are strangers.
 *
 * @param people   a sub-folder of photos for each enrolled person
 * @param probes   the photos for the camera, named {@code <person>~<photo>}
 * @param enrolled the names in {@code people}
 */
record PhotoSplit(Path people, Path probes, Set<String> enrolled) {

    private static final String MARK = "~";

    /**
     * @param photos a folder with a sub-folder of photos for each person
     * @param target gets the folders {@code people} and {@code probes}
     * @throws DemoException when there are fewer than two people
     */
    static PhotoSplit of(Path photos, Path target) throws IOException {
        Path people = Files.createDirectories(target.resolve("people"));
        Path probes = Files.createDirectories(target.resolve("probes"));
        Set<String> enrolled = new TreeSet<>();
        List<Path> everyone = entries(photos).stream().filter(Files::isDirectory).toList();
        if (everyone.size() < 2) {
            throw new DemoException(photos + " has fewer than two sub-folders: give a folder with one sub-folder of photos per name");
        }
        for (int i = 0; i < everyone.size(); i++) {
            String person = everyone.get(i).getFileName().toString();
            List<Path> own = entries(everyone.get(i));
            // A person with one photo has none left to be asked about.
            int forEnrolment = i % 2 == 0 ? own.size() / 2 : 0;
            for (int photo = 0; photo < own.size(); photo++) {
                String file = own.get(photo).getFileName().toString();
                if (photo < forEnrolment) {
                    Files.copy(own.get(photo), Files.createDirectories(people.resolve(person)).resolve(file));
                    enrolled.add(person);
                } else {
                    Files.copy(own.get(photo), probes.resolve(person + MARK + file));
                }
            }
        }
        return new PhotoSplit(people, probes, Set.copyOf(enrolled));
    }

    /** The person a probe shows, from its file name. */
    static String person(String probe) {
        return probe.substring(0, probe.lastIndexOf(MARK));
    }

    private static List<Path> entries(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> !PhotoFiles.isHidden(folder.relativize(entry))).sorted().toList();
        }
    }
}
