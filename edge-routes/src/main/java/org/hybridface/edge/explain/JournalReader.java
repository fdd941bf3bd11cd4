// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.explain;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the journal, also while the device writes it. */
final class JournalReader {

    private JournalReader() {
    }

    /**
     * @param entries oldest first
     * @param unread  lines that are no entries
     */
    record Contents(List<JournalEntry> entries, int unread) {
    }

    /** @throws NoSuchFileException when there is no journal */
    static Contents read(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new NoSuchFileException(directory.toString());
        }
        List<String> lines = new ArrayList<>(lines(directory.resolve(FaceJournal.OLDER)));
        lines.addAll(lines(directory.resolve(FaceJournal.CURRENT)));
        List<JournalEntry> entries = new ArrayList<>();
        int unread = 0;
        for (String line : lines) {
            Optional<JournalEntry> entry = JournalEntry.parse(line);
            entry.ifPresent(entries::add);
            unread += entry.isEmpty() && !line.isBlank() ? 1 : 0;
        }
        return new Contents(List.copyOf(entries), unread);
    }

    /** Any bytes are read: a damaged one damages its line only. */
    private static List<String> lines(Path file) throws IOException {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).lines().toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }
}
