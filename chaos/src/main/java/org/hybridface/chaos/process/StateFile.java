// SPDX-License-Identifier: Apache-2.0
package org.hybridface.chaos.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** What a device keeps between starts, by what it is for. */
enum StateFile {
    COUNTER("last-key"), COPY("last-key.copy"), BUDGET("budget"), FACES("faces"), GALLERY("gallery"), JOURNAL("journal"), VISITS("visits"), OUTBOX("outbox");

    /** What a worn memory card may take: all but photos that wait, for whoever loses one loses a face. */
    static final Set<StateFile> KEPT = EnumSet.complementOf(EnumSet.of(OUTBOX));

    private final String path;

    StateFile(String path) {
        this.path = path;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The files of this kind, in the order of their names. */
    List<Path> of(Path data) throws IOException {
        Path start = data.resolve(path);
        if (Files.notExists(start)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(start)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** They are gone; their folder stays. */
    void delete(Path data) throws IOException {
        for (Path file : of(data)) {
            Files.delete(file);
        }
    }
}
