// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.live;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.hybridface.edge.store.DurableFile;
import org.hybridface.edge.store.Sealer;
import org.hybridface.edge.store.UnsealException;
import org.hybridface.messages.FaceKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which given photos wait for the cloud's answer: the photo's key and the key of the person it is to be with, on the disk, so that an answer that comes
 * after a restart finds them. Thread safe.
 */
final class GivenPhotos {

    static final String FILE = "given-photos";

    private static final Logger LOG = LoggerFactory.getLogger(GivenPhotos.class);

    private final Path file;
    private final Sealer sealer;
    private final Map<String, String> waiting = new TreeMap<>();

    /** Reads what waits; a file that cannot be read is given up, and said so. */
    GivenPhotos(Path directory, Sealer sealer) throws IOException {
        this.file = directory.resolve(FILE);
        this.sealer = sealer;
        try {
            for (String line : new String(sealer.open(Files.readAllBytes(file), FILE), StandardCharsets.US_ASCII).split("\n")) {
                String[] two = line.split(" ");
                if (two.length == 2 && FaceKey.isValid(two[0]) && FaceKey.isValid(two[1])) {
                    waiting.put(two[0], two[1]);
                }
            }
        } catch (NoSuchFileException e) {
            LOG.debug("no photo waits");
        } catch (UnsealException e) {
            LOG.warn("event=given-photos-unreadable file={} {}: photos given before stand among those without a name", file, e.getMessage());
        }
    }

    /** A photo's key waits for its answer. */
    synchronized void put(String photo, String whose) throws IOException {
        waiting.put(photo, whose);
        write();
    }

    /**
     * Takes out the photo that became a face, under its own key or another that it was joined with.
     *
     * @param current says under which key a key is known now
     * @return whom it is to be with; empty when the face is no photo's
     */
    synchronized Optional<String> take(String face, UnaryOperator<String> current) throws IOException {
        Optional<String> photo = waiting.keySet().stream().filter(key -> key.equals(face) || current.apply(key).equals(face)).findFirst();
        Optional<String> whose = photo.map(waiting::remove);
        if (whose.isPresent()) {
            write();
        }
        return whose.map(current);
    }

    /** Of some keys nothing waits any more. */
    synchronized int forget(Set<String> keys) throws IOException {
        int before = waiting.size();
        waiting.entrySet().removeIf(photo -> keys.contains(photo.getKey()) || keys.contains(photo.getValue()));
        if (waiting.size() < before) {
            write();
        }
        return before - waiting.size();
    }

    private void write() throws IOException {
        if (waiting.isEmpty()) {
            DurableFile.delete(file);
            return;
        }
        StringBuilder text = new StringBuilder();
        waiting.forEach((photo, whose) -> text.append(photo).append(' ').append(whose).append('\n'));
        DurableFile.write(file, sealer.seal(text.toString().getBytes(StandardCharsets.US_ASCII), FILE));
    }
}
