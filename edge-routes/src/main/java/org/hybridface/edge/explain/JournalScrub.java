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
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hybridface.edge.store.DurableFile;

/** Takes a person's lines out of the journal. Used by the journal's own thread. */
final class JournalScrub {

    private static final Pattern ANY_KEY = Pattern.compile("\\bUser\\d+\\b");
    private static final Pattern NEVER = Pattern.compile("(?!)");

    private final Set<String> keys;
    private final Set<String> ids;
    private final Pattern key;

    private JournalScrub(Set<String> keys, Set<String> ids, Pattern key) {
        this.keys = keys;
        this.ids = ids;
        this.key = key;
    }

    static JournalScrub of(Set<String> keys, Set<String> ids) {
        return new JournalScrub(keys, ids, keys.isEmpty() ? NEVER
                : Pattern.compile(keys.stream().map(Pattern::quote).collect(Collectors.joining("|", "\\b(", ")\\b"))));
    }

    /** @return how many lines went */
    int scrub(Path directory) throws IOException {
        return scrubFile(directory.resolve(FaceJournal.OLDER)) + scrubFile(directory.resolve(FaceJournal.CURRENT));
    }

    private int scrubFile(Path file) throws IOException {
        List<String> lines;
        try {
            lines = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).lines().toList();
        } catch (NoSuchFileException e) {
            return 0;
        }
        List<String> kept = lines.stream().filter(line -> !isOf(line)).toList();
        List<String> scrubbed = kept.stream().map(line -> key.matcher(line).replaceAll("-")).toList();
        if (!scrubbed.equals(lines)) {
            DurableFile.write(file, scrubbed.stream().flatMap(line -> Stream.of(line, "\n")).collect(Collectors.joining()).getBytes(StandardCharsets.ISO_8859_1));
        }
        return lines.size() - kept.size();
    }

    /** Their own lines; another key in one of them is nobody's business. */
    List<String> linesOf(Path directory) throws IOException {
        List<String> own = new ArrayList<>();
        for (String name : List.of(FaceJournal.OLDER, FaceJournal.CURRENT)) {
            try {
                new String(Files.readAllBytes(directory.resolve(name)), StandardCharsets.ISO_8859_1).lines().filter(this::isOf)
                        .map(line -> ANY_KEY.matcher(line).replaceAll(match -> keys.contains(match.group()) ? match.group() : "-")).forEach(own::add);
            } catch (NoSuchFileException e) {
                // Nothing was written there yet.
                continue;
            }
        }
        return own;
    }

    /** A line that is none may say anything. */
    private boolean isOf(String line) {
        if (ids.stream().anyMatch(line::contains)) {
            return true;
        }
        Optional<String> whose = JournalEntry.parse(line).map(entry -> entry.event().key());
        return whose.map(keys::contains).orElseGet(() -> key.matcher(line).find());
    }
}
