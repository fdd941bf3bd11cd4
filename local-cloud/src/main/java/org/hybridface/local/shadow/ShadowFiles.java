// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.shadow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A file for each shadow, with its version and metadata, also of one that was deleted. Replaced whole. */
final class ShadowFiles {

    private static final String SUFFIX = ".shadow";

    private final Path folder;

    ShadowFiles(Path folder) {
        this.folder = folder;
    }

    /**
     * All of them by topic.
     *
     * @throws IOException when one cannot be read, saying which and what to do
     */
    Map<String, ShadowDocument> read() throws IOException {
        Map<String, ShadowDocument> documents = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(SUFFIX)).toList()) {
                JsonNode json = json(file);
                documents.put(json.path("topic").asText(), new ShadowDocument(section(json, "desired"), section(json, "reported"),
                        section(json, "metadata"), json.path("version").asLong(), json.path("deleted").asBoolean()));
            }
        }
        return documents;
    }

    private static JsonNode json(Path file) throws IOException {
        try {
            return ShadowRequest.JSON.readTree(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new IOException("the kept shadow " + file + " cannot be read: delete it, and its device starts with an empty mailbox", e);
        }
    }

    private static ObjectNode section(JsonNode json, String name) {
        return json.path(name).isObject() ? (ObjectNode) json.get(name) : ShadowRequest.JSON.createObjectNode();
    }

    /** Returns when it is on the disk. */
    void write(String topic, ShadowDocument document) {
        ObjectNode json = ShadowRequest.JSON.createObjectNode().put("topic", topic).put("version", document.version())
                .put("deleted", document.deleted());
        json.set("desired", document.desired());
        json.set("reported", document.reported());
        json.set("metadata", document.metadata());
        Path file = folder.resolve(URLEncoder.encode(topic, StandardCharsets.UTF_8) + SUFFIX);
        Path fresh = folder.resolve(file.getFileName() + ".new");
        try {
            try (FileChannel out = FileChannel.open(fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(Shadows.bytes(json));
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                out.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("the shadow " + topic + " cannot be kept in " + file, e);
        }
    }
}
