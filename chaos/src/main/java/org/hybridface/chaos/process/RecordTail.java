// SPDX-License-Identifier: Apache-2.0
package org.hybridface.chaos.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Follows a device's record ({@code edge.record}) while it is written. */
final class RecordTail {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_BYTES = 1 << 20;

    private final Path file;
    private long at;

    RecordTail(Path file) {
        this.file = file;
    }

    /**
     * A face in a frame.
     *
     * @param key  empty for somebody without one
     * @param name empty for somebody without one
     */
    record Seen(Doorway doorway, String key, String name) {
    }

    /** What came since the last call, a list for each frame. A half written line waits; a killed device's half line is left out. */
    List<List<Seen>> next() throws IOException {
        List<List<Seen>> frames = new ArrayList<>();
        if (!Files.exists(file)) {
            return frames;
        }
        byte[] bytes;
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            channel.position(at);
            java.nio.ByteBuffer buffer = java.nio.ByteBuffer.allocate((int) Math.min(MOST_BYTES, Math.max(0, channel.size() - at)));
            while (buffer.hasRemaining() && channel.read(buffer) > 0) {
                // until the buffer is full
            }
            bytes = java.util.Arrays.copyOf(buffer.array(), buffer.position());
        }
        int begin = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                frame(new String(bytes, begin, i - begin, StandardCharsets.UTF_8), frames);
                begin = i + 1;
            }
        }
        at += begin;
        return frames;
    }

    private static void frame(String line, List<List<Seen>> frames) {
        JsonNode frame;
        try {
            frame = JSON.readTree(line);
        } catch (JsonProcessingException halfWritten) {
            return;
        }
        List<Seen> seen = new ArrayList<>();
        for (JsonNode face : frame.path("faces")) {
            JsonNode box = face.path("box");
            // "Probably Ada" is shown as such and asked again: neither key nor name is given by it.
            boolean probable = face.path("state").asText().equals("probable");
            seen.add(new Seen(Doorway.at(box.path(0).asDouble() + box.path(2).asDouble() / 2), probable ? "" : face.path("key").asText(),
                    probable ? "" : face.path("name").asText("")));
        }
        frames.add(seen);
    }
}
