// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hybridface.edge.store.DurableFile;

/** The file of {@code edge.record} as a whole, read line by line: it may be large. */
record RecordFile(Path path) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Nobody takes anything back from a pipe or a terminal. */
    boolean isRegular() {
        return Files.isRegularFile(path);
    }

    /** @return how many lines changed; without any the file stays as it is */
    int without(Set<String> keys, Set<String> names) throws IOException {
        Path fresh = path.toAbsolutePath().resolveSibling("." + path.getFileName() + ".tmp");
        Files.deleteIfExists(fresh);
        int changed = 0;
        try {
            try (BufferedReader lines = Files.newBufferedReader(path, StandardCharsets.ISO_8859_1);
                    OutputStream out = Channels.newOutputStream(DurableFile.append(fresh))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    Optional<String> rest = rest(line, keys, names);
                    changed += rest.isPresent() ? 1 : 0;
                    out.write((rest.orElse(line) + "\n").getBytes(StandardCharsets.ISO_8859_1));
                }
            }
            if (changed > 0) {
                DurableFile.sync(fresh);
                DurableFile.move(fresh, path.toAbsolutePath());
            }
        } finally {
            Files.deleteIfExists(fresh);
        }
        return changed;
    }

    /** Their own part of each line. */
    List<String> about(Set<String> keys) throws IOException {
        List<String> about = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(path, StandardCharsets.ISO_8859_1)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Optional<ObjectNode> frame = parse(line);
                ArrayNode own = JSON.createArrayNode();
                frame.ifPresent(node -> node.path("faces").forEach(face -> {
                    if (keys.contains(face.path("key").asText())) {
                        own.add(face);
                    }
                }));
                if (!own.isEmpty()) {
                    about.add(frame.get().set("faces", own).toString());
                }
            }
        }
        return about;
    }

    /** The line without them; empty when it says nothing of them. Half a line that names one of them goes as a whole. */
    private static Optional<String> rest(String line, Set<String> keys, Set<String> names) {
        Optional<ObjectNode> frame = parse(line);
        if (frame.isEmpty()) {
            return keys.stream().anyMatch(key -> line.contains("\"" + key + "\"")) ? Optional.of("") : Optional.empty();
        }
        boolean[] changed = {false};
        ArrayNode rest = JSON.createArrayNode();
        for (JsonNode face : frame.get().path("faces")) {
            if (keys.contains(face.path("key").asText())) {
                changed[0] = true;
            } else {
                rest.add(face);
                if (names.contains(face.path("probably").asText())) {
                    ((ObjectNode) face).remove("probably");
                    changed[0] = true;
                }
            }
        }
        return changed[0] ? Optional.of(latin(frame.get().set("faces", rest).toString())) : Optional.empty();
    }

    private static Optional<ObjectNode> parse(String line) {
        try {
            return JSON.readTree(line.getBytes(StandardCharsets.ISO_8859_1)) instanceof ObjectNode node ? Optional.of(node) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory are always read", e);
        }
    }

    /** Bytes go through as they are, whatever they are: a letter for each. */
    private static String latin(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
