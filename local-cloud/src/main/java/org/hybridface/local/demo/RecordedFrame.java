// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hybridface.vision.Box;

/**
 * One line of the edge's {@code edge.record} file: what was on screen in one frame.
 *
 * @param frame  counts from 1
 * @param source file name of a photo, or the position in the feed
 */
record RecordedFrame(long frame, String source, List<RecordedFace> faces) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** @param box in pixels of the frame */
    record RecordedFace(String key, Optional<String> name, String state, Box box) {
    }

    /** Every complete line of the file; a last line still being written is left out. No file yet: no frames. */
    static List<RecordedFrame> readAll(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<RecordedFrame> frames = new ArrayList<>();
        for (String line : lines) {
            parse(line).ifPresent(frames::add);
        }
        return frames;
    }

    private static Optional<RecordedFrame> parse(String line) {
        JsonNode node;
        try {
            node = MAPPER.readTree(line);
        } catch (JsonProcessingException halfWritten) {
            return Optional.empty();
        }
        List<RecordedFace> faces = new ArrayList<>();
        for (JsonNode face : node.path("faces")) {
            JsonNode box = face.path("box");
            faces.add(new RecordedFace(
                    face.path("key").asText(),
                    Optional.ofNullable(face.path("name").textValue()),
                    face.path("state").asText(),
                    new Box(box.path(0).asDouble(), box.path(1).asDouble(), box.path(2).asDouble(), box.path(3).asDouble())));
        }
        return Optional.of(new RecordedFrame(node.path("frame").asLong(), node.path("source").asText(), List.copyOf(faces)));
    }
}
