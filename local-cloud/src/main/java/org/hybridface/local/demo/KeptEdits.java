// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What somebody edited in a device of the demo: its route files and its options. The next run unzips the device anew, and puts the edits back. A
 * copy of what was shipped tells an edit from an older version.
 */
final class KeptEdits {

    private static final String SHIPPED = ".shipped";
    private static final String OPTIONS = "application.properties";
    private static final String ROUTES = "routes";

    private final Map<String, byte[]> edited;
    private final List<String> deleted;

    private KeptEdits(Map<String, byte[]> edited, List<String> deleted) {
        this.edited = edited;
        this.deleted = deleted;
    }

    /** @param device the unzipped artifact of an earlier run; nothing is kept when there is none */
    static KeptEdits of(Path device) throws IOException {
        Map<String, byte[]> now = read(device);
        Map<String, byte[]> shipped = read(device.resolve(SHIPPED));
        Map<String, byte[]> edited = new TreeMap<>();
        if (shipped.isEmpty()) {
            return new KeptEdits(edited, List.of());
        }
        now.forEach((name, content) -> {
            if (!Arrays.equals(content, shipped.get(name))) {
                edited.put(name, content);
            }
        });
        List<String> deleted = new ArrayList<>(new TreeSet<>(shipped.keySet()));
        deleted.removeAll(now.keySet());
        return new KeptEdits(edited, deleted);
    }

    /**
     * @param device the artifact as it was just unzipped
     * @return the files that are as they were edited
     */
    List<String> putBack(Path device) throws IOException {
        for (Map.Entry<String, byte[]> file : read(device).entrySet()) {
            write(device.resolve(SHIPPED).resolve(file.getKey()), file.getValue());
        }
        for (Map.Entry<String, byte[]> file : edited.entrySet()) {
            write(device.resolve(file.getKey()), file.getValue());
        }
        for (String file : deleted) {
            Files.deleteIfExists(device.resolve(file));
        }
        List<String> names = new ArrayList<>(edited.keySet());
        names.addAll(deleted);
        return names;
    }

    private static void write(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    private static Map<String, byte[]> read(Path device) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        if (Files.isRegularFile(device.resolve(OPTIONS))) {
            files.put(OPTIONS, Files.readAllBytes(device.resolve(OPTIONS)));
        }
        if (Files.isDirectory(device.resolve(ROUTES))) {
            try (Stream<Path> routes = Files.list(device.resolve(ROUTES))) {
                routes.filter(Files::isRegularFile).forEach(file -> {
                    try {
                        files.put(ROUTES + "/" + file.getFileName(), Files.readAllBytes(file));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
            }
        }
        return files;
    }
}
