// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.files;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Files of the local cloud hold faces, names and keys, so that only the user who runs it may read them. A file system without such
 * permissions keeps its own rules.
 */
public final class PrivateFiles {

    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

    private PrivateFiles() {
    }

    /** Makes a folder, and closes one that is there already. Folders above it stay as they are. */
    public static Path folder(Path folder) throws IOException {
        Files.createDirectories(folder);
        restrict(folder, FOLDER);
        return folder;
    }

    /** Makes an empty file unless it is there, and closes it before anything is written. */
    public static Path file(Path file) throws IOException {
        try {
            if (isPosix(file)) {
                Files.createFile(file, PosixFilePermissions.asFileAttribute(FILE));
            } else {
                Files.createFile(file);
            }
        } catch (FileAlreadyExistsException e) {
            restrict(file, FILE);
        }
        return file;
    }

    /** Appends UTF-8 text. */
    public static void append(Path file, String text) throws IOException {
        Files.writeString(file(file), text, StandardOpenOption.APPEND);
    }

    /** Closes a file that a library wrote, and the folders between it and the root. */
    public static void close(Path root, Path file) throws IOException {
        if (Files.isRegularFile(file)) {
            restrict(file, FILE);
        }
        for (Path folder = file.getParent(); folder != null && !folder.equals(root) && folder.startsWith(root);
                folder = folder.getParent()) {
            if (Files.isDirectory(folder)) {
                restrict(folder, FOLDER);
            }
        }
    }

    private static void restrict(Path path, Set<PosixFilePermission> permissions) throws IOException {
        if (isPosix(path)) {
            Files.setPosixFilePermissions(path, permissions);
        }
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
