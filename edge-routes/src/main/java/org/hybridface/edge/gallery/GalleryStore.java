// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.gallery;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hybridface.edge.store.DurableFile;
import org.hybridface.edge.store.Sealer;
import org.hybridface.edge.store.UnsealException;
import org.hybridface.messages.InvalidMessageException;
import org.hybridface.messages.Known;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whom the others know, on the disk: one file each, sealed with this device's own key, so that it is known without a network after a restart, too. */
final class GalleryStore {

    private static final Logger LOG = LoggerFactory.getLogger(GalleryStore.class);
    private static final String SUFFIX = ".known";

    private final Path directory;
    private final Sealer sealer;

    GalleryStore(Path directory, Sealer sealer) {
        this.directory = directory;
        this.sealer = sealer;
    }

    /** All that can be read; what cannot is deleted, since the broker has it. */
    List<Known> load() throws IOException {
        DurableFile.makeDirectory(directory);
        List<Known> all = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                try {
                    all.add(Known.fromJson(sealer.open(Files.readAllBytes(file), name)));
                } catch (UnsealException | InvalidMessageException e) {
                    LOG.warn("event=gallery-file-unreadable file={} {}: it is deleted, and comes again from the broker", name, e.getMessage());
                    DurableFile.delete(file);
                }
            }
        }
        return all;
    }

    void save(Known known) throws IOException {
        String name = known.person() + SUFFIX;
        DurableFile.write(directory.resolve(name), sealer.seal(known.toJson(), name));
    }

    void delete(String person) throws IOException {
        DurableFile.delete(directory.resolve(person + SUFFIX));
    }
}
