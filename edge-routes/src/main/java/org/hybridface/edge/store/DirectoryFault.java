// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/** Why a directory cannot be used or made, before anybody tries. */
public final class DirectoryFault {

    private DirectoryFault() {
    }

    /**
     * @param directory that is to be written, or made where it is missing
     * @return a sentence that says what to do; empty when nothing is in the way
     */
    public static Optional<String> of(Path directory) {
        Path there = directory.toAbsolutePath();
        while (there.getParent() != null && !Files.exists(there, LinkOption.NOFOLLOW_LINKS)) {
            there = there.getParent();
        }
        if (Files.isSymbolicLink(there) && !Files.exists(there)) {
            return Optional.of(there + " is a link that leads nowhere: correct or delete it, or give another directory");
        }
        if (!Files.isDirectory(there)) {
            return Optional.of(there + " is a file and no folder: move it away, or give another directory");
        }
        if (isReadOnly(there)) {
            return Optional.of(there + " lies on a disk that is mounted read-only: mount it for writing, or give another directory");
        }
        if (!Files.isWritable(there) || !Files.isExecutable(there)) {
            return Optional.of(there + " cannot be written by this user: give this user the rights, or give another directory");
        }
        return Optional.empty();
    }

    private static boolean isReadOnly(Path there) {
        try {
            return Files.getFileStore(there).isReadOnly();
        } catch (IOException e) {
            // Told when it is written.
            return false;
        }
    }
}
