// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Changes files so that, whatever happens in between (kill -9, power loss, full disk), the old or the new state is there afterwards, and
 * the new one for sure once a method has returned. A file is written into a temporary file beside it, brought to the disk and renamed over
 * the old one; a name lives in its directory, which is brought to the disk as well. Owner-only rights where the file system has them.
 */
public final class DurableFile {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNER_ONLY_DIRECTORY = PosixFilePermissions.fromString("rwx------");

    private DurableFile() {
    }

    /** Replaces the file's content, or makes the file. */
    public static void write(Path file, byte[] content) throws IOException {
        Path temporary = file.resolveSibling("." + file.getFileName() + ".tmp");
        // A leftover of an interrupted write may have other rights; the new one gets its rights when it is created.
        Files.deleteIfExists(temporary);
        try {
            fill(temporary, content);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            // On a full disk the rest of it would take what little there is.
            Files.deleteIfExists(temporary);
            throw e;
        }
        syncDirectory(parent(file));
    }

    /** Brings a file that somebody else wrote to the disk, and its name. */
    public static void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        syncDirectory(parent(file));
    }

    /**
     * Deletes a file for good.
     *
     * @return whether there was one
     */
    public static boolean delete(Path file) throws IOException {
        boolean deleted = Files.deleteIfExists(file);
        if (deleted) {
            syncDirectory(parent(file));
        }
        return deleted;
    }

    /** The file has this content, in the rights it had before; a new one is the user's only. */
    public static void replace(Path file, byte[] content) throws IOException {
        Set<PosixFilePermission> rights = isPosix(file) && Files.exists(file) ? Files.getPosixFilePermissions(file) : Set.of();
        write(file, content);
        if (!rights.isEmpty()) {
            Files.setPosixFilePermissions(file, rights);
        }
    }

    /** Copies a file, or makes a folder like this one without what is in it, with times and rights. */
    public static void copy(Path from, Path to) throws IOException {
        Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
        if (!Files.isDirectory(to)) {
            sync(to);
        }
        syncDirectory(parent(to));
    }

    /** Moves a file into another directory of the same disk; one of that name there is replaced. */
    public static void move(Path file, Path target) throws IOException {
        Files.move(file, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        syncDirectory(parent(target));
        syncDirectory(parent(file));
    }

    /** Makes the directory and its parents, readable by this user only. */
    public static void makeDirectory(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        if (Files.exists(directory)) {
            throw new NotDirectoryException(directory.toString());
        }
        Path parent = parent(directory);
        makeDirectory(parent);
        // Not createDirectory: another thread or process may make it at the same time.
        Files.createDirectories(directory, ownerOnly(directory, OWNER_ONLY_DIRECTORY));
        try {
            syncDirectory(parent);
        } catch (AccessDeniedException e) {
            // A parent that this user may pass but not read cannot be brought to the disk; the owner has made it long ago.
            return;
        }
    }

    /** Opens a file to append to: made readable by this user only, and so made when it was there. Whole lines are the caller's business. */
    public static FileChannel append(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND), ownerOnly(file, OWNER_ONLY));
        try {
            restrict(file);
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Whether nobody but this user has rights on it; where the file system knows no rights, nobody else has. */
    public static boolean isPrivate(Path file) throws IOException {
        return !isPosix(file) || OWNER_ONLY_DIRECTORY.containsAll(Files.getPosixFilePermissions(file));
    }

    /** Takes away the rights others have on a file, if it has any. A device such as /dev/stdout is left alone. */
    static void restrict(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return;
        }
        if (isPosix(file) && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
            Files.setPosixFilePermissions(file, OWNER_ONLY);
        }
    }

    private static void fill(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                ownerOnly(file, OWNER_ONLY))) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    private static void syncDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            if (isPosix(directory)) {
                throw e;
            }
            // Other systems do not open directories; there the file system orders the rename itself.
        }
    }

    private static Path parent(Path file) {
        return file.toAbsolutePath().getParent();
    }

    private static FileAttribute<?>[] ownerOnly(Path file, Set<PosixFilePermission> rights) {
        return isPosix(file)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(rights)}
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** The files of a folder whose name fits, by name; none when there is no folder. */
    public static List<Path> list(Path directory, Pattern name) throws IOException {
        if (Files.notExists(directory)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(file -> name.matcher(file.getFileName().toString()).matches()).sorted().toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
