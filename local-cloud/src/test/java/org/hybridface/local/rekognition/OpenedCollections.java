// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.rekognition;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Kept collections as whoever has their key opens them: what a search through the sealed files cannot see. */
public final class OpenedCollections {

    private OpenedCollections() {
    }

    /** Every face's record in the open, by its id. The files are copied first: opening may repair them. */
    public static Map<String, byte[]> records(Path folder, Path key, Path copy) throws IOException {
        Map<String, byte[]> records = new TreeMap<>();
        collections(folder, key, copy, entry -> records.put("collections, opened: " + entry.face().faceId(), FaceRecords.encode(entry)));
        return records;
    }

    /** The vector of a face. */
    public static float[] vector(Path folder, Path key, Path copy, String faceId) throws IOException {
        float[][] found = new float[1][];
        collections(folder, key, copy, entry -> {
            if (entry.face().faceId().equals(faceId)) {
                found[0] = entry.vector();
            }
        });
        if (found[0] == null) {
            throw new AssertionError("no collection has the face " + faceId);
        }
        return found[0];
    }

    private static void collections(Path folder, Path key, Path copy, Consumer<FaceCollection.Entry> reader) throws IOException {
        Files.createDirectories(copy);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        EncryptedVault.open(copy, key).load().forEach(collection -> collection.entries().forEach(reader));
    }
}
